"""Page: who has not reported at one time, told by how far each is, ready to paste into a work group."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns.models import Occurrence
from anyue.campaigns.queries import participation_for
from anyue.reports import queries
from anyue.reports.queries import Absence
from anyue.web.fields import hidden_number
from anyue.web.words import moment_words


@require_GET
def absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not reported at the time that is asked for; without one, at the last that has passed."""
    participation = participation_for(person(request), pk)
    occurrences = sorted(queries.times_asked(participation), key=lambda one: one.due_at)
    if not occurrences:
        raise Http404
    now = clock.now()
    chosen = _chosen(occurrences, hidden_number(request.GET.get("occurrence", "")), now)
    absence = queries.absence_at(participation, chosen, now)
    context = {
        "participation": participation,
        "occurrences": occurrences,
        "chosen": chosen,
        "absence": absence,
        "text": words_of(absence, now),
        "now": now,
    }
    return render(request, "reports/absent.html", context)


def _chosen(occurrences: Sequence[Occurrence], pk: int, now: datetime) -> Occurrence:
    asked = next((one for one in occurrences if one.pk == pk), None)
    passed = [one for one in occurrences if one.due_at <= now]
    return asked or (passed[-1] if passed else occurrences[0])


def words_of(absence: Absence, now: datetime) -> str:
    """The plain text: one line for each way of being absent, units in official order."""
    occurrence, groups = absence.occurrence, absence.by_progress
    count, asked = len(absence.absent), len(absence.asked)
    due = moment_words(timezone.localtime(occurrence.due_at))
    head = f"截至{moment_words(timezone.localtime(now))}，{occurrence.title}（{due}截止）应报 {asked} 家，"
    if not count:
        return f"{head}已全部报送。"
    lines = [f"{head}已报 {asked - count} 家，未报 {count} 家："]
    for place, (progress, units) in enumerate(groups, start=1):
        names = "、".join(one.owed.participation.unit.name for one in units)
        lines.append(f"{progress.label}（{len(units)} 家）：{names}{'。' if place == len(groups) else '；'}")
    return "\n".join(lines)
