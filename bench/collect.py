"""How fast a folder is added up: `anyue collect` beside the scripts of a clerk who can write one.

1,000 Word files and 1,000 Excel files of 36 blanks each, made for the run. The scripts read the numbers only,
in one warm process; `anyue collect` is timed from its start to its end and also tells the units, checks, and
writes the total in the form's layout, the working sheet and the messages. The floor takes the words of the
cells straight from the XML in two processes and does nothing with them: once within a warm process, once as a
process of its own. `python -m bench.collect [FILES]`.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from random import Random

from docx import Document
from openpyxl import Workbook, load_workbook

from anyue.core.collect.blank import read_blank
from anyue.core.forms.returned.fill import fill_form
from bench.collect_floor import in_two

FILES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
RUNS = 3
TITLE = "“消防宣传月”活动情况统计表"
ROWS = [("活动项目", "开展情况")] + [
    (f"{n}.第{n}项宣传活动", f"组织第{n}类宣讲（ ）场，参与（ ）人次；发放第{n}类资料（ ）份。")
    for n in range(1, 13)
]
# A process of its own starts what is measured: a child begins with the peak memory of its parent.
WATCH = (
    "import os, sys; pid = os.spawnv(os.P_NOWAIT, sys.argv[1], sys.argv[1:]);"
    "_, status, used = os.wait4(pid, 0);"
    "print(used.ru_maxrss, file=sys.stderr); sys.exit(os.waitstatus_to_exitcode(status))"
)
Script = Callable[[Path], list[int]]
NUMBER = re.compile(r"（(\d+)）")


def blank_word() -> bytes:
    """The blank form as a Word file."""
    document = Document()
    for line in ("附件2", TITLE, "填报单位（盖章）：　　　　填报日期：　　　　"):
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), 2)
    for row, words in zip(table.rows, ROWS, strict=True):
        row.cells[0].text, row.cells[1].text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def blank_excel() -> bytes:
    """The blank form as an Excel file."""
    book = Workbook()
    for line in ("附件2", TITLE, "填报单位（盖章）：　　　　填报日期：　　　　"):
        book.worksheets[0].append([line])
    for words in ROWS:
        book.worksheets[0].append(words)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def make(folder: Path, name: str, blank: bytes, units: list[str]) -> None:
    """A returned file for each unit."""
    template, random = read_blank(blank, name), Random(1)  # noqa: S311  Numbers for a table, no secret.
    for unit in units:
        data = fill_form(template, blank, [random.randint(1, 400) for _ in template.indicators])
        (folder / f"{unit}{Path(name).suffix}").write_bytes(data)


def with_python_docx(path: Path) -> list[int]:
    """What a script with python-docx and a regular expression does."""
    cells = (cell for row in Document(str(path)).tables[0].rows for cell in row.cells)
    return [int(found) for cell in cells for found in NUMBER.findall(cell.text)]


def with_openpyxl(path: Path) -> list[int]:
    """What a script with openpyxl and a regular expression does."""
    rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    return [int(found) for row in rows for words in row for found in NUMBER.findall(str(words))]


def in_one(script: Script, paths: Sequence[Path]) -> None:
    """Do the work for all paths."""
    for path in paths:
        script(path)


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Seconds of the quickest of some runs."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


class Bench:
    """The made files, and the two commands that are timed over them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.units = [f"第{n}单位" for n in range(FILES)]
        (root / "units.txt").write_text("\n".join(self.units), "utf-8")
        # As installed: pip compiles what it installs.
        self._environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(root / "compiled")}
        self._environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def make_folder(self, suffix: str, blank: bytes) -> list[Path]:
        """The blank form and the files that came back for it."""
        form, folder = self.root / f"附件2.{suffix}", self.root / suffix
        form.write_bytes(blank)
        folder.mkdir()
        make(folder, form.name, blank, self.units)
        return sorted(folder.iterdir())

    def collect(self, suffix: str, paths: Sequence[Path]) -> float:
        """Megabytes of the first process of one `anyue collect`, the largest of its processes."""
        command = ["-m", "anyue.cli.main", "collect", str(self.root / f"附件2.{suffix}"), *map(str, paths)]
        out = self.root / f"汇总.{suffix}"
        return self._run([*command, "--units", str(self.root / "units.txt"), "-o", str(out)])

    def floor(self, folders: Sequence[Path]) -> None:
        """The floor as a process of its own."""
        self._run(["-m", "bench.collect_floor", *map(str, folders)])

    def _run(self, arguments: Sequence[str]) -> float:
        command = [sys.executable, "-S", "-c", WATCH, sys.executable, *arguments]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=self._environment, check=True
        )
        return int(done.stderr.split()[-1]) / 1024


def show(what: str, ours: float, scripts: float, warm: float, whole: float) -> None:
    """One line of seconds and one of ratios."""
    print(f"{what}: anyue collect {ours:.2f} s")
    print(f"  scripts, one warm process     {scripts:6.2f} s: {scripts / ours:.1f} times as long as ours")
    print(f"  floor, warm, two processes    {warm:6.2f} s: ours takes {ours / warm:.1f} times as long")
    print(f"  floor as a process of its own {whole:6.2f} s: ours takes {ours / whole:.1f} times as long")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as made:
        bench = Bench(Path(made))
        sorts: dict[str, tuple[bytes, Script]] = {
            "docx": (blank_word(), with_python_docx),
            "xlsx": (blank_excel(), with_openpyxl),
        }
        paths: list[Path] = []
        scripts = 0.0
        for suffix, (blank, script) in sorts.items():
            own = bench.make_folder(suffix, blank)
            folder = bench.root / suffix
            slow = timed(lambda script=script, own=own: in_one(script, own), runs=1)  # type: ignore[misc]
            warm = timed(lambda own=own: in_two(own))  # type: ignore[misc]
            whole = timed(lambda folder=folder: bench.floor([folder]))  # type: ignore[misc]
            ours = timed(lambda kind=suffix, own=folder: bench.collect(kind, [own]))  # type: ignore[misc]
            show(f"{FILES} .{suffix}", ours, slow, warm, whole)
            paths += own
            scripts += slow
        folders = [bench.root / suffix for suffix in sorts]
        ours, warm = timed(lambda: bench.collect("docx", folders)), timed(lambda: in_two(paths))
        show("both folders in one run", ours, scripts, warm, timed(lambda: bench.floor(folders)))
        for count in (1, FILES // 10, FILES):
            megabytes = bench.collect("docx", paths[:count])
            print(f"memory of the largest process, {count} .docx: {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
