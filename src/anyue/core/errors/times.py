"""Problems of times and tasks: grace and lock, more time, what was called off, working days, duties."""

from anyue.core.errors import Problem

# Deadlines.
LOCK_BEFORE_GRACE = Problem(
    "lock_before_grace",
    "锁定要晚于宽限：宽限 {grace} 小时，锁定就不能早于时限后 {grace} 小时。请加长锁定的时间。",
)
NOT_LATER = Problem("not_later", "新的时限要晚于原时限（{due}）。请改填更晚的时间。")
TOO_FAR_AHEAD = Problem("too_far_ahead", "新的时限比原时限晚了一年以上。请核对填写的日期。")
TIME_REASON_MISSING = Problem("time_reason_missing", "请写明原因，报送单位和上级都会看到。")
ALREADY_CANCELLED = Problem("already_cancelled", "这一期已经取消，不需要再报送。", status=409)
LOCKED = Problem(
    "locked",
    "这张表已于 {locked} 锁定，不能再报送，您填写的内容没有丢失。需要补报的，请联系{unit}{name}延长时限。",
    status=409,
)
LOCKED_AS_SENT = Problem(
    "locked_as_sent",
    "这张表已于 {locked} 锁定，撤回后不能再报。需要更正的，请联系{unit}{name}退回修改。",
    status=409,
)
OCCURRENCE_CANCELLED = Problem("occurrence_cancelled", "这一期已取消报送：{reason}。不需要再报。", status=409)

# Relaying.
NOT_ASKED_HERE = Problem("not_asked_here", "所填的时限不属于这次活动。请刷新页面后重新填写。")
RELAY_TIME_PAST = Problem(
    "relay_time_past", "{what}：给下级的时限已经过去。请改填以后的时间，或留空按上级的时限执行。"
)
LATER_THAN_SUPERIOR = Problem(
    "later_than_superior",
    "{count} 项时限晚于上级的要求，例如{what}，上级要求{due}前报送。"
    "请改早；确需如此的，勾选“按较晚的时限转发”。",
)
TOO_MANY_ADDED = Problem("too_many_added", "补充的活动项目最多 {most} 项。请合并后再转发。")
TOO_MANY_FORMS = Problem("too_many_forms", "补充的文字材料和表格最多 {most} 份。请合并后再转发。")
ADDED_TIME_UNREADABLE = Problem(
    "added_time_unreadable",
    "没有读懂报送时限。请按 2026-06-28T17:00 或 weekly WED 12:00 2026-06 的样式填写存在的日期。",
)
ADDED_TIME_PAST = Problem("added_time_past", "{what}：报送时限已经过去，或不在活动期间。请改填以后的时间。")
ADDED_TIME_FAR = Problem("added_time_far", "{what}：报送时限在一年以后。请核对填写的日期。")
TABLE_GONE = Problem("table_gone", "读取过的表格没有保留下来。请重新选择文件。")

# Assignments.
NOT_IN_CAMPAIGN = Problem("not_in_campaign", "所选单位没有参加本次活动。请从列表中选择。")

# Working days.
ARRANGEMENT_EMPTY = Problem(
    "arrangement_empty",
    "没有读到日期。请按国务院办公厅通知的写法填写，例如：元旦：1月1日至3日放假。1月4日上班。",
)
ARRANGEMENT_UNREADABLE = Problem(
    "arrangement_unreadable", "第 {line} 行读不出日期，或日期不存在、起止颠倒。请核对。"
)
ARRANGEMENT_NO_DAY = Problem(
    "arrangement_no_day", "第 {line} 行没有日期。请补上放假或上班的日期，或删去这一行。"
)
ARRANGEMENT_FAR = Problem("arrangement_far", "第 {line} 行的日期不在{year}年。请核对年份。")
ARRANGEMENT_DAY_TWICE = Problem(
    "arrangement_day_twice", "第 {line} 行的{day}既写了放假又写了上班。请核对后只保留一处。"
)
