"""What is to be done: the leaves of the sections that say so, each with its time, place and units."""

import re
from collections.abc import Iterator

from anyue.core.notice.dates import NUM, RANGE
from anyue.core.notice.outline import Item
from anyue.core.notice.plan import Activity, Requirement
from anyue.core.notice.task_table import table_activities
from anyue.core.notice.units import responsible_units

_HOW = re.compile(
    r".{0,12}(?:指导思想|总体(?:要求|思路|目标|部署|安排)|(?:工作|活动|目标)?(?:目标|思路|原则)"
    r"|主题(?:口号)?|(?:时间|日期|期限|时限)(?:安排|节点|及地点|和地点)?"
    r"|(?:组织|领导)(?:架构|机构|领导|形式)|活动形式|组织(?:实施|保障|方式)|背景|目的|意义"
    r"|目标任务|要求|保障(?:措施)?|联系(?:方式|人)|报送|事项|经费|范围|对象|附则|依据|纪律|总结(?:上报)?"
    r"|信息报送|考核(?:评比|奖惩)?|督导检查|参加(?:单位|人员|对象)|参与(?:单位|人员)|职责分工"
    r"|任务分工|分工|注意事项|名称|地点|主办单位|承办单位|组织单位|评选办法|奖项设置|材料报送"
    r"|其他)"
)
_WHAT = re.compile(r"内容|任务|项目|活动安排|工作安排|步骤|阶段|措施|重点|主要活动|系列活动|活动及|日程")
_RUNNING = re.compile(
    r"(?:切实|进一步|全面)?(?:加强(?:组织|领导|督查|督导|考核|协调|沟通|信息|宣传引导|统筹|联络)"
    r"|强化(?:组织|领导|保障|督查|督导|责任|考核|协调|统筹)|提高(?:思想|政治|认识|站位)|高度重视"
    r"|明确(?:责任|职责|分工)|严肃纪律|严格(?:考核|纪律|督查|落实)"
    r"|落实(?:责任|经费|工作责任)|及时(?:报送|总结|上报)|按时(?:报送|上报)|认真(?:总结|组织)"
    r"|注重(?:实效|结合|总结)|务求|确保|统筹(?:兼顾|推进|安排)|精心(?:组织|部署|策划|安排)"
    r"|周密(?:部署|组织)|信息报送|总结报送|材料报送|做好(?:总结|信息|资料|材料)|搞好(?:总结"
    r"|结合))"
)
_CLOSING = re.compile(
    r"\n[ \t]*(?:附件[：:1一]|附[：:]|请各|请于|请将|请认真|望各|以上[^\n]{0,20}(?:请|望)"
    r"|为(?:方便|便于)[^\n]{2,30}请|上一篇|下一篇|联系人|联系电话|（联系|（此件|特此通知"
    r"|[\u4e00-\u9fff]{4,24}\n[ \t]*(?:\d{4}年\d|二〇))"
)
_DAYS = rf"{NUM}月{NUM}日(?:前|起)?"
_WHEN = re.compile(
    rf"(?:{RANGE.pattern.replace('?P<from>', '?:').replace('?P<to>', '?:')}|{NUM}月\d{{4}}日"
    rf"|{NUM}月{NUM}日{NUM}日"
    rf"|{_DAYS}(?:[、和]{_DAYS}){{1,6}}|(?:\d{{4}}年)?{NUM}月(?:份)?(?:{NUM}日|[上中下]旬|中下旬"
    rf"|[底末初])?(?:前|起|期间)?|全年|活动期间|每(?:周|月|日)[一二三四五六日]?)"
)
_FIELD_WHEN = re.compile(r"(?:活动|举办|开展|实施|完成|组织)?(?:时间|时限|日期)[：:] ?([^\n。；;）)]{2,60})")
_FIELD_WHERE = re.compile(r"(?:活动|举办)?地点[：:] ?([^\n。；;]{2,60})")
_WHERE = re.compile(
    r"(?:在|到|赴)([^，,。；;：:\n在到月日]{2,40}?(?:广场|公园|礼堂|会议室|会场|主会场|大厅"
    r"|体育馆|文化宫|中心|学校|社区|公司|车站|路口|区域|场所|位置|展厅|景区|商场|报告厅|操场"
    r"|集市|集贸市场|市场|村部|车间|工地|剧院|影院|党群服务中心|站))"
)


