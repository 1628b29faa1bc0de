"""Correcting a form by hand: each of its blanks, and the columns of a register."""

import pytest

from tests.campaigns.desk import Desk
from tests.cast import Cast


@pytest.fixture
def desk(cast: Cast) -> Desk:
    return Desk(cast)


def table_fields(desk: Desk, index: int, **changes: str) -> dict[str, str]:
    """What the page would send for a form as it stands, with changes."""
    form = desk.client.get(desk.address("forms", index)).context["form"]
    fields = {field.html_name: field.value() for field in form}
    for blank in [*form.blanks, *form.more]:
        fields |= {field.html_name: field.value() for field in blank}
    sent = {name: value for name, value in fields.items() if value not in {None, False}}
    return {**sent, **changes}


def table_index(desk: Desk) -> int:
    forms = desk.notice.read_plan().forms
    return next(at for at, form in enumerate(forms) if form.kind == "statistics")


def test_blank_is_corrected_deleted_and_added(desk: Desk) -> None:
    at = table_index(desk)
    codes = [one.code for one in desk.notice.read_plan().forms[at].indicators]
    changes = {
        "blank0-label": "开展专题宣讲（ ）次",
        "blank0-unit": "次",
        "blank0-basis": "cumulative",
        "blank0-source": "宣讲：宣讲场次",
        "blank1-is_removed": "on",
        "more0-group": "5.其他",
        "more0-label": "发放资料（ ）份",
        "more0-unit": "份",
    }
    assert desk.post("forms", at, **table_fields(desk, at, **changes)).status_code == 302
    form = desk.notice.read_plan().forms[at]
    first = form.indicators[0]
    assert (first.label, first.unit, first.basis) == ("开展专题宣讲（ ）次", "次", "cumulative")
    assert first.source
    assert (first.source.kind, first.source.measure) == ("lecture", "events")
    assert codes[1] not in [one.code for one in form.indicators]
    assert (form.groups[-1].label, form.indicators[-1].unit) == ("5.其他", "份")
    desk.post("act", restore=f"forms-{at}")
    assert desk.notice.plan == desk.notice.plan_read


def test_blank_from_an_unknown_source_is_told_and_nothing_is_lost(desk: Desk) -> None:
    at = table_index(desk)
    answer = desk.post("forms", at, **table_fields(desk, at, **{"blank0-source": "没有的来源"}))
    assert answer.status_code == 422
    assert "词表里没有“没有的来源”" in answer.content.decode()
    assert 'value="没有的来源"' in answer.content.decode()
