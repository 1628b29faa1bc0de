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

    def __reduce__(self) -> str:
        """An entry is the same one in every process: what is passed between them is its name here."""
        return self.code.upper()


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
    "file_not_text",
    "文件“{name}”里不是文字，可能已损坏，或不是文档。请提供 Word、WPS、PDF、OFD、Excel、网页或纯文本文件。",
)
FILE_TOO_LARGE = Problem(
    "file_too_large",
    "文件“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请只保留通知正文和附件。",
    status=413,
)
FILE_UNKNOWN = Problem(
    "file_unknown",
    "文件“{name}”是{what}，不是能读的文档。请提供 Word、WPS、PDF、OFD、Excel、网页或纯文本文件。",
)
FILE_TOO_LONG = Problem(
    "file_too_long",
    "文件“{name}”的文字超过{limit}万字，不像一份通知。请只保留通知正文和附件。",
    status=413,
)
FILE_DAMAGED = Problem(
    "file_damaged",
    "文件“{name}”已损坏或不完整，无法读取。请在 Word 或 WPS 中打开后另存一份，或重新下载、重新拷贝。",
)
FILE_ENCRYPTED = Problem("file_encrypted", "文件“{name}”设有打开密码，无法读取。请取消密码后另存一份再读。")
FILE_SWELLS = Problem(
    "file_swells",
    "文件“{name}”解压后会超过 {limit} MB，可能是压缩炸弹，没有打开。请核对文件来源。",
    status=413,
)
FILE_HAS_TOO_MANY_PARTS = Problem(
    "file_has_too_many_parts",
    "文件“{name}”里有 {count} 个文件，超过 {limit} 个的上限。请只保留通知正文和附件。",
    status=413,
)
FILE_UNMEASURED = Problem(
    "file_unmeasured", "“{name}”超过 {limit} MB 的上限，没有读完。请只保留通知正文和附件。", status=413
)
FILE_HAS_TOO_MANY_PAGES = Problem(
    "file_has_too_many_pages",
    "文件“{name}”有 {count} 页，超过 {limit} 页的上限。请只保留通知正文和附件。",
    status=413,
)
FILE_NEEDS_OFFICE = Problem(
    "file_needs_office",
    "文件“{name}”是{what}，本机没有安装 LibreOffice，无法读取。请在 Word 或 WPS 中另存为 .docx"
    "（表格存为 .xlsx）后再读，或请管理员安装 LibreOffice。",
)
FILE_NOT_CONVERTED = Problem(
    "file_not_converted",
    "文件“{name}”没能转换，可能已损坏、设有密码或内容过多。请在 Word 或 WPS 中另存为 .docx"
    "（表格存为 .xlsx）后再读。",
)
FILE_NO_TEXT_LAYER = Problem(
    "file_no_text_layer",
    "文件“{name}”是扫描件或图片，没有文字层，读不出文字。请向发文单位索取 Word 原件，或先做文字识别（OCR）。",
)
SHEET_TOO_LARGE = Problem(
    "sheet_too_large",
    "文件“{name}”的工作表“{sheet}”超过 {columns} 列或 {cells} 个单元格，不像一张要填的表。"
    "请删去无关的内容后再读。",
    status=413,
)
ARCHIVE_WITHIN_ARCHIVE = Problem(
    "archive_within_archive", "“{name}”是压缩包里的压缩包，没有打开。请先解压，再提供里面的文件。"
)
FILE_MISSING = Problem("file_missing", "找不到文件“{name}”。请检查路径。")
FILE_UNREADABLE = Problem("file_unreadable", "打不开文件“{name}”：{why}。")
FILE_UNWRITABLE = Problem("file_unwritable", "不能写入文件“{name}”：{why}。")
NO_PLAN = Problem("no_plan", "“{name}”里没有读到活动、时点或表格，不像一份活动通知。请检查是否选错了文件。")
OUTPUT_UNSHOWABLE = Problem("output_unshowable", "工作簿不能显示在屏幕上。请用“-o 文件名.xlsx”指定写到哪里。")
READER_FAULT = Problem(
    "reader_fault",
    "读“{name}”时程序出了错（{what}），这不是文件的问题。请把这句话和文件交给本软件的维护人员。",
    status=500,
)

