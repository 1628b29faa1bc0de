"""The floor under `bench.collect`: the words of the cells straight from the XML, and nothing done with them.

`python -m bench.collect_floor FOLDER...` is the same as a whole process, its start included.
"""

import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def word(path: Path) -> int:
    """The words of the cells, and nothing else."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return sum(len("".join(text.text or "" for text in cell.iter(W + "t"))) for cell in root.iter(W + "tc"))


def excel(path: Path) -> int:
    """The words of the workbook, and nothing else."""
    archive = zipfile.ZipFile(path)
    # What was filled in stands in the sheet itself; other files have their words beside it.
    names = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"} & set(archive.namelist())
    roots = [etree.fromstring(archive.read(name)) for name in names]
    return sum(len(text.text or "") for root in roots for text in root.iter(S + "t", S + "v"))


def of_file(path: Path) -> int:
    """What the file's kind asks for."""
    return word(path) if path.suffix == ".docx" else excel(path)


def in_two(paths: Sequence[Path]) -> None:
    """All files, in two processes."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(of_file, paths, chunksize=50))


if __name__ == "__main__":
    in_two([path for folder in sys.argv[1:] for path in sorted(Path(folder).iterdir())])
