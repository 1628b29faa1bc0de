"""Enums of campaigns."""

from django.db.models import TextChoices


class FormKind(TextChoices):
    """What sort of table an attachment is; a document is a written text that a deadline asks for."""

    STATISTICS = "statistics", "统计表"
    REGISTER = "register", "登记表"
    CARD = "card", "信息表"
    OTHER = "other", "其他表格"
    DOCUMENT = "document", "文字材料"


class Outcome(TextChoices):
    """What a reviewer decided on a version."""

    APPROVED = "approved", "审核通过"
    RETURNED = "returned", "退回修改"
