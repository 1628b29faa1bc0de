"""Enums of the ledger."""

from django.db.models import TextChoices


class RecordState(TextChoices):
    """Where an activity stands: announced, done, or called off. Only what is done counts."""

    PLANNED = "planned", "预报"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"
