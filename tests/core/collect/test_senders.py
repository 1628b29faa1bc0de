import pytest

from anyue.core.collect.senders import Senders

LIST = (
    "青岩镇",
    "沙坪镇",
    "大沙坪乡",
    "临江街道",
    "望山县教育局",
    "望山县体育局",
    "望山县文化和旅游局",
    "望山县住房和城乡建设局",
    "望山县卫生健康局",
    "望山县市场监督管理局",
    "望山经济技术开发区管委会",
)
SENDERS = Senders(LIST)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("青岩镇", "青岩镇"),
        ("青岩镇人民政府", "青岩镇"),
        ("望山县青岩镇人民政府", "青岩镇"),
        ("青岩", "青岩镇"),
        ("青 岩 镇", "青岩镇"),
        ("临江街道办事处", "临江街道"),
        ("县教育局", "望山县教育局"),
        ("教育局办公室", "望山县教育局"),
        ("县文旅局", "望山县文化和旅游局"),
        ("住建局", "望山县住房和城乡建设局"),
        ("卫健委", "望山县卫生健康局"),
        ("市监局", "望山县市场监督管理局"),
        ("望山经开区管委会", "望山经济技术开发区管委会"),
        ("望山县住房和成乡建设局", "望山县住房和城乡建设局"),
        ("大沙坪乡", "大沙坪乡"),
        ("小沙坪镇", None),
        ("教体局", None),
        ("望山县红星水泥有限公司", None),
        ("局", None),
        ("", None),
    ],
)
def test_a_name_is_matched_with_tolerance_and_never_guessed(written: str, unit: str | None) -> None:
    assert SENDERS.named(written) == unit


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("青岩镇.docx", "青岩镇"),
        ("附件2 青岩镇（更正）.xlsx", "青岩镇"),
        ("望山县教育局11.20统计表.docx", "望山县教育局"),
        ("文旅局-附件2.docx", "望山县文化和旅游局"),
        ("乡镇/大沙坪乡统计表(最终版).docx", "大沙坪乡"),
        ("统计表（最终版）.docx", None),
        ("新建 Microsoft Word 文档.docx", None),
        ("青岩镇和沙坪镇.docx", None),
    ],
)
def test_a_file_s_name_tells_its_unit(file: str, unit: str | None) -> None:
    assert SENDERS.in_file_name(file) == unit
