"""The states of a report, as pages name them."""

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
