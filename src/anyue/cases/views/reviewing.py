"""Pages: what the superior decides on an item."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from anyue.accounts.person import person
from anyue.cases import actions, queries
from anyue.cases.forms import ReturnForm
from anyue.cases.views.listing import item_page
from anyue.core.errors import AnyueError
from anyue.web.fields import hidden_number


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version that was looked at."""
    user = person(request)
    item = queries.item_for(user, pk)
    version = hidden_number(request.POST.get("version", ""))
    actions.approve_case(item=item, version=version, by=user)
    messages.success(request, "审核通过，已计入登记簿。")
    return redirect(item)


@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the version that was looked at, with what is to be mended."""
    user = person(request)
    item = queries.item_for(user, pk)
    form = ReturnForm(request.POST)
    try:
        actions.return_case(
            item=item,
            version=hidden_number(request.POST.get("version", "")),
            reason=request.POST.get("reason", ""),
            marks=form.marks(),
            by=user,
        )
    except AnyueError as error:
        return item_page(request, item, error.message, status=error.problem.status)
    messages.success(request, f"已退回{item.unit.name}修改。")
    return redirect(item)
