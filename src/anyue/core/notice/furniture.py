"""Take out what a web page puts around a notice: navigation, counters, links, the foot of the site."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from anyue.core.notice.lines import LINE, MARKED, Edit

_BUTTON = (
    r"打印(?:本页|此页|页面|文章)?|关闭(?:窗口|本页|页面|此页)?|收藏|分享|分享到.{0,40}|字体|字号|大|中|小|默认"
    r"|返回(?:顶部|首页|列表|上一页)?|繁體|繁体|简体|无障碍|长者(?:版|模式)|适老(?:版|化)|手机版|登录|注册"
    r"|搜索|微信|微博|QQ空间|扫一扫.{0,40}|朗读|语音播报|放大字体|缩小字体|下载|点击下载|举报|我要纠错|纠错"
    r"|回首页|回顶部|返 ?回|立即下载|点击查看全文|查看全文"
)
_BUTTONS = re.compile(rf"[【\[（(]?(?:{_BUTTON})[】\])）]?", re.IGNORECASE)
_SPLIT = re.compile(r"[ \t|｜/·•]{1,10}|(?<=[】\]])(?=[【\[])")
_META = (
    r"索 ?引 ?号|信息分类|主题分类|组配分类|体裁分类|发文机关类别|有效性|是否有效|主题词"
    r"|公开(?:方式|形式|范围|时限|日期|责任部门)|信息(?:来源|名称|索引|索取号)|服务对象|统一编号|效力状态"
    r"|时效性|(?:生效|废止|失效)日期"
)
_WRITER = (
    r"责任编辑|责编|网络编辑|网站编辑|编辑|作者|初审|复审|终审|审核人?|供稿|校对|撰稿|发布人|发布者|录入"
    r"|来源|信息来源|文章来源"
)
_HEAD = re.compile(
    r"您?(?:的|现在的?|当前的?)?所?在?的?(?:当前)?位置(?:是|在)?[：: ].*|当前(?:栏目|位置)[：: ]?.{0,80}"
    r"|(?:网站)?首页 ?[>＞》»/›→|-].*|.{0,20}欢迎(?:您?访问|光临|来到|您).*|今天是.{4,40}"
    r"|.{0,30}(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?[：: ]{0,2}[\[【（(]?\d{0,9}.{0,40}"
    r"|[【\[（(]?(?:字体|字号)(?:大小)?[：: ].{0,40}"
    rf"|(?:{_META})[：: ].{{0,200}}|(?:{_WRITER})[：:].{{0,100}}"
    r"|(?:发布|更新|发表|录入|上传|添加|公开|信息)(?:时间|日期)[：: ].{0,150}"
    r"|\d{2}\.\d{2}\.20\d{2}(?: \d{2}:\d{2})?|解读(?:单位|类型|方式)[：:].{0,150}"
    r"|日期[：:] ?20\d\d-\d.{0,60}"
    r"|时间[：:] ?20\d\d-\d{1,2}-\d{1,2}.{0,60}"
    r"|20\d\d-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?"
    r"(?:[ \t]{1,10}(?:来源|作者|编辑|浏览|点击|字体).{0,80})?"
    r"|本文(?:档|由).{0,40}|版权说明.{0,200}|文档简介|热度[：:].{0,30}"
)
# The index card's own date may stand on the line below its label.
_CARD = re.compile(r"(?:成文|发文|印发|制发)(?:日期|时间)[：:]?")
_TAIL = re.compile(
    r"(?:上|下)一?(?:篇|条|页)(?:新闻|文章|信息)?[：: ].*|(?:上|下)一(?:篇|条)"
    rf"|[（(]?(?:{_WRITER})[：:].{{0,60}}"
    r"|相关(?:链接|文章|新闻|阅读|推荐|信息|文档|政策|解读|稿件)[：:]?.{0,60}"
    r"|(?:猜你喜欢|热门(?:文章|推荐|文档)|推荐阅读|展开阅读全文|为您推荐|精彩推荐|最新(?:文章|信息)).{0,20}"
    r"|(?:网站地图|网站声明|联系我们|关于我们|隐私(?:[声申]明|政策)|网站帮助|使用帮助|免责声明|站点地图)"
    r"(?:[ |].{0,100})?"
    r"|(?:版权所有|技术支持|运行维护|维护单位)[：: ].{0,120}"
    r"|.{0,60}(?:[Cc]opyright|©|All [Rr]ights|ICP备|公网安备|网站标识码).{0,150}|扫描二维码.{0,40}"
    r"|您是第.{0,30}访(?:客|问者).{0,20}|温馨提示[：:].{0,200}|凡本[网站].{0,400}"
)
# Lines that belong to the site where a line of `_TAIL` stands above them, and to the notice elsewhere.
_FOOT = re.compile(
    r"(?:相关|下载)?附件(?:下载)?[：:]|(?:主办|承办|地址|电话|邮编|联系电话|传真|邮箱)[：:].{0,150}"
)
_HOST = re.compile(r"(?:主办单位|主办|承办单位|承办)[：: ].{0,120}")
_REPRISE = re.compile(r"附[件表] ?\d{0,2}[：:]?|(?:一、|第一[章部]).*")
_DOCUMENT = re.compile(r"通知|方案|意见|通报|公告|通告|计划|要点|倡议|号$|文件$|函$|[：:。]$")
# A label of the index card whose value stands on the next line.
_CARD = re.compile(r"(?:成文|发文|印发)(?:日期|时间)[：:]?")
_HEAD_LINES = 60
_NEWS = 12
_PUBLISHED = re.compile(
    r"(?:发布|成文|发文|印发|更新|公开|生成)(?:时间|日期)[：: ]{0,3}(?P<year>20\d\d)[-年/.]\d"
)


def web_furniture(text: str) -> Iterator[Edit]:
    """Take out the lines of the page above and below the notice."""
    rows = [line for line in LINE.finditer(text) if line[0].strip()]
    body = next(
        (i for i, row in enumerate(rows[:_HEAD_LINES]) if _is_body(row[0].strip())),
        min(len(rows), _HEAD_LINES),
    )
    drops = [*_head(rows[:body]), *_tail(rows, body)]
    yield from ((rows[i].start(), rows[i].end(), "") for i in drops)


def _is_body(row: str) -> bool:
    """Whether the words of the notice itself have begun: a numbered item or a sentence."""
    is_sentence = len(row) > 30 and row.endswith(("。", "：", "，"))
    return bool(MARKED.match(row)) or (is_sentence and not _HEAD.fullmatch(row) and not _TAIL.fullmatch(row))


def _head(rows: list[re.Match[str]]) -> list[int]:
    words = [row[0].strip() for row in rows]
    found = [
        i
        for i, row in enumerate(words)
        if (_HEAD.fullmatch(row) or _are_buttons(row)) and not (i and _CARD.fullmatch(words[i - 1]))
    ]
    if not any(_HEAD.fullmatch(words[i]) for i in found):
        return []
    # Short words above a line of the page are its menu, unless they may be the head of the document.
    menu = [
        i
        for i in range(found[-1])
        if len(words[i]) <= 8 and not _DOCUMENT.search(words[i]) and i not in found
    ]
    first_of_document = next(
        (i for i, row in enumerate(words) if _DOCUMENT.search(row) and i not in found), len(rows)
    )
    return sorted({*found, *(i for i in menu if i < first_of_document)})


def _are_buttons(row: str) -> bool:
    if len(row) > 60 or not _BUTTONS.match(row.lstrip(" \t|｜/·•")):
        return False
    words = [word for word in _SPLIT.split(row) if word]
    # A line of bars alone is a row of a table.
    return bool(words) and all(_BUTTONS.fullmatch(word) for word in words)


def _tail(rows: list[re.Match[str]], body: int) -> list[int]:
    words = ["" if row[0].startswith("\t") else row[0].strip() for row in rows[body:]]
    found = [i for i, row in enumerate(words) if _TAIL.fullmatch(row) or (row and _are_buttons(row))]
    # A list of news may follow the foot; an item of the notice that does so makes the foot none.
    last = -1
    for i, row in enumerate(words):
        at = bisect_left(found, i)
        if MARKED.match(row) and not (at and i - found[at - 1] <= _NEWS and row[0] in "0123456789"):
            last = i
    found = [i for i in found if i > last]
    if not found:
        return []
    # Behind the foot the words of an attachment may go on.
    behind = range(len(words) - 1, found[0], -1)
    resumed = next((k for k in behind if not words[k] or _REPRISE.fullmatch(words[k])), found[0])
    feet = set(found)
    drops = {k for k in range(found[0], len(words)) if k > resumed or k in feet or _FOOT.fullmatch(words[k])}
    k = found[0]
    while k and _HOST.fullmatch(words[k - 1]):
        k -= 1
        drops.add(k)
    return sorted(body + i for i in drops)


def published_year(text: str) -> int | None:
    """The year in which the page was put up: weak evidence of the year of a notice that names none."""
    found = _PUBLISHED.search(text[:20_000])
    return int(found["year"]) if found else None
