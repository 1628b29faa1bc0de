import pytest

from anyue.core.errors import FILE_EMPTY, AnyueError
from anyue.core.notice.open import Opened, open_document


def opened(page: str, encoding: str = "utf-8") -> Opened:
    return open_document(page.encode(encoding), "通知.html")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>一</p><p>二<br>三</p>", "一\n二\n三\n"),
        ("<div>关于<b>开展</b>\n  <span>活动</span>的通知</div>尾", "关于开展 活动的通知\n尾\n"),
        ("<p>安全\n  生产</p>", "安全生产\n"),
        ("<p>&nbsp;&nbsp;一&emsp;二</p>", "\xa0\xa0一\u2003二\n"),
        ("<title>题</title><script>x</script><style>y</style><p>文</p><noscript>z</noscript>", "文\n"),
        ("<p style='display: none'>藏</p><p hidden>藏</p><p>文</p>", "文\n"),
        ("<ol start=3><li>甲<li>乙</ol><ol type=A><li>丙</ol><ul><li>丁</ul>", "3.甲\n4.乙\nA.丙\n丁\n"),
        ("<pre>一\n  二</pre>", "一\n  二\n"),
        ("<p>参加<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>人次</p>", "参加____人次\n"),
        ("<!DOCTYPE html><html><body>&lt;b&gt;&amp;</body></html>", "<b>&\n"),
    ],
)
def test_words_are_set_as_in_a_browser(page: str, text: str) -> None:
    assert opened(page).text == text


def test_what_leads_elsewhere_is_left_out() -> None:
    page = (
        "<header>县政府</header><nav>首页</nav><div class='crumbs'>位置</div><aside>相关</aside>"
        "<article><header><h1>通知</h1></header><p>正文</p></article><div id='footer'>备案</div>"
    )
    assert opened(page).text == "通知\n正文\n"
    assert opened("<nav>只有<a>导航</a></nav>").text == "只有导航\n"


def test_data_table_keeps_its_cells() -> None:
    document = opened(
        "<table><caption>表</caption><tr><th rowspan=2>类别<th colspan=2>数量<tr><td>本周<td>累计"
        "<tr><td><p>讲座</p><p>（场）</p><td><td></table><p>注</p>"
    )
    assert document.text == "\t类别\n\t数量\n\n\t本周\n\t累计\n\n\t讲座\n（场）\n\t\n\t\n\n注\n"
    (table,) = document.tables
    assert [(c.row, c.column, c.rows, c.columns) for c in table.cells] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1),
    ]  # fmt: skip


def test_tables_that_lay_out_a_page_are_lines() -> None:
    page = "<table><tr><td>左</td><td><table><tr><td>姓名</td><td></td></tr></table></td></tr></table>"
    document = opened(page)
    assert document.text == "左\n\t姓名\n\t\n\n"
    assert len(document.tables) == 1
    assert opened("<table><tr><td><p>整篇</p><p>文章</p></td></tr></table>").text == "整篇\n文章\n"


@pytest.mark.parametrize("said", ["gb2312", "utf-8", "iso-8859-1", "big5"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_what_the_page_says_of_its_encoding_is_not_believed(said: str, encoding: str) -> None:
    page = f"<html><head><meta charset={said}></head><body><p>关于开展活动的通知</p></body></html>"
    assert opened(page, encoding).text == "关于开展活动的通知\n"


def test_web_archive_is_read_as_its_page() -> None:
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<p>=E9=80=9A=E7=9F=A5</p>\n--x--\n"
    )
    assert open_document(archive.encode(), "通知.mht").text == "通知\n"


@pytest.mark.parametrize("page", ["<html></html>", "<html><script>x</script>", "<table></table><p> </p>"])
def test_page_without_words_is_empty(page: str) -> None:
    with pytest.raises(AnyueError) as caught:
        opened(page)
    assert caught.value.problem == FILE_EMPTY


@pytest.mark.parametrize(
    "piece", ["<div>", "<table><tr><td>", "<!--", "<p", "&", "<ol><li>", "<b><i>", "</p>"]
)
def test_page_of_one_piece_repeated_is_read_or_refused(piece: str) -> None:
    try:
        outcome = opened("<p>通知</p>" + piece * 20_000).text.strip()[:2]
    except AnyueError as problem:
        outcome = problem.code
    assert outcome in {"通知", "file_damaged"}
