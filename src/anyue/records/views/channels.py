"""Pages: the channels of a person's units, and the readings of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue import clock
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units, my_units_with
from anyue.records import actions, queries
from anyue.records.forms import ChannelForm, ReadingForm


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
    form = ReadingForm(request.POST or None, initial={"read_on": clock.today()})
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
    return render(request, "records/channel.html", {"channel": found, "form": form}, status=status)
