"""What a token may be made for."""

from anyue.orgs.permissions import Permission

READ = "read"
SCOPES: dict[str, str] = {READ: "查看", **{one.value: one.label for one in Permission}}
"""Names of scopes by code: to read all that the membership sees, and each act."""
NEVER = frozenset({Permission.MANAGE_TOKENS})
"""Acts that no token is made for: a program does not make its own way in."""
