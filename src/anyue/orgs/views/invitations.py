"""Pages: taking up a role by its code, and what an office does with invitations that wait."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from anyue.accounts.entry_codes import shown
from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.core.errors import AnyueError
from anyue.orgs import actions, queries
from anyue.orgs.forms import PostCodeForm
from anyue.orgs.views.people import account_page, given, people_page


@require_POST
def accept_post(request: HttpRequest) -> HttpResponse:
    """Take up the role that a code was handed over for."""
    user = person(request)
    form = PostCodeForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            membership = actions.accept_post(typed=form.cleaned_data["code"], by=user)
        except AnyueError as error:
            form.add_error("code" if error.field else None, error.message)
            status = error.problem.status
        else:
            role = membership.get_role_display()
            messages.success(request, f"验证通过，您已是{membership.unit.name}{role}。")
            return redirect("home")
    return account_page(request, user, form=form, status=status)


@recently_proved
@require_POST
def act_on_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Another code, which is shown this once, or no role after all."""
    user = person(request)
    invitation = queries.invitation_for(user, pk)
    act = request.POST.get("act")
    if act == "renew":
        code = actions.renew_invitation(invitation=invitation, by=user)
        return people_page(request, user, **given(request, invitation.user, code=shown(code)))
    if act != "withdraw":
        raise Http404
    actions.withdraw_invitation(invitation=invitation, by=user)
    messages.success(request, f"已撤回对{invitation.user.name}的邀请，验证码不能再用。")
    is_managed = queries.manages(user, invitation.unit_id)
    return redirect("orgs:people" if is_managed else "orgs:account")
