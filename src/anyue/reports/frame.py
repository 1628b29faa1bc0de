"""The head of every page: who is here, for which units, and where they may go."""

from typing import TYPE_CHECKING, cast

from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse

from anyue.accounts.administrator_frame import administrator_frame
from anyue.accounts.models import User
from anyue.campaigns.models import Participation
from anyue.notify.models import Message
from anyue.orgs.choices import UnitKind
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission, roles_with
from anyue.web.frame import Frame, NavItem

if TYPE_CHECKING:
    from typing import TypedDict

    from django_stubs_ext import WithAnnotations

    class Waiting(TypedDict):
        """Whether anybody reports to the unit, and how many messages nobody has opened."""

        relays: bool
        unread: int | None


# Nobody stands below these, so that the page of people would be empty.
WITHOUT_PEOPLE_BELOW = frozenset(
    {UnitKind.VILLAGE, UnitKind.ENTERPRISE, UnitKind.SCHOOL, UnitKind.DEPARTMENT}
)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context variable `frame`; nothing for a person who is not signed in. One query."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    if user.administers:
        return {"frame": administrator_frame(user, request.path)}
    memberships = _memberships(user)
    importing = {str(role) for role in roles_with(Permission.IMPORT_NOTICE)}
    pages = [("任务", reverse("home")), ("台账", reverse("records:ledger"))]
    if any(membership.relays for membership in memberships):
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
    unread = sum({one.unit_id: one.unread or 0 for one in memberships}.values())
    nav.append(NavItem("消息", messages_url, _is_at(request.path, messages_url), unread or None))
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


def _memberships(user: User) -> "list[WithAnnotations[Membership, Waiting]]":
    """What a person acts for, in official order, each with what waits for its unit; one query."""
    relayed = Participation.objects.filter(unit=OuterRef("unit"), is_relayed=True)
    unread = Message.objects.order_by().filter(unit=OuterRef("unit"), read_at__isnull=True).values("unit")
    counted = unread.annotate(count=Count("pk")).values("count")
    memberships = Membership.objects.of(user).select_related("unit").order_by("unit__position")
    # Types lose what is annotated on a query set that has methods of its own.
    return cast(
        "list[WithAnnotations[Membership, Waiting]]",
        list(memberships.annotate(relays=Exists(relayed), unread=Subquery(counted))),
    )


def _account_item(path: str) -> NavItem:
    url = reverse("orgs:account")
    return NavItem("我的账号", url, is_current=path == url)


def _is_at(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
