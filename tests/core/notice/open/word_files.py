"""Word files put together from their XML, so that each test shows what it is about."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
RULES = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def word_file(body: str, *, numbering: str = "", styles: str = "", header: str = "") -> bytes:
    """The bytes of a .docx with that XML in the body and the other parts."""
    parts = [("document", "document", "officeDocument", f"<w:body>{body}</w:body>")]
    for part, root, relation, content in (
        ("numbering", "numbering", "numbering", numbering),
        ("styles", "styles", "styles", styles),
        ("header1", "hdr", "header", header),
    ):
        parts += [(part, root, relation, content)] if content else []
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _types([part for part, *_ in parts]))
        package.writestr("_rels/.rels", _relations(parts[:1], "word/"))
        package.writestr("word/_rels/document.xml.rels", _relations(parts[1:], ""))
        for part, root, _, content in parts:
            package.writestr(f"word/{part}.xml", f"<w:{root} {_NAMES}>{content}</w:{root}>")
    return out.getvalue()


def _types(parts: list[str]) -> str:
    of = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": "document.main", "header1": "header"}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{of}.{kinds.get(part, part)}+xml"/>'
        for part in parts
    )
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Default Extension="rels" ContentType="{relations}"/>{overrides}</Types>'
    )


def _relations(parts: list[tuple[str, str, str, str]], folder: str) -> str:
    of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" Type="{of}/{relation}" Target="{folder}{part}.xml"/>'
            for at, (part, _, relation, _) in enumerate(parts)
        )
        + "</Relationships>"
    )


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; a run that is not XML is plain words."""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def numbered(words: str, level: int = 0, num: int = 1) -> str:
    return paragraph(
        words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    )


def level(at: int, number_format: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """A numbering part with one definition."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def cell(*content: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else paragraph(one) for one in content or ("",))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def table(*rows: str, properties: str = RULES) -> str:
    return f"<w:tbl>{properties}{''.join(rows)}</w:tbl>"
