"""Pages: featured activities, as a unit sends them and as the office reads them."""

from io import BytesIO

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from anyue.accounts.person import person
from anyue.campaigns.queries import participation_for
from anyue.core.documents.featured_book import FeaturedRow, build_featured_book
from anyue.core.errors import AnyueError
from anyue.core.packs import sentence_of
from anyue.files.serving import serve
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.records import actions, queries
from anyue.records.forms import AdoptForm, DeclineForm, FeaturedForm
from anyue.records.models import FeaturedActivity
from anyue.records.packing import deed_of
from anyue.web.fields import hidden_number
from anyue.web.words import day_words, moment_words

SHOWN = 50
"""Featured activities on one page of a list."""


def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a record as a featured activity; the text is drawn from the record for the unit to write out."""
    user = person(request)
    record = queries.record_to_feature(user, pk)
    if sent := queries.featured_at(user, record):
        return redirect("records:featured", sent.pk)
    photos = queries.photos_to_send(record)
    form = FeaturedForm(
        request.POST or None,
        ways=queries.ways_to_send(record),
        photos=photos,
        initial={"title": record.title[:60], "text": sentence_of(deed_of(record))[:500], "photos": photos},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                sent = actions.send_featured(
                    record=record,
                    participation=form.cleaned_data["participation"],
                    title=form.cleaned_data["title"],
                    text=form.cleaned_data["text"],
                    photos=[one.pk for one in form.cleaned_data["photos"]],
                    by=user,
                )
            except AnyueError as error:
                form.tell(error)
                status = error.problem.status
            else:
                messages.success(request, f"已报送特色活动：{sent.title}。", extra_tags=f"feature-{pk}")
                return redirect("records:featured", sent.pk)
    return render(request, "records/feature.html", {"form": form, "record": record}, status=status)


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """What a person's units have sent, and what became of it."""
    rows = queries.featured_of(person(request))
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    return render(request, "records/featured_own.html", {"page": page})


@require_GET
def below(request: HttpRequest, participation_pk: int) -> HttpResponse:
    """What came to an office, those that wait for a decision first."""
    user = person(request)
    participation = participation_for(user, participation_pk)
    page = Paginator(queries.featured_below(user, participation), SHOWN).get_page(request.GET.get("page"))
    return render(request, "records/featured_below.html", {"participation": participation, "page": page})


@require_GET
def table(request: HttpRequest, participation_pk: int) -> FileResponse:
    """The same list as a workbook."""
    user = person(request)
    participation = participation_for(user, participation_pk)
    rows = [_row(one) for one in queries.featured_below(user, participation)]
    data = build_featured_book(f"{participation.campaign.name}特色活动", rows)
    name = f"{participation.unit.name}-特色活动.xlsx"
    return FileResponse(BytesIO(data), as_attachment=True, filename=name)


def _row(one: FeaturedActivity) -> FeaturedRow:
    late = f"，活动后第 {one.days_after} 天" if one.days_after else ""
    return FeaturedRow(
        unit=one.record.unit.name,
        held=day_words(one.record.held_on),
        title=one.title,
        text=one.text,
        sent=f"{moment_words(timezone.localtime(one.sent_at))}{late}",
        state=one.state.label,
        said=one.adopted_in or one.why_not,
    )


@require_GET
def featured(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them; that somebody of the issuer's opens it is noted."""
    user = person(request)
    found = queries.featured_for(user, pk)
    if queries.may_decide(user, found) and not found.opened_at:
        actions.open_featured(featured=found, by=user)
        found = queries.featured_for(user, pk)
    return _show(request, found)


def _show(
    request: HttpRequest,
    found: FeaturedActivity,
    *,
    adopt: AdoptForm | None = None,
    decline: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = person(request)
    context = {
        "featured": found,
        "photos": queries.photos_of(found),
        "may_decide": queries.may_decide(user, found),
        "may_withdraw": not found.opened_at
        and may(user, Permission.SUBMIT_REPORT, found.participation.unit_id),
        "adopt": adopt or AdoptForm(initial={"adopted_in": found.adopted_in}),
        "decline": decline or DeclineForm(initial={"reason": found.reason, "remark": found.remark}),
        "root": queries.issuer_of(found),
    }
    return render(request, "records/featured.html", context, status=status)


@require_POST
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was adopted, and where."""
    user = person(request)
    found = queries.featured_to_decide(user, pk)
    form = AdoptForm(request.POST)
    if not form.is_valid():
        return _show(request, found, adopt=form, status=422)
    seen = hidden_number(request.POST.get("seen", ""))
    try:
        actions.adopt_featured(featured=found, adopted_in=form.cleaned_data["adopted_in"], seen=seen, by=user)
    except AnyueError as error:
        form.add_error(error.field, error.message)
        return _show(request, found, adopt=form, status=error.problem.status)
    messages.success(request, f"已采用：{found.title}。", extra_tags=f"adopt-{pk}")
    return redirect("records:featured", pk)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was not, and why."""
    user = person(request)
    found = queries.featured_to_decide(user, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, found, decline=form, status=422)
    seen = hidden_number(request.POST.get("seen", ""))
    try:
        actions.decline_featured(featured=found, **form.cleaned_data, seen=seen, by=user)
    except AnyueError as error:
        form.add_error(error.field, error.message)
        return _show(request, found, decline=form, status=error.problem.status)
    messages.success(request, f"未采用：{found.title}，报送单位可以看到原因。", extra_tags=f"decline-{pk}")
    return redirect("records:featured", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back while nobody has opened it."""
    user = person(request)
    found = queries.featured_for(user, pk)
    actions.withdraw_featured(featured=found, by=user)
    messages.success(request, "已撤回，可以修改后重新报送。")
    return redirect("records:record", found.record_id)


@require_GET
def photo(request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
    """One of its photos, to be kept."""
    found = queries.photo_sent(person(request), pk, position)
    return serve(found.file, found.caption or found.name)


@require_GET
def thumbnail(request: HttpRequest, pk: int, position: int) -> HttpResponseBase:
    """The same as its page shows it."""
    found = queries.photo_sent(person(request), pk, position)
    return serve(found.file, found.name, part="thumbnail")
