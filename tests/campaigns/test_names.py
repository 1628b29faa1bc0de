"""Names as lists show them: short where the campaign is known, else whole."""

import pytest

from anyue.campaigns.models import Campaign, Deadline, Occurrence


@pytest.mark.parametrize(
    ("what", "label", "title"),
    [
        ("“安全生产月”活动进展情况统计表", "第3周", "第3周进展情况统计表"),
        ("“安全生产月”活动情况登记表", "6月28日报送", "活动情况登记表"),
        ("“安全生产月”活动联络员信息表", "6月5日报送", "联络员信息表"),
        ("“安全生产月”活动总结", "7月5日报送", "活动总结"),
        ("“安全生产月”总结", "7月5日报送", "“安全生产月”总结"),
        ("特色活动", "6月", "6月特色活动"),
    ],
)
def test_occurrence_names_its_period_and_drops_the_campaign(what: str, label: str, title: str) -> None:
    assert Occurrence(deadline=Deadline(what=what), label=label).title == title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青溪县安委会办公室关于印发《2026年“安全生产月”活动方案》的通知", "2026年“安全生产月”活动方案"),
        ("关于开展2026年“安全生产月”活动的通知", "关于开展2026年“安全生产月”活动的通知"),
    ],
)
def test_campaign_goes_by_the_name_of_its_plan(title: str, name: str) -> None:
    assert Campaign(title=title).name == name
