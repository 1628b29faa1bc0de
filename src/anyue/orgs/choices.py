"""Kinds of unit, what happens to units, and roles in a unit."""

from django.db.models import TextChoices


class UnitKind(TextChoices):
    """What a unit is."""

    AREA = "area", "行政区"
    OFFICE = "office", "安委会办公室"
    DEPARTMENT = "department", "部门"
    TOWN = "town", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"
    ENTERPRISE = "enterprise", "企业"
    SCHOOL = "school", "学校"


class Role(TextChoices):
    """What a person is in a unit."""

    LIAISON = "liaison", "联络员"
    REVIEWER = "reviewer", "审核员"
    LEAD = "lead", "业务负责人"
    LEADER = "leader", "领导（查看）"
    PRINCIPAL = "principal", "主要负责人"


class RevealReason(TextChoices):
    """Why somebody looks at a whole number; the trail keeps the code."""

    CHASE = "chase", "催办报送"
    CONTACT = "contact", "联系工作"
    VERIFY = "verify", "核实身份"
    HANDOVER = "handover", "办理交接"


class UnitEvent(TextChoices):
    """What happened to a unit on a day."""

    OPENED = "opened", "设立"
    RENAMED = "renamed", "更名"
    MOVED = "moved", "调整隶属"
    MERGED = "merged", "并入"
    CLOSED = "closed", "撤销"
    REOPENED = "reopened", "恢复"
