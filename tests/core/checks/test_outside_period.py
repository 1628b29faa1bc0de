from datetime import date

from anyue.core.checks.outside_period import check
from tests.core.checks.forms import case, told

WEEK = date(2031, 6, 5), date(2031, 6, 11)


def test_records_of_other_days_are_told_with_their_days() -> None:
    days = {"1.1": [date(2031, 6, 5), date(2031, 6, 12), date(2031, 6, 1)]}
    (hint,) = check(case({"1.1": "3"}, period=WEEK, days=days))
    assert told([hint]) == [("outside_period", ("1.1",))]
    assert "6月1日、6月12日" in hint.message


def test_the_first_and_the_last_day_belong_to_the_period() -> None:
    assert told(check(case({"1.1": "2"}, period=WEEK, days={"1.1": WEEK}))) == []
    assert told(check(case({"1.1": "2"}, days={"1.1": WEEK}))) == []
