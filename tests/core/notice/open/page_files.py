"""PDF and OFD files written object by object: words and rules at places, in points from the top left."""

from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

WIDTH, HEIGHT = 595, 842
# One that every reader has for Chinese, so that none is embedded.
_CHINESE = "<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
_EXTENT = "/FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93"
_FACE = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /S /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /S /FontDescriptor 5 0 R /CIDSystemInfo {_CHINESE} >>",
    f"<< /Type /FontDescriptor /FontName /S /Flags 6 {_EXTENT} >>",
)
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass
class Sheet:
    """What one page prints."""

    words: list[tuple[float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_picture: bool = False

    def write(self, left: float, base: float, words: str, size: float = 16) -> "Sheet":
        self.words.append((left, base, size, words))
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> "Sheet":
        self.rules.append((left, top, right, bottom))
        return self

    def grid(self, across: list[float], down: list[float]) -> "Sheet":
        for y in down:
            self.rule(across[0], y, across[-1], y)
        for x in across:
            self.rule(x, down[0], x, down[-1])
        return self


def pdf_file(*sheets: Sheet, trailer: str = "", rotation: int = 0) -> bytes:
    """A PDF with a page for each sheet."""
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(sheets)} /Kids [{kids}] >>",
        *_FACE,
    ]
    for at, sheet in enumerate(sheets):
        content = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {HEIGHT - base} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"
            for left, base, size, words in sheet.words
        )
        content += "".join(f"{x} {HEIGHT - y} m {u} {HEIGHT - v} l S\n" for x, y, u, v in sheet.rules)
        if sheet.has_picture:
            content += "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q\n"
        page = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotation} /Contents {7 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {page} /Resources << /Font << /F1 3 0 R >> >> >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    out, places = "%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(
        f"{p:010} 00000 n \n" for p in places
    )
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def ofd_file(*sheets: Sheet, template: Sheet | None = None) -> bytes:
    """An OFD document; its unit is taken to be the point, which changes nothing but the paper's name."""
    out = BytesIO()
    with ZipFile(out, "w") as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
            "</ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/P{i}/Content.xml"/>' for i in range(len(sheets)))
        shared = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/T.xml"/>' if template else ""
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}"
            f"</ofd:PhysicalBox></ofd:PageArea>{shared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        if template:
            package.writestr("Doc_0/Tpls/T.xml", _ofd_page(template, ""))
        used = '<ofd:Template TemplateID="90"/>' if template else ""
        for at, sheet in enumerate(sheets):
            package.writestr(f"Doc_0/Pages/P{at}/Content.xml", _ofd_page(sheet, used))
    return out.getvalue()


def _ofd_page(sheet: Sheet, used: str) -> str:
    words = "".join(
        f'<ofd:TextObject Boundary="{left} {base - size} 500 {size}" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(0, len(text) - 1)} {size}">{text}</ofd:TextCode>'
        "</ofd:TextObject>"
        for left, base, size, text in sheet.words
    )
    rules = "".join(
        f'<ofd:PathObject Boundary="{x} {y} {u - x + 1} {v - y + 1}">'
        f"<ofd:AbbreviatedData>M 0 0 L {u - x} {v - y}</ofd:AbbreviatedData></ofd:PathObject>"
        for x, y, u, v in sheet.rules
    )
    picture = '<ofd:ImageObject Boundary="0 0 500 700" ResourceID="9"/>' if sheet.has_picture else ""
    return (
        f"<ofd:Page {_OFD}>{used}<ofd:Content><ofd:Layer><ofd:PageBlock>{words}</ofd:PageBlock>{rules}"
        f"{picture}</ofd:Layer></ofd:Content></ofd:Page>"
    )
