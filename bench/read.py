"""How fast a notice is read: notices, pages and megabytes a second on one core, and the cold start.

The cold start of `anyue read` is a ratio to `python -c pass` in the same run, the reading a ratio to
decoding the same bytes, so that figures of two machines can be compared.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from anyue.core.notice import open_text, read_notice

SAMPLES = sorted((Path(__file__).parents[1] / "tests" / "notices").glob("*.txt"))
# GB/T 9704-2012: 22 lines of 28 characters.
PAGE = 22 * 28
ROUNDS = 20
STARTS = 11


def seconds(work: Callable[[], object], times: int) -> float:
    """The median time of one run."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> None:
    """Print the figures."""
    files = [(path.name, path.read_bytes()) for path in SAMPLES]
    texts = [(name, open_text(data, name)) for name, data in files]
    size = sum(len(data) for _, data in files)
    pages = sum(len(text) for _, text in texts) / PAGE
    reading = seconds(lambda: [read_notice(text, source=name) for name, text in texts], ROUNDS)
    decoding = seconds(lambda: [data.decode() for _, data in files], ROUNDS)
    whole = "\n".join(text for _, text in texts)
    large = whole * (1024 * 1024 // len(whole.encode()) + 1)
    once = seconds(lambda: read_notice(large, source="1 MB"), 1)
    one_text = len(large.encode()) / once
    print(f"reading: {len(files) / reading:.0f} notices/s, {pages / reading:.0f} pages/s, one core")
    print(f"         {size / reading / 1e6:.2f} MB/s in notices, {one_text / 1e6:.2f} MB/s in one text")
    print(f"         {reading / decoding:.0f} times as long as decoding the same bytes")
    read = [sys.executable, "-m", "anyue.cli.main", "read", "--json", str(SAMPLES[0])]
    cold = seconds(lambda: subprocess.run(read, check=True, capture_output=True), STARTS)
    nothing = seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True), STARTS)
    print(f"cold start of anyue read: {cold * 1000:.0f} ms, {cold / nothing:.1f} times `python -c pass`")


if __name__ == "__main__":
    main()
