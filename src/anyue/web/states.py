"""The states of a report or a notice as a reader sees them: a word, a shape and a tone everywhere."""

from dataclasses import dataclass
from typing import Literal

# Red is kept for what is late or sent back, blue for what waits for somebody to act, ink for what is settled.
Tone = Literal["quiet", "open", "settled", "alarm"]


@dataclass(frozen=True, slots=True)
class State:
    """One state: `code` for the templates, `word` and `shape` for the reader, `tone` for the colour."""

    code: str
    word: str
    shape: str
    tone: Tone


_TEXT_NOT_EMOJI = "\ufe0e"

STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("to-issue", "待下发", "▷", "open"),
        State("issued", "已下发", "◉", "settled"),
        State("archived", "已存档", "▣", "quiet"),
        State("not-asked", "未要求", "·", "quiet"),
        State("not-acknowledged", "未签收", "○", "quiet"),
        State("no-account", "未开通账号", "◌", "quiet"),
        State("acknowledged", "已签收", "◔", "quiet"),
        State("closed", "已撤销", "×", "quiet"),
        State("not-started", "未填报", "□", "quiet"),
        State("drafting", "填报中", "◐", "quiet"),
        State("read-in", "待确认", "◑", "open"),
        State("to-sign", "待审签", "△", "open"),
        State("signed", "已审签", "▲", "settled"),
        State("submitted", "已报送", "●", "open"),
        State("returned", "退回修改", f"↩{_TEXT_NOT_EMOJI}", "alarm"),
        State("correcting", "更正中", "◒", "open"),
        State("approved", "审核通过", "✓", "settled"),
        State("nil", "零报告", "0", "settled"),
        State("late", "迟报", "◷", "alarm"),
        State("missing", "逾期未报", "!", "alarm"),
        State("to-do", "未开展", "▫", "quiet"),
        State("planned", "已预报", "▹", "quiet"),
        State("under-way", "开展中", "◓", "open"),
        State("done", "已完成", "✔", "settled"),
        State("stated", "已说明", "▪", "settled"),
        State("matched", "已对应", "≡", "settled"),
        State("uncovered", "没有对应", "∅", "open"),
        State("contradicting", "不一致", "≠", "open"),
        State("locked", "已锁定", "⊘", "alarm"),
        State("waiting", "待阅", "◍", "open"),
        State("opened", "已阅", "◎", "quiet"),
        State("adopted", "已采用", "★", "settled"),
        State("not-adopted", "未采用", "☆", "quiet"),
        State("counted", "已计入", "◆", "settled"),
        State("not-counted", "未计入", "◇", "quiet"),
    )
}
