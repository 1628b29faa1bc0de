"""Page: which role may do what, for the security administrator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.views.administration import only
from anyue.orgs.choices import Role
from anyue.orgs.permissions import ROLE_PERMISSIONS, Permission


@only(AdministratorKind.SECURITY)
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """The matrix of roles and permissions; it is part of the program, and nobody changes it at a page."""
    rows = [
        (permission.label, [permission in ROLE_PERMISSIONS[role] for role in Role])
        for permission in Permission
    ]
    return render(request, "reports/roles.html", {"roles": [role.label for role in Role], "rows": rows})
