"""Problems of the ledger: of single activities, and of a workbook of them, whose cell is told beside."""

from anyue.core.errors import Problem

PAGE_USED = Problem(
    "page_used", "这个页面已经用来记过一条活动。请从台账重新点“记一次活动”后再填。", status=409
)
RECORD_KEPT = Problem(
    "record_kept",
    "这次活动已经记入台账（{title}，{day}），内容与现在填写的不同。请打开那条记录更正，不要重复记。",
    status=409,
)
DAY_AHEAD = Problem("day_ahead", "活动日期还没到。请填写已经开展的日期；还没开展的，请点“存为预报”。")
DAY_PAST = Problem("day_past", "这个日期已经过去，不用预报。已经开展的，请填好数字后点“记入台账”。")
KIND_UNKNOWN = Problem("kind_unknown", "词表里没有这个活动种类。请从种类列表中选择。")
NUMBERS_MISSING = Problem("numbers_missing", "请填写“{measure}”。没有的填 0。")
LINE_UNKNOWN = Problem("line_unknown", "只能选择本单位在同一活动里的上级。请刷新后重新选择。")
VENUES_DIFFER = Problem(
    "venues_differ",
    "{measure}填的是 {given} {unit}，各地点合计是 {total} {unit}。请核对，或把总数留空，按各地点合计。",
)
LINK_UNSAFE = Problem(
    "link_unsafe",
    "网址不能用。请填写以 http:// 或 https:// 开头的网页地址，例如 https://www.example.com/1.html。",
)
LINK_UNTITLED = Problem("link_untitled", "请写明媒体或标题，别人才知道网址是什么。")
CO_HOST_UNKNOWN = Problem(
    "co_host_unknown", "同一活动的参加单位里没有“{name}”。请写单位全称，或从查找结果中选择。"
)
CO_HOST_AMBIGUOUS = Problem("co_host_ambiguous", "“{name}”可能是：{names}。请写全称。")
CANCEL_REASON_MISSING = Problem("cancel_reason_missing", "请写明取消的原因，例如：因暴雨预警取消。")
RECORD_CANCELLED = Problem("record_cancelled", "这次活动已经取消，不能再添加材料。", status=409)
EVIDENCE_TOO_MUCH = Problem("evidence_too_much", "一次活动最多放 {limit} 个佐证文件。请挑选后再添加。")
RECORD_NOT_PLANNED = Problem(
    "record_not_planned", "这次活动已经登记为开展，或已经取消。请刷新后查看。", status=409
)
RECORD_COUNTED = Problem(
    "record_counted", "这条记录已计入报送的统计表，不能修改。需要更正的，请先撤回该统计表。", status=409
)
RECORD_COUNTED_MEANWHILE = Problem(
    "record_counted_meanwhile", "有活动记录刚刚被修改，或计入了另一张表。请刷新后核对数字再报送。", status=409
)
COUNT_FALLS = Problem(
    "count_falls",
    "{day}的读数是 {count}，累计数不会变小。请核对这次的读数；那一天的记错了，请先改那一天的。",
)
CHANNEL_NAMED = Problem("channel_named", "本单位已有同名的渠道“{name}”。请打开它登记读数，或换一个名称。")
CHANNEL_CLOSED = Problem(
    "channel_closed", "这个渠道用到{day}为止，以后的读数不再登记。还在用的，请先恢复使用。"
)
CHANNEL_READ_LATER = Problem("channel_read_later", "{day}已经登记读数，停用日期不能早于这一天。")
CHANNEL_MOVED_ON = Problem("channel_moved_on", "这个渠道刚刚已经停用或恢复，请刷新后查看。", status=409)
SOURCE_UNKNOWN = Problem("source_unknown", "只能选本单位的渠道、台账或手工填写。请刷新后重新选择。")

# A workbook.
LEDGER_NOT_XLSX = Problem(
    "ledger_not_xlsx", "“{name}”不是能读的 Excel 文件（.xlsx）。请下载模板填写，或在 WPS 中另存为 .xlsx。"
)
LEDGER_WITHOUT_HEADS = Problem(
    "ledger_without_heads", "“{name}”前几行里没有“{heads}”这些表头。请下载模板，不要改动表头。"
)
LEDGER_TOO_LONG = Problem(
    "ledger_too_long", "“{name}”超过 {limit} 行。请分成几个文件，分别导入。", status=413
)
HEAD_UNKNOWN = Problem("head_unknown", "不认识表头“{heading}”。请用模板的表头，或删去这一列。")
ROW_NUMBER_UNKNOWN = Problem(
    "row_number_unknown", "编号“{given}”不在本单位的台账里。编号由系统填写，新增的活动请留空。"
)
ROW_KIND_MISSING = Problem("row_kind_missing", "没有写种类。请填写活动种类，例如：宣讲。")
ROW_KIND_UNKNOWN = Problem(
    "row_kind_unknown", "词表里没有“{given}”这个种类。请按“记一次活动”页面上的种类名称填写。"
)
ROW_DAY_UNREADABLE = Problem(
    "row_day_unreadable", "日期“{given}”读不出来。请按 2026-06-03 的样式填写，带年份。"
)
ROW_DAY_AHEAD = Problem("row_day_ahead", "日期 {given} 还没到。台账只导入已经开展的活动。")
ROW_TEXT_TOO_LONG = Problem("row_text_too_long", "有 {length} 个字，最多 {limit} 个字。请删减。")
ROW_LINKS_TOO_MANY = Problem("row_links_too_many", "有 {count} 条媒体报道，一次活动最多 {limit} 条。请删减。")
ROW_TERM_UNKNOWN = Problem("row_term_unknown", "词表里没有“{given}”。请按页面上的名称填写，多个用顿号隔开。")
ROW_NUMBER_NOT_ASKED = Problem(
    "row_number_not_asked", "“{kind}”不登记“{heading}”。请清空这一格，或核对种类。"
)
LEDGER_FAULTY = Problem("ledger_faulty", "有 {count} 处需要更正，一条都没有导入。请改好后重新选择文件。")
