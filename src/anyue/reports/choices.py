"""The states of a report and what became of a returned file, as pages name them."""

from django.db.models import TextChoices


class ReportState(TextChoices):
    """Where a report stands; derived from its facts and the time, never stored."""

    NOT_ASKED = "not-asked", "未要求"
    NOT_STARTED = "not-started", "未填报"
    MISSING = "missing", "逾期未报"
    DRAFTING = "drafting", "填报中"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "退回修改"
    APPROVED = "approved", "审核通过"
    CORRECTING = "correcting", "更正中"


class Check(TextChoices):
    """The checks that an office may let block, by the names of `core.checks.CHECKS`.

    What speaks of another unit's records (`same_file`) is said to the superior alone.
    """

    PEOPLE_WITHOUT_EVENT = "people_without_event", "有人次无场次"
    HEADS_ABOVE_ATTENDANCES = "heads_above_attendances", "人多于人次"
    FALLING_CUMULATIVE = "falling_cumulative", "累计数下降"
    NOT_THE_SUM = "not_the_sum", "合计不等"
    OUTSIDE_PERIOD = "outside_period", "日期不在本期"
    JUMP_IN_HISTORY = "jump_in_history", "较往期突增"
    FAR_FROM_PEERS = "far_from_peers", "高于同类单位"

    @property
    def about(self) -> str:
        """When it speaks, in a sentence for the office that sets it."""
        return _ABOUT[self]


_ABOUT = {
    Check.PEOPLE_WITHOUT_EVENT: "填了参与人次，对应的场次为 0 或没有填。",
    Check.HEADS_ABOVE_ATTENDANCES: "同一句、同一行里，人数大于人次。",
    Check.FALLING_CUMULATIVE: "累计数小于上一期报送的累计数。",
    Check.NOT_THE_SUM: "报送的合计不等于本级与下级相加。",
    Check.OUTSIDE_PERIOD: "计入的活动日期不在统计时段内。",
    Check.JUMP_IN_HISTORY: "明显高于本单位往期（已报 3 期以上时核对）。",
    Check.FAR_FROM_PEERS: "明显高于同一期其他同类单位（已报 5 家以上时核对）。",
}


def check_label(name: str) -> str:
    """What a check is called, also the one that no office sets."""
    return Check(name).label if name in Check.values else "同一佐证文件"


class Progress(TextChoices):
    """How far a unit is whose table a total does not count, the least first."""

    NO_ACCOUNT = "no-account", "未开通账号"
    NOT_ACKNOWLEDGED = "not-acknowledged", "未签收"
    NOT_STARTED = "not-started", "已签收未填报"
    DRAFTING = "drafting", "填报中"
    RETURNED = "returned", "退回后未重报"
    WAITING = "waiting", "已报送待审核"


class ReadOutcome(TextChoices):
    """What became of one returned file."""

    READ = "read", "已读入，待该单位确认"
    SENT = "sent", "该单位已报送，没有改动"
    TYPED = "typed", "该单位已在填报，没有改动"
    NOT_COUNTED = "not-counted", "没有读入"
    SET_ASIDE = "set-aside", "临时文件或系统文件，没有读入"


class FilePart(TextChoices):
    """What a file of a written text is for: to be edited further, or the sealed paper as it was scanned."""

    EDITABLE = "editable", "可编辑文件"
    SCAN = "scan", "盖章扫描件"