# Requests to the interface.
SIGN_IN_MISSING = Problem("sign_in_missing", "还没有登录，或者登录已过期。请先登录。", status=401)
TOKEN_MISSING = Problem(
    "token_missing", "请求里没有有效的 CSRF 令牌。请把 csrftoken 的值放在 X-CSRFToken 请求头里。", status=403
)
PROOF_MISSING = Problem(
    "proof_missing",
    "办理这件事须先再次证明是本人。请在网页上打开“人员”或“单位”重新验证后再试，或使用接口令牌。",
    status=403,
)
NOT_FOUND = Problem("not_found", "没有找到要访问的内容，或它不在您的查看范围内。请核对编号。", status=404)
UNAVAILABLE = Problem(
    "unavailable", "系统暂时连不上数据库，这次请求没有办成。请 {seconds} 秒后再发一次。", status=503
)
TOO_MANY_REQUESTS = Problem("too_many_requests", "请求过于频繁，请 {seconds} 秒后再试。", status=429)
REQUEST_UNREADABLE = Problem("request_unreadable", "请求的格式不对：{where}。请按接口说明改正后再发。")
UPLOAD_TOO_LARGE = Problem(
    "upload_too_large",
    "一次发来的文件合计超过 {limit} MB 的上限。请分几次发，或只保留通知正文和附件。",
    status=413,
)

# Rights.
NOT_ALLOWED = Problem(
    "not_allowed", "您的角色不能替“{unit}”办理这件事。请联系该单位的业务负责人。", status=403
)
NOT_ADMINISTRATOR = Problem("not_administrator", "这件事只能由{kind}办理。", status=403)
ACCOUNT_OF_ADMINISTRATOR = Problem(
    "account_of_administrator",
    "管理员账号不能在网页上停用或重置。请在服务器上运行 anyue administrators。",
    status=409,
)
ACCOUNT_IN_USE = Problem("account_in_use", "账号在用，不能释放手机号码。请先停用账号。", status=409)
ACCOUNT_TAKEN = Problem("account_taken", "账号“{account}”已经有了，请换一个。", status=409)
ADMINISTRATES = Problem(
    "administrates",
    "“{account}”是管理员账号，不能替单位办事。请为此人另开一个账号。",
    status=409,
)

# People.
MOBILE_WRONG = Problem("mobile_wrong", "这不是大陆的手机号码。请填 11 位号码，例如 138 0000 1234。")
MOBILE_TAKEN = Problem("mobile_taken", "这个手机号码已登记在另一个账号上。请核对号码。", status=409)
KEY_MISSING = Problem(
    "key_missing",
    "有手机号码是用现在没有的密钥加密的，打不开。请把原来的密钥放回 {name}（排在现用密钥之后）。",
    status=500,
)
KEY_SPENT = Problem("key_spent", "链接或验证码已经用过，或已过期。请向给您的办公室另要一个。", status=409)
NAME_DIFFERS = Problem("name_differs", "手机号码已登记在另一个姓名下。请核对号码和姓名。", status=409)
ACCOUNT_STOPPED = Problem(
    "account_stopped",
    "这个手机号码的账号已停用。请联系系统管理员恢复账号，或释放号码后重新邀请。",
    status=409,
)
POST_CODE_WRONG = Problem(
    "post_code_wrong", "验证码不对，或者已经用过、换过、已过期。请向给您的办公室核对。", status=409
)
POST_LOCKED = Problem(
    "post_locked", "验证码连续输错，暂停受理。请在 {wait}后再试，或请安全管理员解除。", status=429
)
INVITATION_GONE = Problem(
    "invitation_gone", "这份邀请刚刚已经换了验证码、撤回或由本人接受。请核对人员名单。", status=409
)
RENEWAL_DECIDED = Problem("renewal_decided", "这份重置登录的申请刚刚已经办理，或已过期。", status=409)
ALREADY_ACTS = Problem("already_acts", "{name}已经是{unit}的{role}，不用再添加。", status=409)
SELF_APPOINTED = Problem(
    "self_appointed",
    "不能给自己任职。请由该单位的业务负责人，或上级办公室的其他人办理。",
    status=403,
)
NOT_MANAGED = Problem(
    "not_managed",
    "{name}还在您管理范围以外的单位任职，不能由您重设登录。请联系其上级办公室或系统管理员。",
    status=403,
)
HANDED_OVER = Problem("handed_over", "这项任职刚刚已经交接或停用，请核对人员名单。", status=409)
HANDOVER_PLANNED = Problem("handover_planned", "这项任职已经预定交接。请先取消预定，再另行交接。", status=409)
HANDOVER_GONE = Problem("handover_gone", "没有待生效的交接，可能刚刚已经取消或已生效。", status=409)
HANDOVER_DAY = Problem("handover_day", "交接日期请选今天起半年以内的日期；不填为立即交接。")
LAST_LIAISON = Problem(
    "last_liaison",
    "{name}是{unit}唯一的经办人，停用以后该单位没有人签收和填报。请先交接给接任人；确需停用的，请勾选后再办。",
    status=409,
)
SUCCESSOR_SAME = Problem("successor_same", "接任人不能是本人。请填写接任人的姓名和手机号码。")

