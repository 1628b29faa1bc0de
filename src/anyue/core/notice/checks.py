"""What a person should look at before issuing: contradictions and gaps, flagged and never repaired."""

from collections.abc import Iterator

from anyue.core.notice.header import Header
from anyue.core.notice.outline import Item
from anyue.core.notice.plan import Activity, Warning  # noqa: A004  The plan's own word.
from anyue.core.vocabulary import national_theme, year_of_theme

_OPENING = 1000


def header_warnings(text: str, header: Header, year: int | None) -> Iterator[Warning]:
    """The theme that is not this year's."""
    # A title may leave the campaign to its text: “关于做好宣传工作的通知”.
    national = national_theme(header.title or "", year) or national_theme(text[:_OPENING], year)
    if not header.theme or not national or national.is_told_by(header.theme):
        return
    other = year_of_theme(national.campaign, header.theme)
    told = f"这是{other}年的主题，" if other else ""
    yield Warning(
        "theme_differs",
        f"主题“{header.theme}”与{year}年全国“{national.campaign}”主题“{national.theme}”不一致，{told}请核对。",
        header.spans.get("theme"),
    )


def outline_warnings(top: list[Item]) -> Iterator[Warning]:
    """Numbers that neither begin anew nor count on from the last of their style, under any heading."""
    last: dict[str, int] = {}
    for item in _preorder(top):
        if item.number and item.value not in {1, last.get(item.style, 0) + 1}:
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
