"""The head of the pages of an administrator, who acts for no unit."""

from django.urls import reverse

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import User
from anyue.web.frame import Frame, NavItem

_PAGES = {
    AdministratorKind.SYSTEM: (
        ("账号", "accounts:accounts"),
        ("单位", "orgs:units"),
        ("工作日", "campaigns:workdays"),
        ("安全设置", "accounts:settings"),
    ),
    AdministratorKind.SECURITY: (
        ("账号保护", "accounts:protection"),
        ("重置登录", "orgs:renewals"),
        ("角色与权限", "reports:roles"),
    ),
    AdministratorKind.AUDIT: (("审计记录", "accounts:trail"),),
}


def administrator_frame(user: User, path: str) -> Frame:
    """What the head shows an administrator; no query."""
    account = reverse("accounts:account")
    kind = AdministratorKind(user.administers)
    pages = [(label, reverse(name)) for label, name in _PAGES[kind]]
    return Frame(
        account=str(user.pk),
        person=user.name,
        unit=kind.label,
        nav=tuple(NavItem(label, url, is_current=path.startswith(url)) for label, url in pages),
        account_nav=(NavItem("账号安全", account, is_current=path.startswith(account)),),
        sign_out_url=reverse("accounts:sign-out"),
    )
