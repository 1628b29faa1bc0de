"""What is to be done: the leaves of the sections that say so, each with its time, place and units."""

import re
from collections.abc import Iterator

from anyue.core.notice.outline import Item
from anyue.core.notice.parts import lines_of
from anyue.core.notice.plan import Activity, Requirement, Span
from anyue.core.notice.sections import says_how
from anyue.core.notice.task_table import table_activities
from anyue.core.notice.units import responsible_units
from anyue.core.notice.when_where import when_of, where_of

# A section called no more than that is told by its text, one paragraph an activity.
_GENERIC = re.compile(
    r"(?:[省市县区镇校院厂][级内]|全[省市县区镇校院厂])?(?:主要|重点|具体|活动|工作|宣传|检查|整治|教育|培训|演练|系列){0,3}"
    r"(?:内容|任务|活动|安排|项目|措施|事项|重点|步骤)(?:及要求|和要求|安排)?"
)
_CLOSING = re.compile(
    r"\n[ \t]*(?:附件[：:1一]|附[：:]|请各|请于|请将|请认真|望各|以上[^\n]{0,20}(?:请|望)"
    r"|为(?:方便|便于)[^\n]{2,30}请|上一篇|下一篇|联系人|联系电话|（联系|（此件|特此通知"
    r"|[\u4e00-\u9fff]{4,24}\n[ \t]*(?:\d{4}年\d|二〇))"
)
# “1.活动时间：… 2.活动地点：… 3.参加单位：…” under the heading of one activity.
_FIELD = re.compile(
    r"(?:活动|举办|宣传|组织|参加|参与|参会|牵头|责任|主办|承办|协办|配合|实施)*"
    r"(?:时间|地点|内容|主题|形式|方式|方法|对象|单位|部门|人员|范围|要求|目的|安排)(?:及要求)?"
    r"|(?:作品|投稿|参赛|参选|评选|征集|奖项|奖励|报名|比赛|竞赛|评分)(?:[和及与](?:奖励|评选))?"
    r"(?:要求|办法|须知|设置|规则|方式|对象|时间|说明|条件|范围|标准)"
)
_NAMED = re.compile(r"(?:单位|部门|科室|处室|股室)[：:]|负责|牵头|承办")
FAR_SUBJECT = "责任单位按后文句子的主语理解，请核对。"


def read_activities(text: str, doing: list[Item]) -> tuple[Activity, ...]:
    """The leaves of `doing` as activities, in order."""
    found: list[Activity] = []
    for item in doing:
        for leaf, path in _leaves(item, ()):
            found += table_activities(text, leaf, path) or _activities(text, leaf, path)
    return tuple(found)


def read_requirements(text: str, how: list[Item]) -> tuple[Requirement, ...]:
    """The items of the sections that say how; sections on theme, time and thought are told elsewhere."""
    found = []
    for section in how:
        if not says_how(section):
            continue
        for leaf in section.leaves():
            end = _content_end(text, leaf)
            found.append(Requirement(leaf.heading, text[leaf.body : end].strip(), (leaf.body, end)))
    return tuple(found)


def _leaves(item: Item, path: tuple[str, ...]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    if not item.children or _are_fields(item.children):
        yield item, path
        return
    for child in item.children:
        yield from _leaves(child, (*path, item.heading))


def _are_fields(children: list[Item]) -> bool:
    """Whether the items under a heading say when, where and who, and so are about one activity."""
    named = sum(bool(_FIELD.fullmatch(child.heading.split("：")[0].strip())) for child in children)
    return named >= 2 and named * 2 >= len(children)


def _content_end(text: str, leaf: Item) -> int:
    closing = _CLOSING.search(text, leaf.body, leaf.end)
    end = closing.start() if closing else leaf.end
    while end > leaf.body and text[end - 1].isspace():
        end -= 1
    return end


def _activities(text: str, leaf: Item, path: tuple[str, ...]) -> Iterator[Activity]:
    """The activity of a leaf; of a section with a bare name such as 活动内容, one for each paragraph."""
    end = _content_end(text, leaf)
    start = leaf.body + len(leaf.heading)
    if not _GENERIC.fullmatch(leaf.heading.rstrip("：: ")) or not text[start:end].strip("：:。 \n\t"):
        yield _activity(text, (leaf.body, end), leaf.number, leaf.heading, path)
        return
    start += len(text[start:end]) - len(text[start:end].lstrip("：:。 \n\t"))
    for line in lines_of(text, start, end):
        # A paragraph that ends in a colon opens what follows.
        if not line.text.endswith("：") or line.end >= end:
            heading = re.split(r"[。；：]", line.text, maxsplit=1)[0].strip()
            yield _activity(text, (line.start, line.end), "", heading, (*path, leaf.heading))


def _activity(text: str, span: Span, number: str, heading: str, path: tuple[str, ...]) -> Activity:
    words = text[slice(*span)]
    units = responsible_units(words)
    return Activity(
        heading=heading,
        number=number,
        path=path,
        text=words,
        when=when_of(words),
        where=where_of(words),
        responsible=units,
        span=span,
        doubt=FAR_SUBJECT if units and not _names_early(words, units[0]) else None,
    )


def _names_early(words: str, unit: str) -> bool:
    """Whether a unit is named in a field or in the first two sentences, where a clerk looks for it."""
    return bool(_NAMED.search(words)) or unit in "。".join(words.split("。")[:3])
