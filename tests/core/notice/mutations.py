"""Ways a notice's text gets mangled on its way to us, as functions of the text: what paper, converters and
web pages do to it.

`UNNOTICED` are those through which a person reads the notice unhindered; `HARMED` are those that lose
something. They take the text as a clean copy has it, one paragraph a line; lines of tables stay as they are.
"""

import re
from collections.abc import Callable
from random import Random
from typing import cast

from opencc import OpenCC

Mutation = Callable[[str], str]

_NO_LINE_START = "，。、；：！？）》”’%％…"
_NO_LINE_END = "（《“‘"
_NUMBER = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、] ?(?!\d))"
)
_DATE = re.compile(r"(?<=\d)(?=[年月日])|(?<=[年月])(?=\d)")


def _is_cell(line: str) -> bool:
    return "\t" in line or "|" in line


def _prose(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(line if _is_cell(line) else change(line) for line in text.split("\n"))


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def trailing_spaces(text: str) -> str:
    return _prose(text, lambda line: line + " 　 ")


def doubled_line_ends(text: str) -> str:
    return _prose(text, lambda line: line + "\n")


def no_blank_lines(text: str) -> str:
    """Blank lines end the rows of tables, so only those between prose go."""
    return re.sub(r"(?<![\n])\n{2,}(?=[^\t\n|])", "\n", text) if "\t" not in text else text


def wide_figures(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in (*range(48, 58), *range(65, 91), *range(97, 123))})


def wide_date_figures(text: str) -> str:
    return re.sub(r"\d(?=\d{0,3}[年月日])", lambda found: chr(ord(found[0]) + 0xFEE0), text)


def indented(text: str) -> str:
    return _prose(text, lambda line: "　　" + line if len(line) > 12 else line)


def spaced_dates(text: str) -> str:
    return _prose(text, lambda line: _DATE.sub(" ", line))


def spread_figures(text: str) -> str:
    """“２ ０ ２ ３ 年 ６ 月”: every figure of a date stands alone."""
    return re.sub(
        r"\d{1,4}[年月日](?:\d{1,2}[月日]){0,2}", lambda found: " ".join(wide_figures(found[0])), text
    )


def spread_headings(text: str) -> str:
    """Short lines are spread over the width of the page."""
    return _prose(
        text,
        lambda line: (
            "　".join(line)
            if re.fullmatch(r"[\u4e00-\u9fff]{2,8}", line) and line[0] not in "一二三"
            else line
        ),
    )


def zero_widths(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff]{7})(?=[\u4e00-\u9fff])", "\u200b", text)


def traditional(text: str) -> str:
    return cast("str", OpenCC("s2t").convert(text))


def taiwanese(text: str) -> str:
    return cast("str", OpenCC("s2tw").convert(text))


def with_pinyin(text: str) -> str:
    """Some converters to traditional characters leave a reading behind each character of two readings."""
    return re.sub("產", "產(chǎn)", re.sub("動", "動(dòng)", re.sub("會", "會(huì)", traditional(text))))


def _wrap(line: str, width: int) -> list[str]:
    """The lines of a paragraph on a page of so many full-width characters; two figures are as wide as one."""
    rows = []
    while len(line) > 1 and _width(line) > width:
        cut = width
        while _width(line[: cut + 1]) <= width:
            cut += 1
        while cut > width - 3 and (line[cut] in _NO_LINE_START or line[cut - 1] in _NO_LINE_END):
            cut -= 1
        rows.append(line[:cut])
        line = line[cut:]
    return [*rows, line]


def _width(words: str) -> float:
    return sum(0.5 if c < "\u2000" else 1 for c in words)


def hard_wrapped(width: int, *, indent: str = "", gap: str = "\n", jitter: int = 0) -> Mutation:
    """Lines cut at a width, paragraphs indented, `gap` between lines; a cut is off by up to `jitter`."""

    def mutate(text: str) -> str:
        random = Random(width)  # noqa: S311  Chance for tests.
        rows: list[str] = []
        for line in text.split("\n"):
            if _is_cell(line):
                rows.append(line)
                continue
            at = width - random.randint(0, jitter)
            rows += _wrap(indent + line if len(line) > 12 else line, at)
        return gap.join(rows) if gap == "\n" else _with_gaps(rows, gap)

    return mutate


def _with_gaps(rows: list[str], gap: str) -> str:
    return "".join(row + ("\n" if _is_cell(row) or not row else gap) for row in rows)


