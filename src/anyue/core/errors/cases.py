"""Problems of typical cases and of exposed hazards."""

from anyue.core.errors import Problem

CASE_WRONG = Problem("case_wrong", "有 {count} 处需要补充或更正，没有报送。请按各栏的提示修改。")
CASE_FIELD_MISSING = Problem("case_field_missing", "请填写“{label}”。")
CASE_FIELD_TOO_LONG = Problem("case_field_too_long", "“{label}”有 {length} 个字，最多 {limit} 个字。请删减。")
CASE_NAME_TOO_SHORT = Problem("case_name_too_short", "“{label}”至少写两个字的全称，公开时才能隐去。")
CASE_CHOICE_UNKNOWN = Problem("case_choice_unknown", "“{label}”里没有“{given}”。请从选项中选择。")
CASE_DAY_UNREADABLE = Problem(
    "case_day_unreadable", "“{label}”的日期“{given}”不存在。请按 2026-06-03 的样式填写。"
)
CASE_DAY_AHEAD = Problem("case_day_ahead", "“{label}”还没到。请填写已经发生的日期。")
CASE_DUAL_UNPROVEN = Problem(
    "case_dual_unproven", "一案双罚要写明对企业和对责任人的处罚。请填写“{label}”，或取消勾选一案双罚。"
)
CASE_TRANSFER_UNPROVEN = Problem(
    "case_transfer_unproven", "行刑衔接要写明移送单位和日期。请填写“{label}”，或取消勾选行刑衔接。"
)
CASE_NOT_TRANSFERRED = Problem("case_not_transferred", "没有勾选行刑衔接，“{label}”请留空，或勾选行刑衔接。")
CASE_NOTHING_IMPOSED = Problem("case_nothing_imposed", "请写明对企业的处罚、对责任人的处罚或移送情况。")
CASE_DAYS_REVERSED = Problem("case_days_reversed", "“{later}”早于“{earlier}”。请核对两个日期。")
CRITERION_MISSING = Problem("criterion_missing", "重大事故隐患要写明判定依据，例如所依据的判定标准和条款。")
RECTIFIED_DAY_MISSING = Problem("rectified_day_missing", "已整改的请填写整改完成日期。")
NOT_RECTIFIED = Problem("not_rectified", "整改情况不是“已整改”，请把整改完成日期留空。")
CASE_CLOSED = Problem(
    "case_closed", "这一条已报送，不能修改。上级还没有查看的可以撤回；已审核的请点“更正”。", status=409
)
CASE_CHANGED = Problem(
    "case_changed", "这一条刚刚被别人修改。您填写的内容保留在页面上，请刷新后核对。", status=409
)
CASE_OPENED = Problem("case_opened", "上级已查看，不能撤回。需要修改的，请联系上级退回。", status=409)
CASE_REVIEW_STALE = Problem("case_review_stale", "这一条刚刚被撤回、重报或审核。请刷新后再办理。", status=409)
CASE_NOT_APPROVED = Problem("case_not_approved", "只有审核通过的才能更正或公开。", status=409)
CASE_SENT_BEFORE = Problem("case_sent_before", "报送过的不能删除。", status=409)
CASE_KEY_TAKEN = Problem("case_key_taken", "这个页面已经登记过一条。请从列表重新点“登记”。", status=409)
CASE_LINE_UNKNOWN = Problem("case_line_unknown", "只能报给本单位的上级。请刷新后重新选择。")
CASE_REASON_MISSING = Problem("case_reason_missing", "请写明原因，对方才知道怎么办。")
NOT_PUBLISHED = Problem("not_published", "这一条没有公开，或刚刚被撤下。请刷新后查看。", status=409)
PUBLISHED_MEANWHILE = Problem("published_meanwhile", "这一条刚刚由别人公开或更新。请刷新后核对。", status=409)
MASK_TOO_SHORT = Problem("mask_too_short", "“{word}”太短。另外隐去的词至少两个字，每行一个。")
MASKS_TOO_MANY = Problem(
    "masks_too_many", "另外隐去的词最多 {limit} 个，每个最多 {length} 个字。请合并或删减。"
)
PUBLIC_LEFT_EMPTY = Problem("public_left_empty", "隐去以后“{label}”没有内容了。请减少另外隐去的词。")
PICTURES_TOO_MANY = Problem("case_pictures_too_many", "一条最多附 {limit} 张照片。请先移除不需要的。")
PICTURE_NOT_SENT = Problem(
    "case_picture_not_sent", "选中的照片不在这一版里，或者已经清除，没有公开。请刷新后重新选择。", status=409
)
