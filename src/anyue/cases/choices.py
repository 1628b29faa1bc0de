"""The states of an item, as pages name them."""

from django.db.models import TextChoices

from anyue.core.cases import Register

REGISTERS = [(one.value, one.label) for one in Register]


class ItemState(TextChoices):
    """Where an item stands; derived from its facts, never stored."""

    DRAFTING = "drafting", "填报中"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "退回修改"
    APPROVED = "approved", "审核通过"
    CORRECTING = "correcting", "更正中"
