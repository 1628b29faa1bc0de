"""Pages: the channels of a person's units, and the readings of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units, my_units_with
from anyue.records import actions, queries
from anyue.records.forms import ChannelForm, CloseForm, ReadingForm
from anyue.records.models import Channel


def channels(request: HttpRequest) -> HttpResponse:
    """The channels with their last readings; POST enters another."""
    user = person(request)
    units = my_units_with(user, Permission.KEEP_RECORDS)
    initial = {"read_on": clock.today(), "count": 0}
    form = ChannelForm(request.POST or None, units=units, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                channel = actions.keep_channel(**form.cleaned_data, by=user)
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已登记渠道“{channel.name}”。")
                return redirect("records:channels")
    context = {
        "channels": queries.channels_of(user),
        "form": form,
        "may_keep": units.exists(),
        "has_many_units": len(my_units(user)) > 1,
    }
    return render(request, "records/channels.html", context, status=status)


def channel(request: HttpRequest, pk: int) -> HttpResponse:
    """The readings of one channel; POST enters one, or corrects that of a day."""
    user = person(request)
    found = queries.channel_to_keep(user, pk)
    initial = {"read_on": found.last_day or clock.today()}
    form = ReadingForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.note_reading(channel=found, **form.cleaned_data, by=user)
            except AnyueError as error:
                form.add_error(error.field, error.message)
                status = error.problem.status
            else:
                messages.success(request, "读数已登记。")
                return redirect("records:channel", found.pk)
    return _page(request, found, form=form, status=status)


def _page(
    request: HttpRequest,
    found: Channel,
    *,
    form: ReadingForm | None = None,
    close: CloseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "channel": found,
        "form": form or ReadingForm(initial={"read_on": found.last_day or clock.today()}),
        "close_form": close or CloseForm(initial={"last_day": clock.today()}),
    }
    return render(request, "records/channel.html", context, status=status)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a channel until a day and no longer."""
    user = person(request)
    found = queries.channel_to_keep(user, pk)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, found, close=form, status=422)
    try:
        actions.close_channel(channel=found, **form.cleaned_data, by=user)
    except AnyueError as error:
        if error.field is None:
            raise
        form.add_error(error.field, error.message)
        return _page(request, found, close=form, status=error.problem.status)
    messages.success(request, f"渠道“{found.name}”已停用，以前各期的数不变。")
    return redirect("records:channels")


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a channel again."""
    user = person(request)
    found = queries.channel_to_keep(user, pk)
    actions.reopen_channel(channel=found, by=user)
    messages.success(request, f"渠道“{found.name}”已恢复使用。")
    return redirect("records:channel", found.pk)
