"""Who may do what and who sees what, by role: the one place, from which `docs/permissions.md` is made.

The three administrators have no role in any unit: they may do none of this and see none of it.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

from anyue.orgs.choices import Role


class Permission(TextChoices):
    """One act that a role in a unit may or may not do for that unit."""

    IMPORT_NOTICE = "import_notice", "导入通知、更正方案"
    ISSUE_CAMPAIGN = "issue_campaign", "下发通知，设宽限和锁定，取消一期报送"
    ACKNOWLEDGE_NOTICE = "acknowledge_notice", "签收通知"
    RELAY_CAMPAIGN = "relay_campaign", "转发通知"
    KEEP_RECORDS = "keep_records", "记台账"
    SUBMIT_REPORT = "submit_report", "填报、报送、撤回报表、特色活动和案例"
    SIGN_OFF = "sign_off", "审签本单位的报表和文字材料"
    REVIEW_REPORT = "review_report", "审核、退回下级报表和案例，延长其时限，办理特色活动"
    WRITE_SUMMARY = "write_summary", "起草、定稿本单位的活动总结"
    PUBLISH_CASES = "publish_cases", "公开、撤下典型案例和隐患曝光"
    FILL_IN_FOR_BELOW = "fill_in_for_below", "替没有账号的下级单位代填"
    MANAGE_PEOPLE = "manage_people", "办理本单位人员"
    MANAGE_PEOPLE_BELOW = "manage_people_below", "办理下级单位人员"
    MANAGE_TOKENS = "manage_tokens", "创建接口令牌"
    MANAGE_UNITS = "manage_units", "管理下级单位名录"


class Sight(StrEnum):
    """One part of what there is, as a role in a unit may or may not see it."""

    OWN = "own"
    ADDRESSED = "addressed"
    REPORTING = "reporting"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Mandate:
    """What somebody who acts through a token is held to: one membership, and of its rights these acts."""

    membership_id: int
    permissions: frozenset[Permission]


_LIAISON = frozenset(
    {
        Permission.ACKNOWLEDGE_NOTICE,
        Permission.RELAY_CAMPAIGN,
        Permission.KEEP_RECORDS,
        Permission.SUBMIT_REPORT,
        Permission.REVIEW_REPORT,
        Permission.WRITE_SUMMARY,
        Permission.FILL_IN_FOR_BELOW,
        Permission.MANAGE_PEOPLE_BELOW,
    }
)
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LIAISON: _LIAISON,
    Role.REVIEWER: frozenset({Permission.REVIEW_REPORT}),
    Role.LEAD: _LIAISON
    | {
        Permission.IMPORT_NOTICE,
        Permission.ISSUE_CAMPAIGN,
        Permission.MANAGE_PEOPLE,
        Permission.MANAGE_TOKENS,
        Permission.MANAGE_UNITS,
        Permission.PUBLISH_CASES,
    },
    Role.LEADER: frozenset({Permission.SIGN_OFF}),
    Role.PRINCIPAL: frozenset({Permission.SIGN_OFF}),
}
ROLE_SIGHT: dict[Role, frozenset[Sight]] = dict.fromkeys(Role, frozenset(Sight))
"""Whoever acts for a unit sees all that the unit sees; what a role adds is what it may do."""


def roles_with(permission: Permission) -> list[Role]:
    """The roles that carry a permission, in the order of the roles."""
    return [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]


def mandate_of(user: object) -> Mandate | None:
    """What this object of a person is held to; None for a person who has signed in."""
    mandate: Mandate | None = user.__dict__.get("_mandate")
    return mandate
