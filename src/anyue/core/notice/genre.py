"""Whether a text is a notice at all: a novel, a law, news or minutes must not become a plan of noise."""

import re

from anyue.core.forms.form import Form
from anyue.core.notice.header import Header
from anyue.core.notice.parts import lines_of
from anyue.core.notice.plan import Deadline

_OPENING = 3000
_ARTICLE = re.compile(r"^[ \t]*第[一二三四五六七八九十百\d]{1,5}条", re.MULTILINE)
_OTHER_TITLE = re.compile(
    r"[^。；：\n]{2,60}(?:总结|讲话|讲话稿|致辞|发言|发言稿|简报|汇报|纪要|会议记录|心得体会|心得|体会"
    r"|演讲稿|主持词|新闻稿|侧记|纪实|综述"
    r"|说明书|使用手册|用户手册|操作手册|白皮书|合同|协议书|申请书|简历|判决书|解读|工作报告|调查报告|试题|答案)"
    r"(?:[（(][^（）()\n]{1,14}[）)])?"
)
_MINUTES = re.compile(
    r"^[ \t]*(?:主持人?|参会人员|参加人员|出席(?:人员)?|列席|缺席|记录人?|会议议题)[ ]?[：:]", re.MULTILINE
)
_NEWS = re.compile(
    r"本报讯|本网讯|讯[ ]?[（(][^（）()\n]{0,30}(?:记者|通讯员)"
    r"|[（((?:记者|通讯员|本报|特约)[^（）()\n]{0,30}[）)]"
    r"|新华社[\u4e00-\u9fff]{0,8}\d{0,2}月?\d{0,2}日?电|(?:记者|通讯员)[：: ][\u4e00-\u9fff]|记者从|获悉"
)
_TOLD = re.compile(
    r"(?:^|[\n。 ])[ \t]{0,40}(?:\d{4}年)?(?:\d{1,2}月\d{1,2}日(?:上午|下午)?|近日|日前|连日来|昨日|今日)"
    r"[，,]?[^。\n]{0,60}(?:举行|举办|召开|开展了?|组织了?|印发|启动|走进|前往|赴)"
)
_PAST = re.compile(
    r"活动现场|共发放|现场共|此次活动|本次活动|活动中[，,]|会上[，,]|会议(?:指出|强调|要求|传达)|取得了|得到了"
)
_ORDERS = re.compile(
    r"特此通知|现将|(?:通知|安排|要求|事项)如下|请各|请于|特制[定订]|制定(?:本|如下|以下)[^，。]{0,4}方案|印发给|遵照执行|贯彻执行"
)
_LETTER = re.compile(r"^[ \t]*(?:附 ?件 ?\d{0,2} ?[：:]|联 ?系 ?人 ?[：:]|联系电话)", re.MULTILINE)
_SECTION_NAME = (
    r"(?:(?:活动|宣传|工作|整治|检查|行动|主要|重点|演练)"
    r"(?:内容|任务|安排|时间|主题|要求|步骤|目标|重点|措施|范围)|组织领导|指导思想|总体要求|保障措施|报送要求)"
)
# Counted in the text itself, since a text in one paragraph may have no outline.
_SECTION = re.compile(rf"[一二三四五六七八九十]{{1,2}}[、.．] ?[^，。；：\n]{{0,8}}?{_SECTION_NAME}")
_ASKS = re.compile(r"请|各|须|务必|要")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z{}=;<>]")


def is_notice(
    text: str,
    header: Header,
    forms: tuple[Form, ...],
    deadlines: tuple[Deadline, ...],
) -> bool:
    """Whether the text gives orders for a campaign, by its head, sections, forms and deadlines."""
    if _is_code(text):
        return False
    if header.doc_number or header.recipients:
        return True
    named = len(_SECTION.findall(text[:20000]))
    if _is_other(text, header) or (named < 2 and _tells(text)):
        return False
    signed = (
        header.issuer
        and header.issued_on
        and (named or _ORDERS.search(text[:_OPENING]) or _LETTER.search(text[:_OPENING]))
    )
    return bool(
        header.title or header.recipients or forms or named > 1 or signed or _is_asked(text, deadlines)
    )


def _is_code(text: str) -> bool:
    head = text[:20000]
    return len(_LATIN.findall(head)) > 2 * len(_CHINESE.findall(head)) + 20


def _is_other(text: str, header: Header) -> bool:
    """Whether the text is of another kind: a law, minutes, a speech, a report of what has been done."""
    opening = text[:_OPENING]
    first = [line.text for line in list(lines_of(opening))[:5]]
    calls = header.title is not None and "关于" in header.title
    if len(_ARTICLE.findall(text[:20000])) >= 3 and not calls:
        return True
    if len(_MINUTES.findall(opening)) >= 2 or any(_OTHER_TITLE.fullmatch(line) for line in first[:3]):
        return not calls
    return False


def _tells(text: str) -> bool:
    """Whether the text tells of what was done, as news do, and orders nothing."""
    opening = text[:_OPENING]
    marks = bool(_NEWS.search(opening)) + bool(_TOLD.search(opening)) + bool(_PAST.search(opening))
    return marks >= 2 and not _ORDERS.search(opening)


def _is_asked(text: str, deadlines: tuple[Deadline, ...]) -> bool:
    """Whether something is to be sent in by somebody who is asked to."""
    for deadline in deadlines:
        if deadline.kind == "submit" and deadline.span:
            at = text.rfind("\n", 0, deadline.span[0]) + 1
            if _ASKS.search(text, max(at, deadline.span[0] - 80), deadline.span[0]):
                return True
    return False
