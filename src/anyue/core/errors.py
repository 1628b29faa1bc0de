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
FILE_NOT_TEXT = Problem(
    "file_not_text", "文件“{name}”不是文本文件。请另存为 .txt（UTF-8 或 GB18030）后再读。"
)
FILE_TOO_LARGE = Problem(
    "file_too_large",
    "文件“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请只保留通知正文和附件。",
    status=413,
)
FILE_MISSING = Problem("file_missing", "找不到文件“{name}”。请检查路径。")
NO_PLAN = Problem("no_plan", "“{name}”里没有读到活动、时点或表格，不像一份活动通知。请检查是否选错了文件。")

# Rights.
NOT_ALLOWED = Problem(
    "not_allowed", "您的角色不能替“{unit}”办理这件事。请联系该单位的业务负责人。", status=403
)

# The vocabulary.
VOCABULARY_FAULTY = Problem(
    "vocabulary_faulty", "词表 kinds.toml 有误：{what}。请按文件开头的说明改正。", status=500
)

# Notices and campaigns.
NOTICE_MARKED = Problem(
    "notice_marked", "这份文件标有“{marking}”，不能存入本系统。请按保密规定处理，不要上传。", status=422
)
NOTICE_CHANGED = Problem(
    "notice_changed",
    "在您修改期间，这份方案已被他人改动。请核对最新内容后再保存，您填写的内容仍在下面。",
    status=409,
)
NOTICE_CLOSED = Problem("notice_closed", "这份通知已下发或已存档，不能再修改。", status=409)
NOTICE_PAST = Problem(
    "notice_past",
    "通知的报送时限都已过去（最后一个是 {last}）。请先选择存档，或整年顺延后再下发。",
    status=409,
)
SHIFTED_TOO_FAR = Problem(
    "shifted_too_far", "顺延 {years} 年以后，有的日期超出了日历的范围。请核对通知中的年份，或减少顺延的年数。"
)
NO_RECIPIENTS = Problem("no_recipients", "还没有选择接收单位。请至少勾选一个单位。")
NOT_ADDRESSABLE = Problem("not_addressable", "“{unit}”不在本单位可以下发的范围内。请从列表中选择。")
NO_DEADLINES = Problem("no_deadlines", "方案里没有带日期的报送时点，各单位无从报送。请先补一个时点。")
ALREADY_TAKES_PART = Problem("already_takes_part", "“{unit}”已经参加本次活动，不能重复下发。", status=409)

# Values in a form.
NUMBER_UNREADABLE = Problem(
    "number_unreadable", "“{label}”填的“{given}”不是数字。请只填阿拉伯数字，例如 12；没有就填 0 或留空。"
)
NUMBER_NEGATIVE = Problem("number_negative", "“{label}”填的“{given}”小于 0。请填 0 或大于 0 的数。")
NUMBER_TOO_LONG = Problem(
    "number_too_long", "“{label}”填的“{given}”位数太多，最多 9 位整数、2 位小数。请核对是否多按了几位。"
)
NUMBER_NOT_WHOLE = Problem(
    "number_not_whole", "“{label}”按“{unit}”计，不能有小数，现在填的是“{given}”。请填整数。"
)
TEXT_TOO_LONG = Problem("text_too_long", "“{label}”有 {length} 个字，最多 {limit} 个字。请删减后再保存。")

# The ledger.
PAGE_USED = Problem(
    "page_used", "这个页面已经用来记过一条活动。请从台账重新点“记一条活动”后再填。", status=409
)
DAY_AHEAD = Problem("day_ahead", "活动日期还没到。请填写已经开展的日期。")
RECORD_COUNTED = Problem(
    "record_counted", "这条记录已计入报送的统计表，不能修改。需要更正的，请先撤回该统计表。", status=409
)
RECORD_COUNTED_MEANWHILE = Problem(
    "record_counted_meanwhile", "有活动记录刚刚被修改，或计入了另一张表。请刷新后核对数字再报送。", status=409
)

# Reports.
REPORT_CHANGED = Problem(
    "report_changed",
    "在您填写期间，{who}已{what}这张表。请核对下面的数字后再报送，您填写的内容仍在。",
    status=409,
)
TAKEN_UP = Problem("taken_up", "上级已经打开这张表审核，不能撤回。需要更正的，请联系上级退回。", status=409)
REASON_MISSING = Problem("reason_missing", "请写明退回的原因，报送单位才知道改什么。")
REVIEW_STALE = Problem("review_stale", "这张表刚刚有新的变动，请核对最新一版后再审核。", status=409)
NOT_ACKNOWLEDGED = Problem("not_acknowledged", "请先签收通知，再填报。", status=409)
VALUES_WRONG = Problem("values_wrong", "有 {count} 处填写有误，请按提示更正，其余内容都在。")
