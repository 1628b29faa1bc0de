"""`StreamedBook`: a workbook written sheet by sheet and row by row into a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from types import TracebackType
from typing import BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZipFile

from anyue.core.forms.streamed.looks import STYLES
from anyue.core.forms.streamed.notes import Notes, comments_xml, drawing_xml
from anyue.core.forms.streamed.rows import letters

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_AT_ONCE = 200
# A working sheet is opened once: a third more bytes for a third of the time.
_LEVEL = 1
# Millimetres of GB/T 9704-2012: top, right, bottom and left of an upright page, and of one turned.
_UPRIGHT, _TURNED = (37, 26, 35, 28), (28, 35, 26, 37)


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet around its rows: its name, the widths of its columns, and what stays in sight.

    `head` is the row that is printed on each page; rows down to `frozen_rows` and `frozen_columns` stay where
    they are. `merged` is a range such as “A1:L1”.
    """

    name: str
    widths: Sequence[float]
    head: int = 1
    frozen_rows: int = 1
    frozen_columns: int = 0
    is_upright: bool = False
    merged: str | None = None


class StreamedBook:
    """A context manager; sheets come in the order of their layouts. The same rows give the same bytes."""

    def __init__(self, out: BinaryIO, layouts: Sequence[Layout], author: str) -> None:
        self._zip = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL)
        self._layouts = layouts
        self._author = author
        self._noted: list[int] = []
        self._done = 0

    def __enter__(self) -> Self:
        root = _relation("rId1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")
        self._write("_rels/.rels", [_relations([root])])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        self._zip.close()

    def write_sheet(self, rows: Iterable[str], notes: Notes) -> None:
        """The next sheet, its rows as `row_xml` gives them; `notes` may grow until the rows are through."""
        layout = self._layouts[self._done]
        self._done += 1
        name = f"sheet{self._done}.xml"

        def parts() -> Iterable[str]:
            yield _before(layout)
            yield from rows
            yield _after(layout, has_notes=bool(notes))

        self._write(f"xl/worksheets/{name}", parts())
        if notes:
            self._noted.append(self._done)
            self._write(f"xl/comments{self._done}.xml", [comments_xml(notes, self._author)])
            self._write(f"xl/drawings/notes{self._done}.vml", [drawing_xml(notes)])
            relations = [
                _relation("rId1", f"{_OFFICE}/vmlDrawing", f"../drawings/notes{self._done}.vml"),
                _relation("rId2", f"{_OFFICE}/comments", f"../comments{self._done}.xml"),
            ]
            self._write(f"xl/worksheets/_rels/{name}.rels", [_relations(relations)])

    def _finish(self) -> None:
        numbers = range(1, self._done + 1)
        relations = [
            _relation(f"rId{n}", f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in numbers
        ]
        styles = _relation(f"rId{self._done + 1}", f"{_OFFICE}/styles", "styles.xml")
        self._write("xl/_rels/workbook.xml.rels", [_relations([*relations, styles])])
        self._write("xl/styles.xml", [STYLES])
        self._write("xl/workbook.xml", [_workbook(self._layouts)])
        kinds = {
            "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
            "/xl/styles.xml": f"{_TYPE}.styles+xml",
            **{f"/xl/worksheets/sheet{n}.xml": f"{_TYPE}.worksheet+xml" for n in numbers},
            **{f"/xl/comments{n}.xml": f"{_TYPE}.comments+xml" for n in self._noted},
        }
        self._write("[Content_Types].xml", [_content_types(kinds)])

    def _write(self, name: str, parts: Iterable[str]) -> None:
        coming = iter(parts)
        # A part that is named so bears the earliest date, 1980, and no other.
        with self._zip.open(name, "w") as member:
            member.write(_HEAD.encode())
            while some := list(islice(coming, _AT_ONCE)):
                member.write("".join(some).encode())


def _relation(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


def _relations(relations: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _content_types(kinds: dict[str, str]) -> str:
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="vml"'
        f' ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>{named}</Types>'
    )


def _workbook(layouts: Sequence[Layout]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(layout.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, layout in enumerate(layouts, 1)
    )
    heads = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
        f"'{escape(layout.name)}'!${layout.head}:${layout.head}</definedName>"
        for n, layout in enumerate(layouts)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets>'
        f"<definedNames>{heads}</definedNames></workbook>"
    )


def _before(layout: Layout) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(layout.widths, 1)
    )
    corner = f"{letters(layout.frozen_columns + 1)[-1]}{layout.frozen_rows + 1}"
    across = f'xSplit="{layout.frozen_columns}" ' if layout.frozen_columns else ""
    pane = "bottomRight" if layout.frozen_columns else "bottomLeft"
    return (
        f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0"><pane {across}ySplit="{layout.frozen_rows}"'
        f' topLeftCell="{corner}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/></sheetView>'
        f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>'
    )


def _after(layout: Layout, *, has_notes: bool) -> str:
    sides = _UPRIGHT if layout.is_upright else _TURNED
    top, right, bottom, left = (f"{millimetres / 25.4:.4f}" for millimetres in sides)
    merged = f'<mergeCells count="1"><mergeCell ref="{layout.merged}"/></mergeCells>' if layout.merged else ""
    turned = "portrait" if layout.is_upright else "landscape"
    return (
        f'</sheetData>{merged}<printOptions horizontalCentered="1"/><pageMargins left="{left}"'
        f' right="{right}" top="{top}" bottom="{bottom}" header="0.5" footer="0.5"/><pageSetup paperSize="9"'
        f' orientation="{turned}" fitToWidth="1" fitToHeight="0"/>'
        + ('<legacyDrawing r:id="rId1"/>' if has_notes else "")
        + "</worksheet>"
    )
