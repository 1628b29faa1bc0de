"""The fields of both registers in the order in which tables print them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Content = Mapping[str, str]
"""What was entered, by field: text, a day as 2026-06-03, the codes of choices with a space between."""

DUAL, TRANSFER, OTHER = "dual", "transfer", "other"
MAJOR, GENERAL = "major", "general"
OPEN, UNDER_WAY, DONE = "open", "under_way", "done"


class Register(StrEnum):
    """Which of the two."""

    CASE = "case"
    EXPOSURE = "exposure"

    @property
    def label(self) -> str:
        """As pages and documents name it."""
        return "典型案例" if self is Register.CASE else "隐患曝光"

    @property
    def counted_in(self) -> str:
        """The word that counts its items."""
        return "件" if self is Register.CASE else "条"


class Kind(StrEnum):
    """How a field is typed."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its kind, its length at most, whether it must be there, whether the public sees it."""

    code: str
    label: str
    kind: Kind = Kind.LINE
    most: int = 80
    is_required: bool = False
    is_public: bool = True
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


_SECTORS = (
    *("危险化学品", "煤矿", "非煤矿山", "烟花爆竹", "冶金工贸", "建筑施工", "道路交通", "水上交通", "消防"),
    *("城镇燃气", "特种设备", "电力", "文化旅游", "农业农村", "教育", "其他"),
)
_PEOPLE = Field(
    "people",
    "文中其他人员姓名",
    most=200,
    is_public=False,
    hint="多个用顿号隔开。只用来在公开时隐去，不会公开。",
)
_NUMBER = Field("number", "文书文号", most=60, is_public=False, hint="决定书、指令书的文号，不公开。")

FIELDS: dict[Register, tuple[Field, ...]] = {
    Register.CASE: (
        Field("title", "案件名称", most=100, is_required=True, hint="例如：某公司未按规定培训从业人员案。"),
        Field(
            "kinds",
            "案件类型",
            Kind.CHOICES,
            is_required=True,
            choices=((DUAL, "一案双罚"), (TRANSFER, "行刑衔接"), (OTHER, "其他")),
        ),
        Field("enterprise", "当事企业", is_required=True, hint="写全称，公开时自动隐去。"),
        Field("person", "责任人员", most=40, hint="受处罚的企业负责人或直接责任人。"),
        _PEOPLE,
        Field("decided_on", "查处日期", Kind.DAY, is_required=True),
        Field("authority", "查处单位", is_required=True),
        Field("facts", "案情摘要", Kind.TEXT, most=1000, is_required=True),
        Field("basis", "处罚依据", Kind.TEXT, most=500, is_required=True, hint="法律、条例的名称和条款。"),
        Field("on_enterprise", "对企业的处罚", Kind.TEXT, most=300),
        Field("on_person", "对责任人员的处罚", Kind.TEXT, most=300),
        Field(
            "receiver",
            "移送单位",
            Kind.CHOICE,
            hint="行刑衔接的填写。",
            choices=(("police", "公安机关"), ("procuratorate", "检察机关")),
        ),
        Field("transferred_on", "移送日期", Kind.DAY),
        _NUMBER,
    ),
    Register.EXPOSURE: (
        Field("enterprise", "企业名称", is_required=True, hint="写全称。依法曝光的可以公开名称。"),
        Field("place", "所在地", most=100, hint="从县、乡镇写起，公开时只保留到乡镇（街道）。"),
        Field("sector", "行业领域", Kind.CHOICE, choices=tuple((one, one) for one in _SECTORS)),
        Field("hazard", "隐患情况", Kind.TEXT, most=1000, is_required=True),
        Field(
            "level",
            "隐患级别",
            Kind.CHOICE,
            is_required=True,
            choices=((MAJOR, "重大事故隐患"), (GENERAL, "一般隐患")),
        ),
        Field("criterion", "判定依据", Kind.TEXT, most=300, hint="重大事故隐患的判定标准和条款。"),
        Field("found_on", "发现日期", Kind.DAY, is_required=True),
        Field("order", "整改要求", Kind.TEXT, most=500, is_required=True),
        Field("deadline", "整改期限", Kind.DAY),
        Field(
            "state",
            "整改情况",
            Kind.CHOICE,
            is_required=True,
            choices=((OPEN, "未整改"), (UNDER_WAY, "整改中"), (DONE, "已整改")),
        ),
        Field("rectified_on", "整改完成日期", Kind.DAY, hint="已整改的填写。"),
        Field("outlet", "曝光媒体", hint="报纸、电视台、网站或公众号的名称。"),
        Field("url", "曝光网址", most=300, hint="只在公开企业名称时一同公开。网址不会被访问。"),
        _PEOPLE,
        _NUMBER,
    ),
}
_BY_CODE = {register: {field.code: field for field in fields} for register, fields in FIELDS.items()}


def fields_of(register: Register) -> Mapping[str, Field]:
    """The fields of a register by code, in order."""
    return _BY_CODE[register]


def codes_in(value: str) -> list[str]:
    """The codes of choices that were taken."""
    return value.split()


def told(field: Field, value: str) -> str:
    """A value in words: the names of choices, a day as 2026年6月3日."""
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        names = dict(field.choices)
        return "、".join(names.get(code, code) for code in codes_in(value))
    if field.kind is Kind.DAY and value:
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return value


def title_of(register: Register, content: Content) -> str:
    """By what an item is called in a list."""
    if register is Register.CASE:
        return content.get("title", "") or content.get("enterprise", "")
    return content.get("enterprise", "")


def sub_of(register: Register, content: Content) -> str:
    """What a list says beside the title, of values that are words already."""
    codes = ("kinds", "decided_on") if register is Register.CASE else ("level", "state", "found_on")
    return " · ".join(content[code] for code in codes if content.get(code))
