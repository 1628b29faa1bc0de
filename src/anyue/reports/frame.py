"""The head of every page: who is here, for which units, and where they may go."""

from django.http import HttpRequest
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.queries import has_inferiors
from anyue.notify.queries import unread_count
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission, roles_with
from anyue.web.frame import Frame, NavItem


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context variable `frame`; nothing for a person who is not signed in. Three queries."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    memberships = list(Membership.objects.filter(user=user).select_related("unit").order_by("unit__position"))
    importing = {str(role) for role in roles_with(Permission.IMPORT_NOTICE)}
    pages = [("任务", reverse("home")), ("台账", reverse("records:ledger"))]
    if has_inferiors(user):
        pages.append(("审核", reverse("reports:inbox")))
    if any(membership.role in importing for membership in memberships):
        pages.append(("通知", reverse("campaigns:notices")))
    nav = [NavItem(label, url, is_current=_is_at(request.path, url)) for label, url in pages]
    messages_url = reverse("notify:messages")
    nav.append(NavItem("消息", messages_url, _is_at(request.path, messages_url), unread_count(user) or None))
    return {
        "frame": Frame(
            account=str(user.pk),
            person=user.name,
            unit="、".join(dict.fromkeys(membership.unit.name for membership in memberships)),
            nav=tuple(nav),
            sign_out_url=reverse("accounts:sign-out"),
        )
    }


def _is_at(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
