"""A short name for each kind of warning, by which many of them are counted."""

_NAMES = {
    "attachments_missing": "缺附件",
    "due_before_issue": "时点早于印发日期",
    "due_before_period_end": "总结早于活动结束",
    "form_without_deadline": "表格没有报送时点",
    "impossible_date": "日期不存在",
    "leap_day_moved": "闰日已移动",
    "marked": "有密级标志",
    "no_activities": "没有活动项目",
    "no_deadlines": "没有报送时点",
    "numbering_broken": "序号不连续",
    "opening": "文件有说明",
    "period_differs": "标题与活动时间不一致",
    "theme_differs": "主题与全国主题不同",
    "time_open": "起止日期没有写明",
    "weekday_wrong": "日期与星期不符",
    "years_disagree": "年份不一致",
}
_OTHER = "其他"


def warning_name(code: str) -> str:
    """The name of a warning's kind by its code."""
    return _NAMES.get(code, _OTHER)
