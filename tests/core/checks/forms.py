"""A form with every sort of number."""

from anyue.core.checks import Case, Hint
from anyue.core.forms.form import Adds, Basis, Form, FormKind, Group, Indicator, Line, ValueType

EVENTS = Indicator("开展演练（ ）场", "场", ValueType.NUMBER, "1.1")
PEOPLE = Indicator("参与（ ）人次", "人次", ValueType.NUMBER, "1.2")
HEADS = Indicator("答题（ ）人", "人", ValueType.NUMBER, "2.1", adds=Adds.UNITS)
ATTENDANCES = Indicator("共（ ）人次", "人次", ValueType.NUMBER, "2.2")
SO_FAR = Indicator("累计排查隐患（ ）处", "处", ValueType.NUMBER, "3.1", basis=Basis.CUMULATIVE)
NAME = Indicator("活动名称（ ）", None, ValueType.TEXT, "4.1")
FORM = Form(
    number="附件1",
    title="“防汛宣传周”情况统计表",
    kind=FormKind.STATISTICS,
    groups=(
        Group("演练", (EVENTS, PEOPLE), (Line(("开展演练", "场，参与", "人次。"), ("1.1", "1.2")),)),
        Group("答题", (HEADS, ATTENDANCES), (Line(("答题", "人，共", "人次。"), ("2.1", "2.2")),)),
        Group("排查", (SO_FAR,), (Line(("累计排查隐患", "处。"), ("3.1",)),)),
        Group("特色", (NAME,), (Line(("活动名称", ""), ("4.1",)),)),
    ),
)


def case(values: dict[str, str], **more: object) -> Case:
    return Case(FORM, values, **more)  # type: ignore[arg-type]


def told(hints: object) -> list[tuple[str, tuple[str, ...]]]:
    """What each hint is, and at which blanks."""
    assert hasattr(hints, "__iter__")
    found = list(hints)
    assert all(isinstance(hint, Hint) and hint.message for hint in found)
    return [(hint.problem.code, hint.codes) for hint in found]
