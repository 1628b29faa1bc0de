"""The catalogue of errors: every problem a person can be told of has one code and one wording here.

A message says what is wrong, where, and what to do. Code raises `AnyueError`; the web program and the
command line turn it into a page, a field message, problem+json or a line, each in one place.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the catalogue: a stable code, a message with named places, an HTTP status."""

    code: str
    message: str
    status: int = 422


class AnyueError(Exception):
    """A catalogued problem with its places filled in.

    `field` names the input that is at fault, where there is one, so that a page can show the message there.
    """

    def __init__(self, problem: Problem, *, field: str | None = None, **places: object) -> None:
        self.problem = problem
        self.field = field
        self.places = places
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The stable code of the catalogue."""
        return self.problem.code

    @property
    def message(self) -> str:
        """The message in Chinese with its places filled in."""
        return self.problem.message.format(**self.places)


# Opening a document.
FILE_EMPTY = Problem("file_empty", "文件“{name}”是空的，没有可读的文字。请检查是否选错了文件。")
FILE_NOT_TEXT = Problem("file_not_text", "文件“{name}”不是文本文件。请另存为 .txt（UTF-8 或 GB18030）后再读。")
FILE_TOO_LARGE = Problem(
    "file_too_large", "文件“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请只保留通知正文和附件。", status=413
)
FILE_MISSING = Problem("file_missing", "找不到文件“{name}”。请检查路径。")
NO_PLAN = Problem("no_plan", "“{name}”里没有读到活动、时点或表格，不像一份活动通知。请检查是否选错了文件。")

# Rights.
NOT_ALLOWED = Problem("not_allowed", "您的角色不能替“{unit}”办理这件事。请联系该单位的业务负责人。", status=403)

# The vocabulary.
VOCABULARY_FAULTY = Problem("vocabulary_faulty", "词表 kinds.toml 有误：{what}。请按文件开头的说明改正。", status=500)

# Notices and campaigns.
NOTICE_MARKED = Problem(
    "notice_marked", "这份文件标有“{marking}”，不能存入本系统。请按保密规定处理，不要上传。", status=422
)
NOTICE_CHANGED = Problem(
    "notice_changed", "在您修改期间，这份方案已被他人改动。请核对最新内容后再保存，您填写的内容仍在下面。", status=409
)
NOTICE_CLOSED = Problem("notice_closed", "这份通知已下发或已存档，不能再修改。", status=409)
NOTICE_PAST = Problem(
    "notice_past", "通知的报送时限都已过去（最后一个是 {last}）。请先选择存档，或整年顺延后再下发。", status=409
)
NO_RECIPIENTS = Problem("no_recipients", "还没有选择接收单位。请至少勾选一个单位。")
NOT_ADDRESSABLE = Problem("not_addressable", "“{unit}”不在本单位可以下发的范围内。请从列表中选择。")
NO_DEADLINES = Problem("no_deadlines", "方案里没有带日期的报送时点，各单位无从报送。请先补一个时点。")
ALREADY_TAKES_PART = Problem("already_takes_part", "“{unit}”已经参加本次活动，不能重复下发。", status=409)
DATE_IMPOSSIBLE = Problem("date_impossible", "“{given}”不是一个存在的日期。请按 2026-06-03 的样式填写。")
DUE_UNREADABLE = Problem(
    "due_unreadable", "看不懂时限“{given}”。请按 2026-06-03、2026-06-03T12:00 或 weekly WED 12:00 2026-06 的样式填写。"
)
HEADING_MISSING = Problem("heading_missing", "名称不能为空。")
