"""The number of a document (发文字号): “某安办〔2026〕12号” and its looser spellings."""

import re

from anyue.core.notice.parts import Line

_LETTERS = r"[\u4e00-\u9fffA-Za-z×]{1,16}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?[\u4e00-\u9fff]{0,4}[-—]?"
_YEAR = r"(?:[〔\[［（(【〈﹝] ?\d{4} ?年?[〕\]］）)】〉﹞]|\d{4}年(?=第?)|(?<=字)\d{4}(?=第))"
DOC_NUMBER = re.compile(rf"{_LETTERS} ?{_YEAR} ?第? ?(?:\d{{1,5}} ?号|\d{{1,5}}(?![\d年月日])|号)")
_BARE = re.compile(r"[\u4e00-\u9fff]{2,10}第 ?\d{1,4} ?号")
_LABEL = re.compile(
    r"(?:发文字号|发文文号|文件编号|文件字号|公文字号|文 {0,4}号|字 {0,4}号|编 {0,4}号)[：:]? ?"
)
_NO_NUMBER = re.compile(r"根据|按照|附|《|依据|现将|为")
_SIGNER = re.compile(r"\s{1,60}签 {0,4}发 {0,4}人[：:].*$")
_INCOMPLETE = "发文字号缺少序号，请补全。"


def read_number(head: list[Line]) -> tuple[str, tuple[int, int], str | None] | None:
    """(number, span, doubt) of the first line of the head that is a document's number and little else."""
    for line in head[:20]:
        text = _SIGNER.sub("", line.text).strip("（）()【】 ")
        label = _LABEL.match(text)
        bare = text[label.end() :] if label else text
        if _NO_NUMBER.match(bare):
            continue
        found = DOC_NUMBER.search(bare) or _BARE.fullmatch(bare)
        if not found or len(bare) > len(found[0]) + 16 or (not label and not found[0].endswith("号")):
            continue
        start = line.start + line.text.find(found[0])
        doubt = None if re.search(r"\d ?号?$", found[0]) else _INCOMPLETE
        return found[0].replace(" ", ""), (start, start + len(found[0])), doubt
    return None
