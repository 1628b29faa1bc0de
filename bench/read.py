"""How fast and how well a notice is read, beside what a user would pick instead, in the same run.

The rival, Word to text by markitdown and times by jionlp, is the dependency group `bench`, which `make bench`
installs; without it the rest is measured. A page is 1,000 characters. Every rate comes with a ratio to a
baseline that is named, so that figures of two machines can be compared.
"""

import gc
import re
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from anyue.core.notice import read_notice, read_opened
from anyue.core.notice.open import open_document
from bench.reading.deadlines import Found, count_plan, count_times
from bench.reading.notices import OWN, Sample, collections
from bench.reading.rival import NAME, Rival, is_installed

PAGE = 1000
ROUNDS = 5
STARTS = 11
MEGABYTE = 1024 * 1024


def seconds(work: Callable[[], object], times: int) -> float:
    """The median time of one run."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def year_of(sample: Sample) -> int:
    """The year that a reader is told where the dates name none; the rival can't find it out by itself."""
    starts = [period["start"] for period in sample.facts["periods"] if not period["start"].startswith("X")]
    known = re.search(r"20\d\d", "".join([sample.facts.get("issued_on") or "", *starts, sample.text]))
    return int(known[0]) if known else 2000


def show_pages(samples: list[Sample], rival: Rival | None) -> None:
    """Pages a second from Word files."""
    pages = sum(len(sample.text) for sample in samples) / PAGE

    def ours() -> object:
        return [read_opened(open_document(sample.docx, f"{sample.name}.docx")) for sample in samples]

    ours()
    own = seconds(ours, ROUNDS)
    print(f"  {'anyue: the whole plan':34}{pages / own:9.1f} pages/s")
    if rival is None:
        return

    def theirs() -> object:
        return [rival.times(rival.text(sample.docx), year_of(sample)) for sample in samples]

    theirs()
    other = seconds(theirs, ROUNDS)
    print(f"  {NAME + ': times alone':34}{pages / other:9.1f} pages/s")
    print(f"  pages/s, anyue : {NAME} = {other / own:.2f} : 1")


def show_deadlines(samples: list[Sample], rival: Rival | None) -> None:
    """The table of deadlines found right."""
    ours, theirs = Found(), Found()
    for sample in samples:
        plan = read_opened(open_document(sample.docx, f"{sample.name}.docx"))
        ours += count_plan(sample.facts, [deadline.due for deadline in plan.deadlines])
        if rival:
            times = rival.times(rival.text(sample.docx), year_of(sample))
            theirs += count_times(sample.facts, times)
    print(f"  {'deadlines':24}{'noted':>8}{'found':>8}{'spurious':>10}")
    readers = [("anyue", ours), *([(NAME, theirs)] if rival else [])]
    for name, counts in readers:
        print(f"  {name:24}{counts.noted:8}{counts.found:8}{counts.spurious:10}")
    if rival:
        print(f"  deadlines found, anyue : {NAME} = {ours.found / max(theirs.found, 1):.2f} : 1")


def show_length(samples: list[Sample], rival: Rival | None) -> None:
    """One text of a megabyte, and whether twice the length takes twice the time."""
    whole = "\n".join(sample.text for sample in samples)
    one = whole * (MEGABYTE // len(whole.encode()) + 1)
    once = seconds(lambda: read_notice(one, source="1 MB"), 3)
    twice = seconds(lambda: read_notice(one * 2, source="2 MB"), 1)
    decoding = seconds(lambda: one.encode().decode(), ROUNDS)
    megabytes = len(one.encode()) / MEGABYTE
    print(
        f"one text of 1 MB: {megabytes / once:.2f} MB/s, {once / decoding:,.0f} times as long as decoding it"
    )
    print(f"                  linearity, 2 MB : 1 MB = {twice / once:.2f} : 1")
    if rival:
        other = seconds(lambda: rival.times(one, 2023), 1)
        print(f"                  MB/s, anyue : jionlp = {other / once:.2f} : 1")


def show_start() -> None:
    """The cold start of the command."""
    read = [sys.executable, "-m", "anyue.cli.main", "read", "--json", str(OWN / "huoxiao-2024.txt")]
    cold = seconds(lambda: subprocess.run(read, check=True, capture_output=True), STARTS)
    nothing = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), STARTS)
    print(
        f"cold start of anyue read: {cold * 1000:.0f} ms; anyue : python -c pass = {cold / nothing:.1f} : 1"
    )


def main() -> None:
    """Print the figures."""
    show_start()
    rival = Rival() if is_installed() else None
    if rival is None:
        print(f"{NAME} is not installed (make bench does that): nothing to compare with.")
    kept: list[Sample] = []
    for name, samples in collections():
        print(f"{name}: {len(samples)} Word files, one core")
        show_pages(samples, rival)
        show_deadlines(samples, rival)
        kept = kept or samples
    show_length(kept, rival)


if __name__ == "__main__":
    main()
