"""Who may do what: permissions, and the permissions of each role in a unit."""

from enum import StrEnum

from anyue.orgs.choices import Role


class Permission(StrEnum):
    """One act that a role in a unit may or may not do for that unit."""

    IMPORT_NOTICE = "import_notice"
    ISSUE_CAMPAIGN = "issue_campaign"
    ACKNOWLEDGE_NOTICE = "acknowledge_notice"
    RELAY_CAMPAIGN = "relay_campaign"
    KEEP_RECORDS = "keep_records"
    SUBMIT_REPORT = "submit_report"
    REVIEW_REPORT = "review_report"


_LIAISON = frozenset(
    {
        Permission.ACKNOWLEDGE_NOTICE,
        Permission.RELAY_CAMPAIGN,
        Permission.KEEP_RECORDS,
        Permission.SUBMIT_REPORT,
        Permission.REVIEW_REPORT,
    }
)
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LIAISON: _LIAISON,
    Role.REVIEWER: frozenset({Permission.REVIEW_REPORT}),
    Role.LEAD: _LIAISON | {Permission.IMPORT_NOTICE, Permission.ISSUE_CAMPAIGN},
    Role.LEADER: frozenset(),
}


def roles_with(permission: Permission) -> list[Role]:
    """The roles that carry a permission, in the order of the roles."""
    return [role for role, permissions in ROLE_PERMISSIONS.items() if permission in permissions]
