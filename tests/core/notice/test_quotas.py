"""Minimum numbers asked of units, one way of asking a row; all places are invented."""

import pytest

from anyue.core.notice import read_notice
from anyue.core.notice.plan import Quota


def _quotas(words: str) -> tuple[Quota, ...]:
    return read_notice(f"关于开展安全生产月活动的通知\n各村：\n{words}\n", source="x.txt").quotas


@pytest.mark.parametrize(
    ("words", "who", "what", "at_least", "unit", "period"),
    [
        ("各企业至少开展2次应急演练。", "各企业", "开展应急演练", 2, "次", None),
        ("各村要悬挂横幅不少于3条。", "各村", "悬挂横幅", 3, "条", None),
        ("每个镇街举办宣讲不少于两场。", "每个镇街", "举办宣讲", 2, "场", None),
        ("各村悬挂横幅2条以上。", "各村", "悬挂横幅", 2, "条", None),
        ("各企业要组织员工培训，参训率达到100%。", "各企业", "参训率", 100, "%", None),
        ("各学校参与率不低于90%。", "各学校", "参与率", 90, "%", None),
        ("每个监管所每周至少检查5家企业。", "每个监管所", "检查企业", 5, "家", "每周"),
        ("各单位主要负责人至少讲授1次安全课。", "各单位主要负责人", "讲授安全课", 1, "次", None),
        ("每个乡镇至少组织1次应急演练。", "每个乡镇", "组织应急演练", 1, "次", None),
        ("每个村民小组至少开展1次入户宣传。", "每个村民小组", "开展入户宣传", 1, "次", None),
        ("6月1日至6月30日，各社区至少开展1场讲座。", "各社区", "开展讲座", 1, "场", "6月1日至6月30日"),
    ],
)
def test_quota_says_who_what_and_how_many(
    words: str, who: str, what: str, at_least: int, *, unit: str, period: str | None
) -> None:
    (quota,) = _quotas(words)
    assert (quota.who, quota.what, quota.at_least, quota.unit, quota.period) == (
        who,
        what,
        at_least,
        unit,
        period,
    )
    assert quota.doubt is None


def test_number_asked_without_a_floor_is_doubtful() -> None:
    (quota,) = _quotas("每个社区要举办2次消防培训。")
    assert (quota.who, quota.at_least, quota.unit) == ("每个社区", 2, "次")
    assert quota.doubt


@pytest.mark.parametrize(
    "words", ["各村于6月5日前报送总结（附照片不少于5张）。", "今年是第22个安全生产月。", "活动共分3个阶段。"]
)
def test_other_numbers_are_no_quota(words: str) -> None:
    assert _quotas(words) == ()


def test_units_named_before_the_number_are_not_told_twice() -> None:
    (quota,) = _quotas("各乡镇、各成员单位组织安全宣讲不少于2场。")
    assert (quota.who, quota.what) == ("各乡镇、各成员单位", "组织安全宣讲")


@pytest.mark.parametrize(
    ("words", "ways"),
    [
        ("每个镇至少组织2场宣讲或1次应急演练。", (("宣讲", 2, "场"), ("应急演练", 1, "次"))),
        ("每个镇至少组织2场宣讲或至少组织1次应急演练。", (("宣讲", 2, "场"), ("应急演练", 1, "次"))),
        ("每个镇至少开展宣讲2场或至少组织应急演练1次。", (("开展宣讲", 2, "场"), ("应急演练", 1, "次"))),
        ("每个镇至少开展2场宣讲或培训。", ()),
    ],
)
def test_each_way_is_counted_before_or_behind_its_object(
    words: str, ways: tuple[tuple[str, int, str], ...]
) -> None:
    (quota,) = _quotas(words)
    assert quota.any_of == ways
