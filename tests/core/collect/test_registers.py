from io import BytesIO

from openpyxl import load_workbook

from anyue.core.collect.blank import read_blank_register
from anyue.core.collect.collect import collect
from anyue.core.collect.merged import build_merged
from anyue.core.collect.senders import Senders
from anyue.core.forms.form import FormKind
from anyue.core.forms.returned.register import read_register
from anyue.core.forms.returned.template import Template
from tests.core.collect.tables import UNITS, word_table

HEAD = ("序号", "活动内容", "时间", "刊登媒体", "备注")
REGISTER = (HEAD, ("1", "消防志愿者进社区", "", "", ""), ("2", "“消防开放日”活动", "", "", ""))
CARD = (("单位名称", "", "", ""), ("姓名", "", "手机", ""), ("职务", "", "邮箱", ""))


def _returned(unit: str, *rows: tuple[str, ...]) -> bytes:
    heading = f"填报单位：{unit}　　填报日期：11月20日"
    return word_table(rows, title="“消防宣传月”活动情况登记表", heading=heading)


def test_rows_that_somebody_filled_are_merged_with_their_units() -> None:
    form = read_blank_register(word_table(REGISTER, title="“消防宣传月”活动情况登记表"), "附件3.docx")
    assert form.kind is FormKind.REGISTER
    files = {
        "青岩镇.docx": _returned(
            "青岩镇",
            HEAD,
            ("1", "消防志愿者进社区", "11月9日", "望山日报", ""),
            ("2", "“消防开放日”活动", "", "", ""),
            ("3", "=1+1 灭火体验", "11月12日", "望山电视台", "自办"),
        ),
        "沙坪镇.docx": _returned("沙坪镇", HEAD, ("1", "消防志愿者进社区", "11月8日", "", "")),
        "别的.docx": word_table([("项目", "情况"), ("讲座", "3场")]),
    }
    found = [read_register(form, data, name) for name, data in files.items()]
    collected = collect(Template("", (), (), {}), Senders(UNITS), [reading for reading, _ in found])
    assert [one.counted for one in collected.files] == [True, True, False]
    data = build_merged(form, collected, {reading.file: rows for reading, rows in found})
    rows = list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("序号", "报送单位", "活动内容", "时间", "刊登媒体", "备注")
    assert [row[:4] for row in rows[1:]] == [
        ("1", "青岩镇", "消防志愿者进社区", "11月9日"),
        ("2", "青岩镇", "=1+1 灭火体验", "11月12日"),
        ("3", "沙坪镇", "消防志愿者进社区", "11月8日"),
    ]


def test_a_card_is_one_entry_and_names_its_unit() -> None:
    form = read_blank_register(word_table(CARD, title="联络员信息表", heading=""), "附件1.docx")
    filled = (("单位名称", "沙坪镇", "", ""), ("姓名", "李小满", "手机", "略"), ("职务", "干事", "邮箱", ""))
    reading, entries = read_register(form, word_table(filled, title="联络员信息表", heading=""), "a.docx")
    assert reading.is_form
    assert reading.heading.unit == "沙坪镇"
    assert entries[0]["姓名"] == "李小满"
    assert entries[0]["邮箱"] == ""
