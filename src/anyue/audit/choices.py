"""How an act ended."""

from django.db.models import TextChoices


class Result(TextChoices):
    """What the trail says of an act."""

    DONE = "done", "完成"
    REFUSED = "refused", "拒绝"