def split_sections(sections: list[Item], text: str) -> tuple[list[Item], list[Item]]:
    """(sections that say what is to be done, sections that say how), in order."""
    doing: list[Item] = []
    how: list[Item] = []
    for item in sections:
        (doing if _says_what(item, text) else how).append(item)
    named = [item for item in doing if item.children and _WHAT.search(item.heading[:24])]
    if named and len(named) < len(doing):
        # A letter's own points give way to the sections that carry the plan, where there are such.
        doing = [item for item in doing if item in named or _is_campaign(item) or item.start > named[0].start]
    return doing, how


def _says_what(item: Item, text: str) -> bool:
    heading = item.heading.rstrip("：: 。").split(" ")[0]
    if (
        len(heading) <= 24
        and _WHAT.search(heading)
        and not re.search(r"要求$|目标任务$|^目标|保障措施|时间安排$", heading)
    ):
        return True
    if _RUNNING.match(heading) or (len(heading) <= 24 and _HOW.fullmatch(heading)):
        return False
    has_body = len(text[item.body : item.end].strip()) > len(item.heading) + 1
    return has_body or bool(item.children) or len(heading) > 12


def _is_campaign(item: Item) -> bool:
    return bool(re.search(r"[月行周日]”?(?:主题)?(?:宣传)?活动|活动$", item.heading[:40]))


def read_activities(text: str, doing: list[Item]) -> tuple[Activity, ...]:
    """The leaves of `doing` as activities, in order."""
    found: list[Activity] = []
    for item in doing:
        for leaf, path in _leaves(item, ()):
            found += table_activities(text, leaf, path) or (_activity(text, leaf, path),)
    return tuple(found)


def read_requirements(text: str, how: list[Item]) -> tuple[Requirement, ...]:
    """The items of the sections that say how; sections on theme, time and thought are told elsewhere."""
    found = []
    for section in how:
        if not re.search(r"要求|保障|领导|报送|考核|纪律|督导|事项", section.heading) and not _RUNNING.match(
            section.heading
        ):
            continue
        for leaf in section.leaves():
            end = _content_end(text, leaf)
            found.append(Requirement(leaf.heading, text[leaf.body : end].strip(), (leaf.body, end)))
    return tuple(found)


def _leaves(item: Item, path: tuple[str, ...]) -> Iterator[tuple[Item, tuple[str, ...]]]:
    if not item.children:
        yield item, path
    for child in item.children:
        yield from _leaves(child, (*path, item.heading))


def _content_end(text: str, leaf: Item) -> int:
    closing = _CLOSING.search(text, leaf.body, leaf.end)
    end = closing.start() if closing else leaf.end
    while end > leaf.body and text[end - 1].isspace():
        end -= 1
    return end


def _activity(text: str, leaf: Item, path: tuple[str, ...]) -> Activity:
    end = _content_end(text, leaf)
    words = text[leaf.body : end]
    return Activity(
        heading=leaf.heading,
        number=leaf.number,
        path=path,
        text=words,
        when=_when(words),
        where=_where(words),
        responsible=responsible_units(words),
        span=(leaf.body, end),
    )


def _when(words: str) -> str | None:
    if stated := _FIELD_WHEN.search(words):
        return stated[1].strip()
    bare = re.sub(r"[“《][^”》\n]{0,60}[”》]", lambda m: "　" * len(m[0]), words)
    found = _WHEN.search(bare)
    return found[0].strip() if found else None


def _where(words: str) -> str | None:
    found = _FIELD_WHERE.search(words) or _WHERE.search(words)
    return found[1].strip() if found else None
