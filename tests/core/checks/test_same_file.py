from anyue.core.checks.same_file import check
from tests.core.checks.forms import case, told

PAIR = ("6月3日宣讲", "桥东村6月5日宣讲")


def test_two_events_with_one_file_are_told_once_for_all_that_counts_the_one() -> None:
    (hint,) = check(case({"1.1": "1"}, twins={"1.1": [PAIR], "1.2": [PAIR, PAIR[::-1]]}))
    assert told([hint]) == [("same_file", ("1.1", "1.2"))]
    assert "“6月3日宣讲”与“桥东村6月5日宣讲”" in hint.message


def test_events_with_files_of_their_own_are_nothing_to_tell() -> None:
    assert list(check(case({"1.1": "2"}))) == []
