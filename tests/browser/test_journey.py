"""One notice from the office's desk to the county's total, each step by the person whose it is."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from anyue.cli.demo.sample import sample_notice
from tests.browser.program import NOW, County, county
from tests.cast import NOTICE

pytestmark = pytest.mark.browser

REASON = "宣讲场次与活动照片不符，请核对。"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is particular to a notice: its text, what is read from it, and the names of what units send in."""

    text: str
    campaign: str
    years: int
    activity: str
    read: tuple[str, ...]
    card: str
    table: str
    register: str
    lectures: str
    drills: str
    drill: str


def _own() -> Expected:
    return Expected(
        text=sample_notice(date.fromisoformat(NOW[:10])),
        campaign="2026年澜溪县“安全生产月”活动",
        years=0,
        activity="组织安全生产宣讲",
        read=(
            "每周三 12:00",
            "附件1 “安全生产月”活动联络员信息表",
            "附件2 “安全生产月”活动进展情况统计表",
            "附件3 “安全生产月”活动情况登记表",
            "27 个空",
        ),
        card="“安全生产月”活动联络员信息表",
        table="第3周“安全生产月”活动进展情况统计表",
        register="“安全生产月”活动情况登记表",
        lectures="1.安全生产宣讲和学习",
        drills="4.应急演练",
        drill="组织应急演练",
    )


def _yuncheng() -> Expected:
    folder = os.environ.get("ANYUE_CORPUS")
    if not folder:
        pytest.skip("The outside notices are not here: ANYUE_CORPUS is not set.")
    return Expected(
        text=Path(folder, "notices", "yuncheng-2023.txt").read_text("utf-8"),
        campaign="2023年“安全生产月”活动",
        years=3,
        activity="深化宣贯习近平总书记关于安全生产重要论述",
        read=(
            "每周三 12:00",
            "附件1 “安全生产月”活动联络员表",
            "附件2 “安全生产月”活动进展情况统计表",
            "附件3 “安全生产月”相关活动情况报送表",
            "36 个空",
        ),
        card="“安全生产月”活动联络员表",
        table="第2周“安全生产月”活动进展情况统计表",
        register="“安全生产月”相关活动情况报送表",
        lectures="1.开展习近平总书记关于安全生产重要论述宣贯活动",
        drills="5.坚持全民参与，组织开展常态",
        drill="企业组织事故应急演练",
    )


@pytest.fixture(
    params=[
        pytest.param(_own, id="own"),
        pytest.param(_yuncheng, id="yuncheng-2023", marks=pytest.mark.corpus),
    ]
)
def expected(request: pytest.FixtureRequest) -> Expected:
    made: Expected = request.param()
    return made
