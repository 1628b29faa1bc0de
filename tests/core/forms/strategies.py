"""Generated forms and values for property tests."""

from hypothesis import strategies as st

from anyue.core.forms.form import Adds, Basis, Form, FormKind, Group, Indicator, ValueType

# What a person may type and a file can hold: no control characters, no spaces around.
LINES = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029"),
    min_size=1,
    max_size=40,
).filter(lambda text: text == text.strip())

NUMBERS = st.integers(0, 999_999_999).map(str)


@st.composite
def statistics_forms(draw: st.DrawFn) -> Form:
    """A statistics table of up to three groups with up to four numbers or texts each."""
    groups = []
    for row in range(draw(st.integers(1, 3))):
        indicators = tuple(draw(_indicators(f"g{row}i{at}")) for at in range(draw(st.integers(1, 4))))
        groups.append(Group(f"第 {row} 项", indicators))
    return Form("附件1", "统计表", FormKind.STATISTICS, groups=tuple(groups))


@st.composite
def _indicators(draw: st.DrawFn, code: str) -> Indicator:
    if draw(st.integers(0, 4)) == 0:
        return Indicator(f"名称{code}（ ）", None, ValueType.TEXT, code, adds=Adds.NONE)
    return Indicator(
        f"参与{code}（ ）人次",
        "人次",
        ValueType.NUMBER,
        code,
        adds=draw(st.sampled_from(Adds)),
        basis=draw(st.sampled_from(Basis)),
    )


@st.composite
def values_of(draw: st.DrawFn, form: Form) -> dict[str, str]:
    """Canonical values for some of the form's indicators."""
    chosen = draw(st.sets(st.sampled_from([one.code for one in form.indicators])))
    return {
        one.code: draw(NUMBERS if one.type is ValueType.NUMBER else LINES)
        for one in form.indicators
        if one.code in chosen
    }