# The trail.
TRAIL_KEPT = Problem(
    "trail_kept",
    "审计记录至少保存 {months} 个月（《网络安全法》第二十一条），只能清理 {day} 以前封存的记录。",
)
ANCHOR_UNREADABLE = Problem(
    "anchor_unreadable", "“{typed}”不是锚点，或者抄错了数字：校验位对不上。请对照打印件重新输入。"
)


# Passwords and codes.
PASSWORD_WRONG = Problem("password_wrong", "密码不正确，请重新输入。")
CODE_WRONG = Problem("code_wrong", "动态口令不正确或已用过，请等手机上换了新的 6 位数字再输入。")
CODE_LOCKED = Problem(
    "code_locked", "动态口令连续输错，暂停受理。请在 {wait}后再试，或请安全管理员解除。", status=429
)
FACTOR_MISSING = Problem("factor_missing", "这个账号还没有启用动态口令。", status=409)
FACTOR_REQUIRED = Problem("factor_required", "管理员账号必须使用动态口令，不能停用。", status=409)

# The vocabulary.
VOCABULARY_FAULTY = Problem(
    "vocabulary_faulty", "词表 {name} 有误：{what}。请按 docs/vocabulary.md 的说明改正。", status=500
)
VOCABULARY_MISSING = Problem(
    "vocabulary_missing",
    "打不开词表“{name}”，或它不是 UTF-8 文字。请检查环境变量 ANYUE_VOCABULARY 写的路径。",
    status=500,
)

# Notices and campaigns.
NOTICE_MARKED = Problem(
    "notice_marked", "这份文件标有“{marking}”，不能存入本系统。请按保密规定处理，不要上传。", status=422
)
IMPORT_USED = Problem(
    "import_used", "这个页面已经用来导入过一份通知。请从“通知”重新点“导入通知”后再试。", status=409
)
NO_FORM = Problem("no_form", "“{name}”里没有读到表格。请选择本单位的空白表（.docx 或 .xlsx）。")
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
NOT_CARRIED_OUT = Problem("not_carried_out", "只能选择本单位收到通知、正在参加的活动。")
COVERAGE_ITEM_GONE = Problem("coverage_item_gone", "上级通知里没有这一项。请刷新页面后重新核对。", status=409)
COUNTERPART_MISSING = Problem("counterpart_missing", "请选择本级方案里对应的一项，再点“对应到所选”。")
ALREADY_TAKES_PART = Problem("already_takes_part", "“{unit}”已经参加本次活动，不能重复下发。", status=409)

LINE_UNREADABLE = Problem(
    "line_unreadable", "第 {line} 行没有读出单位、姓名和手机号码。请按“单位 姓名 手机号码”改正。"
)
LINE_UNIT_UNKNOWN = Problem("line_unit_unknown", "第 {line} 行没有您管理的单位“{unit}”。请核对全称。")
LINE_UNIT_AMBIGUOUS = Problem(
    "line_unit_ambiguous", "第 {line} 行：您管理的单位中有 {count} 个叫“{unit}”。请改填它的单位代码。"
)
LINE_NAME_DIFFERS = Problem(
    "line_name_differs", "第 {line} 行的手机号码已登记在另一个姓名下。请核对号码和姓名。", status=409
)
JOIN_CLOSED = Problem("join_closed", "加入链接已关闭、更换或过期。请向办公室要新的链接。", status=404)
JOIN_FULL = Problem("join_full", "等待同意的人太多，暂时不能再申请。请直接联系发链接的办公室。", status=429)
JOIN_DECIDED = Problem("join_decided", "这份加入申请刚刚已经办理。", status=409)

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
NOTHING_GIVEN = Problem("nothing_given", "“{title}”还没有填写内容。请填好后再报送；没填完的可以先保存。")
TEXT_TOO_LONG = Problem("text_too_long", "“{label}”有 {length} 个字，最多 {limit} 个字。请删减后再保存。")

