"""The head of every page: who is here, for which units, and where they may go."""

from django.http import HttpRequest
from django.urls import reverse

from anyue.accounts.administrator_frame import administrator_frame
from anyue.accounts.models import User
from anyue.campaigns.queries import has_inferiors
from anyue.notify.queries import unread_count
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission, roles_with
from anyue.web.frame import Frame, NavItem

# Nobody stands below these, so that the page of people would be empty.
WITHOUT_PEOPLE_BELOW = frozenset(
    {UnitKind.VILLAGE, UnitKind.ENTERPRISE, UnitKind.SCHOOL, UnitKind.DEPARTMENT}
)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context variable `frame`; nothing for a person who is not signed in. Three queries."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    if user.administers:
        return {"frame": administrator_frame(user, request.path)}
    memberships = list(Membership.objects.of(user).select_related("unit").order_by("unit__position"))
    importing = {str(role) for role in roles_with(Permission.IMPORT_NOTICE)}
    pages = [("任务", reverse("home")), ("台账", reverse("records:ledger"))]
    if has_inferiors(user):
        pages.append(("审核", reverse("reports:inbox")))
    if any(membership.role in importing for membership in memberships):
        pages.append(("通知", reverse("campaigns:notices")))
    looking_after = {str(role) for role in roles_with(Permission.MANAGE_PEOPLE_BELOW)}
    if any(
        membership.role in looking_after and membership.unit.kind not in WITHOUT_PEOPLE_BELOW
        for membership in memberships
    ):
        pages.append(("人员", reverse("orgs:people")))
    managing = {str(role) for role in roles_with(Permission.MANAGE_UNITS)}
    if any(membership.role in managing for membership in memberships):
        pages.append(("单位", reverse("orgs:units")))
    nav = [NavItem(label, url, is_current=_is_at(request.path, url)) for label, url in pages]
    account_url = reverse("accounts:account")
    messages_url = reverse("notify:messages")
    nav.append(NavItem("消息", messages_url, _is_at(request.path, messages_url), unread_count(user) or None))
    return {
        "frame": Frame(
            account=str(user.pk),
            person=user.name,
            unit="、".join(dict.fromkeys(membership.unit.name for membership in memberships)),
            nav=tuple(nav),
            account_nav=(
                _account_item(request.path),
                NavItem("账号安全", account_url, _is_at(request.path, account_url)),
            ),
            sign_out_url=reverse("accounts:sign-out"),
        )
    }


def _account_item(path: str) -> NavItem:
    url = reverse("orgs:account")
    return NavItem("我的账号", url, is_current=path == url)


def _is_at(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
