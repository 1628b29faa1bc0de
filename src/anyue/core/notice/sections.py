"""Which sections say what is to be done, and which say how."""

import re

from anyue.core.notice.outline import Item

_HOW = re.compile(
    r".{0,12}(?:指导思想|总体(?:要求|思路|目标|部署|安排)|(?:工作|活动|目标)?(?:目标|思路|原则)"
    r"|主题(?:口号)?[是为]?|(?:时间|日期|期限|时限)(?:安排|节点|及地点|和地点)?"
    r"|(?:组织|领导)(?:架构|机构|领导|形式)|活动形式|组织(?:实施|保障|方式)|背景|目的|(?:重要)?意义"
    r"|(?:预期|活动)?(?:效果|成效)"
    r"|目标任务|要求|保障(?:措施)?|联系(?:方式|人)|报送|事项|经费|范围|对象|附则|依据|纪律|总结(?:上报)?"
    r"|信息报送|考核(?:评比|奖惩)?|督导检查|参加(?:单位|人员|对象)|参与(?:单位|人员)|职责分工"
    r"|任务分工|分工|注意事项|名称|地点|主办单位|承办单位|组织单位|评选办法|奖项设置|材料报送"
    r"|其他)"
)
_WHAT = re.compile(r"内容|流程|任务|项目|活动安排|工作安排|步骤|阶段|措施|重点|主要活动|系列活动|活动及|日程")
_RUNNING = re.compile(
    r"(?:充分|深刻|进一步|切实)(?:认识|提高认识)|统一思想"
    r"|(?:切实|进一步|全面)?(?:加强(?:组织|领导|督查|督导|考核|协调|沟通|信息|宣传引导|统筹|联络)"
    r"|强化(?:组织|领导|保障|督查|督导|责任|考核|协调|统筹)|提高(?:思想|政治|认识|站位)|高度重视"
    r"|明确(?:责任|职责|分工)|严肃纪律|严格(?:考核|纪律|督查|落实)"
    r"|落实(?:责任|经费|工作责任)|及时(?:报送|总结|上报)|按时(?:报送|上报)|认真(?:总结|组织(?!开展|举办|好))"
    r"|注重(?:实效|结合|总结)|务求|确保|统筹(?:兼顾|推进|安排)|精心(?:组织(?!开展|举办|好)|部署|策划|安排)"
    r"|周密(?:部署|组织)|信息报送|总结报送|材料报送|做好(?:总结|信息|资料|材料)|搞好(?:总结"
    r"|结合))"
)


_FORMS = re.compile(r"(?:活动|宣传|组织|教育|工作)?(?:形式|方式|途径|载体)(?:[和及与].{2,6})?")
_THEME = re.compile(r"[^，。；]{0,24}主题[是为：]{1,2}[“《]")
_TOPICS = re.compile(r"(?:宣传|教育|培训|学习|竞赛|比赛|考试|答题)(?:内容|重点|知识)")


def split_sections(sections: list[Item], text: str) -> tuple[list[Item], list[Item]]:
    """(sections that say what is to be done, sections that say how), in order."""
    doing: list[Item] = []
    how: list[Item] = []
    for item in sections:
        (doing if _says_what(item, text) else how).append(item)
    if not doing:
        # Where no section says what is to be done, the one on its forms does.
        doing = [item for item in how if item.children and _FORMS.fullmatch(item.heading.rstrip("：: "))]
        how = [item for item in how if item not in doing]
    named = [item for item in doing if item.children and _WHAT.search(item.heading[:24])]
    if named and len(named) < len(doing):
        # A letter's own points give way to the sections that carry the plan, where there are such.
        # What comes after the first of them is kept in any case.
        first = named[0].start
        doing = [item for item in doing if item.start >= first or _is_campaign(item)]
    if any(item.children for item in doing):
        # “宣传内容” then only lists what is talked about.
        doing = [
            item for item in doing if item.children or not _TOPICS.fullmatch(item.heading.rstrip("：: "))
        ]
    return doing, how


def says_how(section: Item) -> bool:
    """Whether the section is one of requirements, not of theme, time or thought."""
    named = re.search(r"要求|保障|领导|报送|考核|纪律|督导|事项", section.heading)
    return bool(named or _RUNNING.match(section.heading))


def _says_what(item: Item, text: str) -> bool:
    heading = item.heading.rstrip("：: 。").split(" ")[0]
    if (
        len(heading) <= 24
        and _WHAT.search(heading)
        and not re.search(r"要求$|目标任务$|^目标|保障措施|时间安排$", heading)
    ):
        return True
    if _RUNNING.match(heading) or _THEME.match(heading) or (len(heading) <= 24 and _HOW.fullmatch(heading)):
        return False
    has_body = len(text[item.body : item.end].strip()) > len(item.heading) + 1
    return has_body or bool(item.children) or len(heading) > 12


def _is_campaign(item: Item) -> bool:
    return bool(re.search(r"[月行周日]”?(?:主题)?(?:宣传)?活动|活动$", item.heading[:40]))
