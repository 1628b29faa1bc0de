"""The time of reading grows with the length alone, whatever is repeated, and stays near that of a notice."""

from functools import partial

import pytest

from anyue.core.notice import read_notice
from tests.core.notice.samples import NAMES, SAMPLES
from tests.timing import is_linear, seconds

LENGTH = 20_000
HEAD = "关于开展安全生产月活动的通知\n各村：\n"
# Pieces of notices; {n} counts, {month} and {day} go round, so that the pieces are not all the same.
PIECES = [
    *("（", "(", "“", "《", "，", "、", "。", "：", "1", "2023", " ", "　", "\t\n", " \n", "字\n", "____ "),
    *(
        "每日",
        "每周一、",
        "每季度",
        "每逢",
        "6月",
        "6月1日至",
        "6月1日前",
        "6.1-",
        "月底前",
        "年月日",
        "日前",
        "至",
    ),
    *("节前3日", "国庆节前", "当日", "会后3日内", "3个工作日内", "季度末", "全月", "期间每日", "6 月 1 日 "),
    *(
        "报",
        "前报",
        "将活动",
        "将方案报",
        "6月1日报",
        "报县局",
        "关于",
        "根据《",
        "一、",
        "一、\n",
        "1.",
        "1.\n",
    ),
    *(
        "一、甲。（一）乙。1.丙。",
        "（一）甲\n1.乙\n",
        "附件1\n",
        "附件：1.表{n}\n",
        "1.表{n}\n",
        "表\n",
        "的通知\n",
    ),
    *("各单位、", "责任单位：", "县局、市办、乡镇", "某某局\n2023年6月1日\n", "主题：“甲", "主题是“甲”，"),
    *("电话 ", "13800000000、", "电话13800000000 a@b.cn ", "联系人：王芳 13800000000\n", "a@b."),
    *(
        "至少2个或1个",
        "每村至少2次",
        "2条以上",
        "率达到100%",
        "&nbsp;",
        "<br>",
        "**甲**",
        "| |\n",
        "\f1\n",
        "- \n",
    ),
    *("动員會關於\n", "(安", '"安"', "安\n全\n", "字 字 字 "),
    "{month}月{day}日前报送表{n}，",
    "一、甲\n完成时间：{month}月{day}日前\n",
    "1.开展活动，{month}月{day}日前完成。\n",
    "阶段（{month}月{day}日至{month}月{day}日）\n",
    "活动时间：{month}月{day}日\n地点：广场\n",
    "请填报附件{n}统计表{n}。\n",
    "附件{n}\n统计表{n}\n\t项目\t数量\n\t宣讲{n}\t（ ）场\n\n",
]


def _repeated(piece: str, length: int) -> str:
    times = range(length // len(piece) + 1)
    return "".join(piece.format(n=n, month=n % 12 + 1, day=n % 28 + 1) for n in times)[:length]


def _read(text: str) -> None:
    read_notice(text, source="x.txt")


@pytest.fixture(scope="module")
def ordinary() -> float:
    """The seconds that notices of the full length take."""
    whole = "\n".join((SAMPLES / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES)
    return max(seconds(partial(_read, part)) for part in (whole[:LENGTH], whole[-LENGTH:]))


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_read_notice_takes_linear_time_on_adverse_text(piece: str, ordinary: float) -> None:
    assert is_linear(lambda length: _read(HEAD + _repeated(piece, length)), LENGTH)
    whole = HEAD + _repeated(piece, LENGTH)
    assert any(seconds(lambda: _read(whole)) < ordinary * 40 for _ in range(3))