# Reports.
REPORT_CHANGED = Problem(
    "report_changed",
    "在您填写期间，{who}已{what}这张表。请核对下面的数字后再报送，您填写的内容仍在。",
    status=409,
)
TAKEN_UP = Problem("taken_up", "上级已经打开这张表审核，不能撤回。需要更正的，请联系上级退回。", status=409)
STAND_IN_REASON = Problem("stand_in_reason", "请写明代填的原因，例如“该村无人值守，电话报数”。")
REASON_MISSING = Problem("reason_missing", "请写明退回的原因，报送单位才知道改什么。")
CORRECTION_REASON = Problem("correction_reason", "请写明更正的原因，上级审核时会看到。")
CORRECTION_SENT = Problem(
    "correction_sent", "更正稿已经报送过，或更正已经撤销。不再更正的，请按原来的数重新报送。", status=409
)
CORRECTION_LEDGER = Problem(
    "correction_ledger",
    "更正期间，这张表所计的台账有了改动，不能撤销更正。请按现在的台账重新报送。",
    status=409,
)
CHECK_BLOCKS = Problem("check_blocks", "{said}情况属实的，请写明原因，上级审核时会看到。")
NO_DIFFERENCE_CHOSEN = Problem("no_difference_chosen", "没有选中单位。请勾选要计入的下级变动。")
HINTS_OPEN = Problem("hints_open", "有 {count} 处需核对，请打开报表逐份审核。", status=409)
REVIEW_STALE = Problem("review_stale", "这张表刚刚有新的变动，请核对最新一版后再审核。", status=409)
NOT_ACKNOWLEDGED = Problem("not_acknowledged", "请先签收通知，再填报。", status=409)
LEDGER_OVERRIDDEN = Problem(
    "ledger_overridden",
    "台账或渠道读数是 {known}，填的是 {given}。请写明原因，例如：含一次未记入台账的活动；或改回 {known}。",
)
CUMULATIVE_FALLS = Problem(
    "cumulative_falls", "累计数应不小于上期的 {before}，填的是 {given}。请核对；确实减少的，请写明原因。"
)
VALUES_WRONG = Problem("values_wrong", "有 {count} 处填写有误，请按提示更正，其余内容都在。")