def paged(
    mark: str = "— {} —", *, head: str = "", width: int = 30, indent: str = "　　", feed: str = ""
) -> Mutation:
    """Hard-wrapped, with a page number (and a running head) after every 18 lines of prose."""

    def mutate(text: str) -> str:
        rows: list[str] = []
        page = count = 0
        for row in hard_wrapped(width, indent=indent)(text).split("\n"):
            rows.append(row)
            count += not _is_cell(row)
            if count >= 12 and not _is_cell(row) and row.strip():
                page, count = page + 1, 0
                foot = mark.format(page)
                rows += ["", foot, feed + head] if head else ["", foot, feed] if feed else ["", foot, ""]
        return "\n".join(rows)

    return mutate


def pages_in_paragraphs(text: str) -> str:
    """Paragraphs stand whole, but page numbers still cut some of them in mid-sentence."""
    page = 0

    def cut(line: str) -> str:
        nonlocal page
        if len(line) < 60 or line[30] in _NO_LINE_START:
            return line
        page += 1
        return f"{line[:30]}\n\n- {page} -\n\n{line[30:]}"

    return _prose(text, cut)


def _furnished(before: str, after: str) -> Mutation:
    return lambda text: before + text + after


web_page = _furnished(
    "您好，欢迎访问青岚县人民政府网站！ 今天是 2027年3月4日 星期四\n无障碍 | 繁體 | 手机版 | 登录\n"
    "首页\n政务公开\n政务服务\n互动交流\n走进青岚\n当前位置：首页 > 政务公开 > 通知公告 > 正文\n"
    "发布时间：2027-03-02 09:15:33  来源：青岚县应急管理局  浏览次数：1024  字体：[大 中 小]\n"
    "索引号：011QL/2027-00012 发布机构：青岚县人民政府办公室 生成日期：2027年3月2日\n\n",
    "\n\n【打印】 【关闭】\n分享到：微信 微博 QQ空间\n扫一扫在手机打开当前页\n"
    "上一篇：青岚县关于开展春季森林防火工作的通知\n下一篇：关于报送2027年度安全培训计划的通知（3月15日前报送）\n"
    "相关附件\n责任编辑：穆清野\n相关链接：县直部门网站 乡镇网站 新闻媒体网站\n"
    "网站地图 | 联系我们 | 关于我们\n主办：青岚县人民政府办公室  承办：青岚县大数据中心\n"
    "地址：青岚县文昌路1号  电话：0777-5550199  邮编：555000\n"
    "版权所有：青岚县人民政府 Copyright © 2027 All Rights Reserved\n"
    "国ICP备05000000号-1  国公网安备 55010002000001号  网站标识码：5501000001\n",
)
article_page = _furnished(
    "政策文件\n首页>通知公告>详情\n【字号：大 中 小】 【打印本页】 阅读量：88 次\n"
    "信息来源：区应急管理局 发布日期：2027-03-02\n",
    "\n扫一扫在手机打开当前页\n打印本页 关闭窗口\n上一条：没有了\n下一条：区消防安全检查通报\n"
    "技术支持：某某科技有限公司 您是第 30211 位访客\n",
)
share_site = _furnished(
    "文档简介\n本文由用户上传，如有侵权请联系删除\n点击下载 收藏 举报\n",
    "\n\n温馨提示：本文档仅供参考\n猜你喜欢\n展开阅读全文\n相关推荐\n热门文章\n",
)


def markdown(text: str) -> str:
    """What converters to Markdown write: headings, bold, escaped dots, quotes, links."""

    def mark(line: str) -> str:
        if re.match(r"[一二三四五六七八九十]{1,3}、", line):
            return f"\n## {line}\n" if len(line) < 30 else f"**{line[:8]}**{line[8:]}"
        if re.match(r"[（(][一二三四五六七八九十]", line):
            return f"**{line}**\n"
        return re.sub(r"^(\d{1,2})\.(?!\d)", r"\1\\. ", line)

    first, _, rest = _prose(text, mark).partition("\n")
    return f"# {first}\n{rest}"


def listed_markdown(text: str) -> str:
    return _prose(
        text, lambda line: f"- {line}" if _NUMBER.match(line) else f"> {line}" if len(line) > 60 else line
    )


def entities(text: str) -> str:
    return _prose(text, lambda line: "&nbsp;&nbsp;" + line if len(line) > 12 else line)


def joined_by_spaces(text: str) -> str:
    return _joined(text, " ")


def joined(text: str) -> str:
    return _joined(text, "")


def _joined(text: str, by: str) -> str:
    """From the first numbered item on all line ends of the prose are lost, up to the first table."""
    return _body(text, by.join)


