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