# Returned tables. Places: {blanks} names the blanks, {typed} is what stands in them, {unit} the sender.
UNREADABLE = Problem("unreadable", "文件打不开，可能没有传完或已损坏。请重新发送。")
PASSWORD_PROTECTED = Problem("password_protected", "文件设了密码，打不开。请取消密码后重新发送。")
OLD_FORMAT = Problem("old_format", "文件是旧格式（.doc 或 .xls）。请另存为 .docx 或 .xlsx 后重新发送。")
UNSUPPORTED = Problem("unsupported", "不是 Word 或 Excel 文件，没有汇总。请用原表填写后重新发送。")
WRONG_FORM = Problem("wrong_form", "不是要汇总的这张表。请用下发的原表填写后重新发送。")
UNIT_UNKNOWN = Problem("unit_unknown", "表上没有填报单位，文件名里也看不出。请补填单位名称后重新发送。")
UNIT_NOT_LISTED = Problem(
    "unit_not_listed", "填报单位“{unit}”不在单位名单里，没有计入合计。请核对单位名称或名单。"
)
DUPLICATE_UNIT = Problem(
    "duplicate_unit", "“{unit}”另有较新的一份“{newer}”，以那一份为准，本份没有计入合计。"
)
UNIT_FROM_FILE_NAME = Problem("unit_from_file_name", "表上没有写清填报单位，按文件名认定为“{unit}”。请核对。")
MISSING_VALUE = Problem("missing_value", "没有填写：{blanks}。没有开展的请填 0。")
ROW_MISSING = Problem("row_missing", "表中缺少这些内容：{blanks}。请用原表填写，不要删改行。")
NOT_A_NUMBER = Problem("not_a_number", "{blanks}填的是“{typed}”，不是数字，没有计入合计。请改填数字。")
APPROXIMATE = Problem("approximate", "{blanks}填的是约数“{typed}”，按 {value} 计入。请核实准确数。")
CHINESE_NUMERAL = Problem("chinese_numeral", "{blanks}填的是“{typed}”，按 {value} 计入。")
NIL_MARK = Problem("nil_mark", "以“无”或横线、斜线表示没有，按 0 计入：{blanks}。")
INCONSISTENT = Problem("inconsistent", "{why}请核对。")
OUTLIER = Problem(
    "outlier", "{blanks}填的是 {value}，是各单位中位数 {median} 的 {times} 倍。请核对是否多按了数位。"
)
PEOPLE_WITHOUT_EVENT = Problem(
    "people_without_event", "{people}为 {number}，但{event}为 0 或没有填。请核对是否漏填场次。"
)
HEADS_ABOVE_ATTENDANCES = Problem(
    "heads_above_attendances", "{heads}为 {few}，多于{attendances} {many}。请核对两个数是否填反。"
)
FALLING_CUMULATIVE = Problem(
    "falling_cumulative",
    "{blank}是累计数，本期 {number}，少于上期 {before}。请核对；确有核减的，请说明原因。",
)
NOT_THE_SUM = Problem("not_the_sum", "{blank}填的是 {number}，本级与下级相加是 {sum}。请核对。")
SAME_FILE = Problem("same_file", "“{event}”与“{other}”用了同一个佐证文件。请核对是否为同一次活动。")
OUTSIDE_PERIOD = Problem("outside_period", "{blank}计入了不在本期的活动记录（{days}）。请核对日期。")
JUMP_IN_HISTORY = Problem(
    "jump_in_history", "{blank}本期为 {number}，明显高于本单位往期（中位数 {median}）。请核对是否多按了数位。"
)
FAR_FROM_PEERS = Problem(
    "far_from_peers", "{blank}为 {number}，明显高于同类单位（中位数 {median}）。请核对是否多按了数位。"
)
LABEL_CHANGED = Problem(
    "label_changed", "这些内容的文字与原表不同，按位置读取：{blanks}。请核对，并使用原表。"
)
EXTRA_CONTENT = Problem("extra_content", "原表之外添加的内容没有计入：“{typed}”。")
BLANK_ALTERED = Problem("blank_altered", "有的空格括号被删去，按所在位置读取：{blanks}。")
TRACKED_CHANGES = Problem("tracked_changes", "文件里留有修订痕迹，按修订后的内容读取。")
ORDER_CHANGED = Problem("order_changed", "行的顺序与原表不同，按行的名称读取。")
HEADS_MAY_OVERLAP = Problem(
    "heads_may_overlap", "{blanks}按人数统计，各单位之间可能有重复的人，合计数仅供参考。"
)
ROWS_LEFT_OUT = Problem(
    "rows_left_out", "表中另有 {count} 行没有读入：增加的行最多 {limit} 行。请合并后填报，或另行报送。"
)
BLANK_WITHOUT_BLANKS = Problem(
    "blank_without_blanks", "“{name}”里没有读到可以填写数字的表格。请给下发的空白统计表（.docx 或 .xlsx）。"
)
BLANK_WITHOUT_FIELDS = Problem(
    "blank_without_fields", "“{name}”里没有读到登记表或联络员表。请给下发的空白登记表（.docx 或 .xlsx）。"
)
NOTHING_RETURNED = Problem("nothing_returned", "“{name}”里没有可以汇总的文件。请检查文件夹是否选对。")
NO_BLANK_GIVEN = Problem("no_blank_given", "还没有给空白表。请先放入下发给各单位填写的那张表。")
TOO_MANY_FILES = Problem("too_many_files", "一次最多 {limit} 个文件。请分批处理。", status=413)
ROSTER_EMPTY = Problem(
    "roster_empty", "单位名单“{name}”里没有读到单位名称。请用一行一个名称的文本文件，或 Excel 的第一列。"
)