def items_joined(text: str) -> str:
    """Items under one heading stand in one paragraph; the headings 一、二、 keep their lines."""

    def join(rows: list[str]) -> str:
        out = ""
        for row in rows:
            starts_line = not out or re.match(r"[一二三四五六七八九十]{1,3}、", row) or not _NUMBER.match(row)
            out += ("\n" if out and (starts_line or out[-1] not in "。；") else "") + row
        return out

    return _body(text, join)


def _body(text: str, change: Callable[[list[str]], str]) -> str:
    rows = text.split("\n")
    starts = [i for i, row in enumerate(rows) if _NUMBER.match(row)]
    if not starts:
        return text
    start = starts[0]
    end = next(
        (
            i
            for i in range(start, len(rows))
            if _is_cell(rows[i]) or rows[i].strip().startswith(("附件", "联系人"))
        ),
        len(rows),
    )
    while end > start and len(rows[end - 1]) < 30 and not _NUMBER.match(rows[end - 1]):
        end -= 1
    body = [row.strip() for row in rows[start:end] if row.strip()]
    return "\n".join([*rows[:start], change(body), *rows[end:]])


def numbers_shifted(text: str) -> str:
    """Every second chapter takes the number after its own: 一、三、三、五、…"""
    following = dict(zip("一二三四五六七八九", "二三四五六七八九十", strict=True))

    def shift(line: str) -> str:
        found = re.match(r"[ ]*([二四六八])(?=、)", line)
        return line.replace(found[1], following[found[1]], 1) if found else line

    return _prose(text, shift)


def numbers_in_figures(text: str) -> str:
    """（一） becomes (1)."""
    return _prose(
        text,
        lambda line: re.sub(
            r"^( *)（([一二三四五六七八九])）",
            lambda found: f"{found[1]}({'一二三四五六七八九'.index(found[2]) + 1})",
            line,
        ),
    )


def numbers_lost(text: str) -> str:
    """The program that made the file numbered by itself: the copy has no numbers of the first level."""
    return _prose(text, lambda line: re.sub(r"^ *[一二三四五六七八九十]{1,3}、", "", line))


def marks_lost(text: str) -> str:
    """“一、活动主题” becomes “一活动主题”, “1.开展” becomes “1开展”."""
    return _prose(
        text, lambda line: re.sub(r"^( *(?:[一二三四五六七八九十]{1,3}|\d{1,2}))[、.．] ?(?!\d)", r"\1", line)
    )


def strewn_spaces(text: str) -> str:
    random = Random(5)  # noqa: S311  Chance for tests.
    return _prose(text, lambda line: "".join(c + " " * (random.random() < 0.03) for c in line))


UNNOTICED: dict[str, Mutation] = {
    "crlf": crlf,
    "trailing spaces": trailing_spaces,
    "doubled line ends": doubled_line_ends,
    "no blank lines": no_blank_lines,
    "wide figures": wide_figures,
    "wide date figures": wide_date_figures,
    "indented": indented,
    "spaced dates": spaced_dates,
    "spread figures": spread_figures,
    "spread headings": spread_headings,
    "zero widths": zero_widths,
    "traditional": traditional,
    "taiwanese": taiwanese,
    "with pinyin": with_pinyin,
    **{f"wrapped {w}": hard_wrapped(w) for w in (22, 28, 38)},
    **{f"wrapped {w} indented": hard_wrapped(w, indent="　　") for w in (20, 24, 33, 45)},
    "wrapped unevenly": hard_wrapped(32, indent="　　", jitter=4),
    "wrapped unevenly bare": hard_wrapped(36, jitter=5),
    "wrapped, blank lines between": hard_wrapped(30, indent="　　", gap="\n\n"),
    "wrapped, blank lines between, bare": hard_wrapped(30, gap="\n\n"),
    "paged": paged(),
    "paged with bare figures": paged("{}"),
    "paged, running head": paged(head="青岚县应急管理局文件汇编"),
    "paged, running title": paged("第 {} 页", head="安全生产专项活动工作方案"),
    "paged, form feeds": paged(feed="\f"),
    "paged, bare": paged(indent=""),
    "pages in paragraphs": pages_in_paragraphs,
    "web page": web_page,
    "article page": article_page,
    "share site": share_site,
    "markdown": markdown,
    "listed markdown": listed_markdown,
    "entities": entities,
}
HARMED: dict[str, Mutation] = {
    "joined by spaces": joined_by_spaces,
    "joined": joined,
    "items joined": items_joined,
    "numbers shifted": numbers_shifted,
    "numbers in figures": numbers_in_figures,
    "numbers lost": numbers_lost,
    "marks lost": marks_lost,
    "strewn spaces": strewn_spaces,
}
