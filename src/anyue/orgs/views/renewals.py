"""Pages: a new password for somebody, by the word of two people."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue.accounts.choices import AdministratorKind
from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.accounts.queries import accounts_matching
from anyue.accounts.views.administration import only
from anyue.orgs import actions, queries
from anyue.orgs.views.people import given, people_page


@recently_proved
@only(AdministratorKind.SYSTEM)
@require_POST
def ask_renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a new password for somebody; the link itself where the account acts for no unit."""
    by = person(request)
    user = get_object_or_404(accounts_matching("", by=by), pk=pk)
    link = actions.ask_renewal(user=user, by=by)
    if link:
        return render(request, "orgs/renewals.html", given(request, user, link=link))
    messages.success(
        request,
        f"已提出重置“{user.account}”的登录。该账号有任职，链接不经您的手：请联系其上级办公室或本单位业务"
        "负责人，在“人员”页同意后交给本人；没有这样的人，由安全管理员在“重置登录”页同意。",
    )
    return redirect("accounts:accounts")


@only(AdministratorKind.SECURITY)
@require_GET
def renewals(request: HttpRequest) -> HttpResponse:
    """Those of people whom nobody else looks after."""
    return _page(request)


def _page(request: HttpRequest, **said: object) -> HttpResponse:
    context = {"renewals": queries.renewals_for(person(request)), **said}
    return render(request, "orgs/renewals.html", context)


@recently_proved
@require_POST
def decide_renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, and get the link to hand over; or leave the password as it is."""
    by = person(request)
    renewal = queries.renewal_for(by, pk)
    act = request.POST.get("act")
    if act == "yes":
        shown = given(request, renewal.user, link=actions.confirm_renewal(renewal=renewal, by=by))
        return _page(request, **shown) if by.administers else people_page(request, by, **shown)
    if act != "no":
        raise Http404
    actions.refuse_renewal(renewal=renewal, by=by)
    messages.success(request, f"没有同意重置{renewal.user.name}的登录，密码不变。")
    return redirect("orgs:renewals" if by.administers else "orgs:people")
