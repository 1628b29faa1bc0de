"""All checks together, and the list of them in the documents."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.checks import CHECKS, Case, run_checks
from tests.core.checks.forms import FORM, case
from tests.core.forms.strategies import statistics_forms, values_of

DOCUMENT = Path(__file__).parents[3] / "docs" / "checks.md"


def test_each_check_stands_in_the_document_with_its_test() -> None:
    rows = [
        line.split("|")[1:-1] for line in DOCUMENT.read_text("utf-8").splitlines() if line.startswith("| `")
    ]
    assert [row[0].strip(" `") for row in rows] == list(CHECKS)
    for row in rows:
        assert (DOCUMENT.parents[1] / row[-1].strip(" `")).is_file()


def test_an_empty_report_has_no_hints() -> None:
    assert run_checks(Case(FORM, {})) == []


def test_what_is_wrong_in_itself_comes_before_what_is_unusual() -> None:
    before = [{"1.2": "10"}, {"1.2": "10"}, {"1.2": "10"}]
    hints = run_checks(case({"1.2": "900"}, before=before))
    assert [hint.problem.code for hint in hints] == ["people_without_event", "jump_in_history"]


@given(st.data())
def test_any_report_is_checked_without_an_error(data: st.DataObject) -> None:
    form = data.draw(statistics_forms())
    values = st.lists(values_of(form), max_size=6)
    one = Case(
        form,
        data.draw(values_of(form)),
        before=data.draw(values),
        peers=data.draw(values),
        own=data.draw(values_of(form)),
        below=data.draw(values_of(form)),
    )
    codes = {indicator.code for indicator in form.indicators}
    assert all(set(hint.codes) <= codes and hint.message for hint in run_checks(one))
