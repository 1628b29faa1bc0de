"""The draft of the summary that an office writes of a campaign with units below it (活动总结).

It tells of those below by what came in, names who is missing, and leaves to a person what only a person can
say, as prompts. Figures stand in it as `figures.marker` writes them.
"""

from collections.abc import Iterator
from enum import StrEnum

from anyue.core.written.facts import Facts, Gathered
from anyue.core.written.figures import key_of, marker
from anyue.core.written.skeleton import activities, based_on, sections, title_of

_MOST_NAMES = 20
QUOTA = "数量要求"


class Count(StrEnum):
    """What an office counts itself, by its key in a text."""

    SENT_TO = key_of("报送", "下发单位")
    ACKNOWLEDGED = key_of("报送", "签收单位")
    UNITS_ASKED = key_of("报送", "应报单位")
    UNITS_IN = key_of("报送", "报齐单位")
    UNITS_MISSING = key_of("报送", "缺报单位")
    ASKED = key_of("报送", "应报份数")
    IN = key_of("报送", "已报份数")
    LATE = key_of("报送", "迟报份数")
    WAITING = key_of("报送", "待审核份数")
    FEATURED = key_of("特色活动", "报来")
    ADOPTED = key_of("特色活动", "采用")
    CASES = key_of("典型案例", "审核通过")
    DUAL = key_of("典型案例", "一案双罚")
    TRANSFERS = key_of("典型案例", "行刑衔接")
    EXPOSURES = key_of("隐患曝光", "审核通过")
    RECTIFIED = key_of("隐患曝光", "已整改")


def quota_key(at: int, what: str) -> str:
    """The key of a count of units for the quota of that number: 应达到, 达到 or 未达到."""
    return key_of(QUOTA, f"{at}.{what}")


def draft_closing(facts: Facts, gathered: Gathered) -> str:
    """The draft: its title, and a line a paragraph."""
    days = "，".join(days for _, days in facts.periods[:1])
    theme = f"围绕“{facts.theme.strip('“”')}”主题，" if facts.theme else ""
    when = f"于{days}" if days else ""
    told = _Told(gathered)
    lines = sections(
        [
            ("基本情况", [*told.basics(), "【请写明组织领导、动员部署、责任分工和经费、人员保障情况。】"]),
            ("主要做法", list(activities(facts))),
            ("取得的成效", [*told.results(), "【请写明特色做法、典型事例和取得的成效。】"]),
            ("存在的问题", [*told.problems(), "【请写明活动中发现的其他问题和不足。】"]),
            ("下一步打算", ["【请写明巩固成果、整改问题、健全长效机制的措施。】"]),
        ]
    )
    opening = f"根据{based_on(facts)}要求，{facts.unit}{theme}{when}组织各单位开展了各项活动。"
    return "\n".join((title_of(facts), f"{opening}现将有关情况总结如下。", *lines))


class _Told:
    """The sentences that the counts make; what comes to nothing is not told."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered

    def basics(self) -> Iterator[str]:
        """To whom it went, and who has sent in what was asked."""
        yield f"活动通知下发{self._of(Count.SENT_TO)}个单位，{self._of(Count.ACKNOWLEDGED)}个单位已签收。"
        if not self._has(Count.UNITS_ASKED):
            return
        asked = f"应报送材料的单位{self._of(Count.UNITS_ASKED)}个，已报齐{self._of(Count.UNITS_IN)}个"
        if self._has(Count.UNITS_MISSING):
            missing = self._names(Count.UNITS_MISSING)
            yield f"{asked}，缺报{self._of(Count.UNITS_MISSING)}个：{missing}。"
        else:
            yield f"{asked}，没有缺报。"
        late = f"，其中迟报{self._of(Count.LATE)}份" if self._has(Count.LATE) else ""
        yield f"各单位应报材料{self._of(Count.ASKED)}份，已报{self._of(Count.IN)}份{late}。"
        if self._has(Count.WAITING):
            yield f"另有{self._of(Count.WAITING)}份已报待审核，未计入以下数字。"

    def results(self) -> Iterator[str]:
        """What the units brought in beside their tables, and what they reached."""
        if self._has(Count.FEATURED):
            yield f"各单位报来特色活动{self._of(Count.FEATURED)}条，采用{self._of(Count.ADOPTED)}条。"
        if self._has(Count.CASES):
            yield (
                f"审核通过典型案例{self._of(Count.CASES)}件，其中一案双罚{self._of(Count.DUAL)}件、"
                f"行刑衔接{self._of(Count.TRANSFERS)}件。"
            )
        if self._has(Count.EXPOSURES):
            yield (
                f"审核通过隐患曝光{self._of(Count.EXPOSURES)}条，其中已整改{self._of(Count.RECTIFIED)}条。"
            )
        for at, words in enumerate(self._gathered.quotas, start=1):
            asked, met = quota_key(at, "应达到"), quota_key(at, "达到")
            yield f"对照“{_close(words)}”的要求，{self._of(asked)}个单位中有{self._of(met)}个达到。"

    def problems(self) -> Iterator[str]:
        """What the counts themselves say against the campaign."""
        late = f"迟报材料{self._of(Count.LATE)}份" if self._has(Count.LATE) else ""
        missing = f"{self._of(Count.UNITS_MISSING)}个单位没有报齐" if self._has(Count.UNITS_MISSING) else ""
        if told := "，".join(filter(None, (late, missing))):
            yield f"部分单位报送不够及时，{told}。"
        for at, words in enumerate(self._gathered.quotas, start=1):
            short = quota_key(at, "未达到")
            if self._has(short):
                names = self._names(short)
                yield f"对照“{_close(words)}”的要求，还有{self._of(short)}个单位没有达到：{names}。"

    def _of(self, key: str) -> str:
        return marker(self._gathered.counts.get(key, "0"), key)

    def _has(self, key: str) -> bool:
        return self._gathered.counts.get(key, "0") != "0"

    def _names(self, key: str) -> str:
        names = self._gathered.names.get(key, ())
        return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def _close(words: str) -> str:
    """Words of a page as a document sets them: without spaces around numbers."""
    return "".join(words.split())
