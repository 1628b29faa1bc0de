"""What a person should look at before issuing: contradictions and gaps, flagged and never repaired."""

import re
from collections.abc import Iterator

from anyue.core.notice.header import Header
from anyue.core.notice.outline import Item
from anyue.core.notice.plan import Activity, Deadline, Period, Span, Warning  # noqa: A004  The plan's own word.

# The theme that the State Council's safety committee set for each year's Work Safety Month.
_THEMES = {
    2019: "防风险、除隐患、遏事故",
    2020: "消除事故隐患，筑牢安全防线",
    2021: "落实安全责任，推动安全发展",
    2022: "遵守安全生产法，当好第一责任人",
    2023: "人人讲安全、个个会应急",
    2024: "人人讲安全、个个会应急——畅通生命通道",
    2025: "人人讲安全、个个会应急——查找身边安全隐患",
}


def header_warnings(text: str, header: Header, year: int | None) -> Iterator[Warning]:
    """The theme that is not this year's; years that disagree."""
    national = _THEMES.get(year or 0)
    is_month = "安全生产月" in (header.title or "") + text[:3000]
    if header.theme and national and is_month and _bare(header.theme) not in _bare(national):
        yield Warning(
            "theme_differs",
            f"主题“{header.theme}”与{year}年全国“安全生产月”主题“{national}”不一致，请核对。",
            header.spans.get("theme"),
        )
    years = {
        name: int(found[1])
        for name, words in (("标题", header.title), ("文号", header.doc_number), ("落款", header.issued_on))
        if words and (found := re.search(r"(\d{4})(?:年|〕|\]|）|-)", words))
    }
    if len(set(years.values())) > 1:
        told = "，".join(f"{name}是{value}年" for name, value in years.items())
        yield Warning(
            "years_disagree",
            f"年份不一致：{told}。没有写明年份的日期按{year}年理解，请核对。",
            header.spans.get("title"),
        )


def _bare(theme: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", theme)


def deadline_warnings(
    deadlines: tuple[Deadline, ...], periods: tuple[Period, ...], issued_on: str | None
) -> Iterator[Warning]:
    """No deadlines; a summary that is due before its period ends; a date before the notice itself."""
    if not deadlines:
        yield Warning("no_deadlines", "没有读到报送时点。如需下级报送，请补充时点。")
    ends = [(p.end, p) for p in periods if p.end]
    for deadline in deadlines:
        day = deadline.due[:10] if deadline.due and re.match(r"\d{4}-\d\d-\d\d", deadline.due) else None
        if day and "总结" in deadline.what and ends:
            named = [p for end, p in ends if _names(p) & _names_in(deadline.what)] or [
                max(ends, key=lambda e: e[0])[1]
            ]
            end = named[0].end
            if len(ends) == 1 or _names(named[0]) & _names_in(deadline.what):
                yield from _before_end(deadline, day, end)
        if day and issued_on and day < issued_on:
            yield Warning(
                "due_before_issue",
                f"时点“{deadline.phrase}”（{day}）早于印发日期{issued_on}，请核对。",
                deadline.span,
            )


def _before_end(deadline: Deadline, day: str, end: str | None) -> Iterator[Warning]:
    if end and day < end:
        yield Warning(
            "due_before_period_end",
            f"“{deadline.phrase}”要求报送总结，但活动到{end}才结束，报送后的变化需要补报。",
            deadline.span,
        )


def _names(period: Period) -> set[str]:
    return _names_in(period.name)


def _names_in(words: str) -> set[str]:
    return set(re.findall(r"[“\"]([^”\"]{2,20})[”\"]", words))


def date_warnings(impossible: tuple[tuple[str, Span], ...]) -> Iterator[Warning]:
    """Dates that the calendar does not have, kept as written."""
    for words, span in impossible:
        yield Warning("impossible_date", f"日期“{words}”不存在，未作为时点采用，请更正。", span)


def outline_warnings(top: list[Item]) -> Iterator[Warning]:
    """Numbers that neither begin anew nor count on from the last of their style, under any heading."""
    last: dict[str, int] = {}
    for item in _preorder(top):
        if item.value not in {1, last.get(item.style, 0) + 1}:
            yield Warning(
                "numbering_broken",
                f"序号“{item.number}”前缺少序号，已按出现顺序理解。",
                (item.start, item.body),
            )
        last[item.style] = item.value


def _preorder(items: list[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _preorder(item.children)


def gap_warnings(activities: tuple[Activity, ...], missing: tuple[str, ...]) -> Iterator[Warning]:
    """Nothing to do; attachments (`missing`) that are named but not in the file."""
    if not activities:
        yield Warning("no_activities", "没有读到活动项目。")
    if missing:
        yield Warning("attachments_missing", f"文中提到{'、'.join(missing)}，但文件里没有，请一并导入附件。")
