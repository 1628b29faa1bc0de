"""Enums of the ledger."""

from django.db.models import TextChoices


class RecordState(TextChoices):
    """Where an activity stands: announced, done, or called off. Only what is done counts."""

    PLANNED = "planned", "预报"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class FeaturedState(TextChoices):
    """Where a featured activity stands with the office that asked for it."""

    WAITING = "waiting", "待阅"
    OPENED = "opened", "已阅"
    ADOPTED = "adopted", "已采用"
    NOT_ADOPTED = "not-adopted", "未采用"


class NotAdopted(TextChoices):
    """Why a featured activity was not adopted; OTHER is followed by the office's own words."""

    SPACE = "space", "本期版面已满"
    SIMILAR = "similar", "已采用同类内容"
    THIN = "thin", "内容不够具体"
    PHOTOS = "photos", "缺少合适的照片"
    LATE = "late", "时效已过"
    OTHER = "other", "其他"
