"""A folder of returned tables of an invented county, for the pictures of the documents."""

from io import BytesIO
from pathlib import Path
from random import Random

from docx import Document

from anyue.core.collect.blank import read_blank
from anyue.core.forms.returned.fill import fill_form

_HEADING = "填报单位（盖章）：{unit}　　　　填报日期：{day}"
_ROWS = (
    ("活动项目", "开展情况"),
    ("一、主题宣讲", "组织宣讲（ ）场，参与（ ）人次；\n发放宣传资料（ ）份。"),
    ("二、隐患排查", "检查企业（ ）家，发现隐患（ ）处，督促整改（ ）处。"),
    ("三、应急演练", "企业组织演练（ ）场，参与（ ）人次；\n学校组织演练（ ）场，参与（ ）人次。"),
    ("四、特色活动", "活动名称（ ），组织（ ）场，参与（ ）人次。"),
)
_UNITS = (
    "溪口镇",
    "云台镇",
    "双河镇",
    "白石乡",
    "青田街道",
    "县教育局",
    "县住房和城乡建设局",
    "县文化和旅游局",
    "县卫生健康局",
)
# By unit what it typed otherwise than others: the number of the blank, and the words in it.
_ODD = {
    "云台镇": (1, "约300"),
    "双河镇": (0, "十二"),
    "县教育局": (4, ""),
    "白石乡": (9, "待统计"),
    "青田街道": (1, "9600"),
}


def make_folder(root: Path) -> tuple[Path, Path, Path]:
    """Write the blank form, the folder of what came back, and the list of units; return their paths."""
    form, folder, units = root / "附件2.docx", root / "返回", root / "单位名单.txt"
    form.write_bytes(_table("", ""))
    units.write_text("\n".join(_UNITS), "utf-8")
    folder.mkdir()
    random = Random(6)  # noqa: S311  Numbers for a picture, no secret.
    for unit in _UNITS[:-2]:
        blank = _table(unit, "6月14日")
        template = read_blank(blank, form.name)
        values: list[int | str | None] = [
            random.randint(2, 9)
            if one.unit == "场"
            else random.randint(60, 240)
            if one.unit
            else "安全知识灯谜会"
            for one in template.indicators
        ]
        if odd := _ODD.get(unit):
            values[odd[0]] = odd[1]
        (folder / f"{unit}.docx").write_bytes(fill_form(template, blank, values))
    (folder / "县文旅局.docx").write_bytes(b"PK\x03\x04")
    return form, folder, units


def _table(unit: str, day: str) -> bytes:
    document = Document()
    for line in ("附件2", "“安全生产月”活动情况统计表", _HEADING.format(unit=unit, day=day)):
        document.add_paragraph(line)
    table = document.add_table(len(_ROWS), 2)
    for row, words in zip(table.rows, _ROWS, strict=True):
        row.cells[0].text, row.cells[1].text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()
