from datetime import date, time

import pytest

from anyue.core.due import Due, How, due_text, parse_due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2026-06-03", Due(How.ONCE, date(2026, 6, 3), date(2026, 6, 3))),
        ("2026-06-03T12:00", Due(How.ONCE, date(2026, 6, 3), date(2026, 6, 3), time(12))),
        (
            "weekly MON,WED 12:00 2026-06",
            Due(How.WEEKLY, date(2026, 6, 1), date(2026, 6, 30), time(12), weekdays=(0, 2)),
        ),
        ("daily 17:00 2026-02", Due(How.DAILY, date(2026, 2, 1), date(2026, 2, 28), time(17))),
        ("monthly -1 2026-06..2027-02", Due(How.MONTHLY, date(2026, 6, 1), date(2027, 2, 28), day=-1)),
    ],
)
def test_short_form_is_read_in_parts_and_written_back(text: str, due: Due) -> None:
    assert parse_due(text) == due
    assert due_text(due) == text


def test_year_alone_is_all_its_months() -> None:
    assert parse_due("monthly 7 2015") == Due(How.MONTHLY, date(2015, 1, 1), date(2015, 12, 31), day=7)


@pytest.mark.parametrize(
    "text", ["", "明天", "monthly 0 2026", "monthly 45 2026", "daily 17:00 2026-01..2037-01"]
)
def test_what_is_no_short_form_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_due(text)
