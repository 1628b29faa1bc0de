"""Kinds of unit and roles in a unit."""

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
