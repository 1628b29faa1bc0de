"""What a run says on the terminal: what counts, who is missing, what to look at, where the files are."""

from collections import Counter
from collections.abc import Iterator, Sequence

from anyue.cli.collect.folder import Folder
from anyue.core.collect.collect import Collected
from anyue.core.documents.columns import plain

_MOST_NAMES = 20
_MOST_LINES = 12
_KINDS = {
    "missing_value": "没有填写",
    "not_a_number": "不是数字",
    "approximate": "约数",
    "chinese_numeral": "中文数字",
    "nil_mark": "以“无”或横线表示没有",
    "inconsistent": "前后矛盾",
    "outlier": "数字异常偏大",
    "label_changed": "改动了原表文字",
    "extra_content": "添加了原表没有的内容",
    "blank_altered": "删去了空格括号",
    "row_missing": "缺少内容",
    "tracked_changes": "留有修订痕迹",
    "order_changed": "改动了行的顺序",
    "unit_from_file_name": "按文件名认定单位",
}


def summary(title: str, collected: Collected, folder: Folder, outputs: Sequence[str]) -> str:
    """The lines of the summary."""
    return "\n".join(_lines(title, collected, folder, outputs))


def _lines(title: str, collected: Collected, folder: Folder, outputs: Sequence[str]) -> Iterator[str]:
    yield plain(title)
    yield f"  收到 {len(collected.files)} 个文件，计入合计 {collected.counted} 个" + (
        f"，另有 {len(folder.ignored)} 个临时文件不理会" if folder.ignored else ""
    )
    if collected.missing:
        names = plain("、".join(collected.missing[:_MOST_NAMES]))
        more = f"等 {len(collected.missing)} 个" if len(collected.missing) > _MOST_NAMES else ""
        yield f"  未报送 {len(collected.missing)} 个：{names}{more}"
    left_out: list[str] = []
    kinds: Counter[str] = Counter()
    for one in collected.files:
        if one.counted:
            kinds.update(finding.code for finding in one.findings)
        elif len(left_out) < _MOST_LINES:
            why = next((finding.message for finding in one.findings if not finding.where), "")
            left_out.append(f"  {plain(one.file)}：{plain(why)}")
    if left_out:
        count = len(collected.files) - collected.counted
        yield ""
        yield f"没有计入的文件（{count}）"
        yield from left_out
        if count > len(left_out):
            yield f"  其余 {count - len(left_out)} 个见明细表“未计入”。"
    if kinds:
        yield ""
        yield f"请核对（{sum(kinds.values())} 处，逐条见明细表“问题清单”）"
        yield "  " + "，".join(f"{_KINDS.get(code, code)} {count}" for code, count in kinds.most_common())
    for finding in collected.findings:
        yield f"  {plain(finding.message)}"
    if outputs:
        yield ""
        yield from (f"已写入 {path}" for path in outputs)
    else:
        yield ""
        yield "没有给出 -o，合计没有写成文件。"
