"""Tables out as they came in: in the office's own file or the notice's layout, blanks filled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone

from anyue import clock
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.documents.assignment_book import AssignmentRow, build_assignment_book
from anyue.core.documents.levels_book import LevelRow, build_levels_book
from anyue.core.documents.official import build_official
from anyue.core.documents.years_book import build_years_book
from anyue.core.forms.form import FormKind, Indicator
from anyue.core.forms.sheet import build_xlsx
from anyue.core.forms.total_sheet import build_total_xlsx
from anyue.core.forms.word import build_docx
from anyue.core.written.figures import as_read
from anyue.core.written.outline import outline
from anyue.core.years import Compared
from anyue.orgs.models import Unit
from anyue.reports.queries import FormTotal, Sheet, own_form_of
from anyue.reports.written import CONTENT
from anyue.web.downloads import download

Writer = Callable[..., bytes]
_OFFICE = "application/vnd.openxmlformats-officedocument."
WRITERS: dict[str, tuple[Writer, str]] = {
    "docx": (build_docx, _OFFICE + "wordprocessingml.document"),
    "xlsx": (build_xlsx, _OFFICE + "spreadsheetml.sheet"),
}


def table_response(
    suffix: str, row: CampaignForm, values: Mapping[str, str], *, unit: Unit, label: str
) -> HttpResponse:
    """One table in the office's own file where the notice has one of this kind, else in the notice's layout.

    404 for a suffix that is neither docx nor xlsx.
    """
    if suffix not in WRITERS:
        raise Http404
    write, content_type = WRITERS[suffix]
    today = timezone.localdate(clock.now())
    heading = {"填报单位": unit.name, "填报日期": f"{today.year}年{today.month}月{today.day}日"}
    own = own_form_of(row, suffix)
    data = own.fill(values, heading) if own else None
    data = data or write(row.form, values, heading=heading)
    return download(data, content_type, f"{unit.name}-{row.form.title}-{label}.{suffix}")


def official_response(suffix: str, sheet: Sheet) -> HttpResponse:
    """A written text in the layout of an official document; whom it is to and from is added where it lacks.

    404 for another suffix than docx.
    """
    if suffix != "docx":
        raise Http404
    participation, row, version = sheet.participation, sheet.basis.row, sheet.version
    text, _ = as_read(sheet.total.get(CONTENT, ""))
    at = version.submitted_at if version else clock.now()
    superior = participation.superior.unit.name if participation.superior else ""
    addressee = f"{superior}：" if superior else ""
    data = _official(text, row.title, addressee=addressee, unit=participation.unit, at=at)
    name = f"{participation.unit.name}-{row.title}-{sheet.occurrence.label}.docx"
    return download(data, WRITERS["docx"][1], name)


def summary_response(participation: Participation, text: str, *, at: datetime, label: str) -> HttpResponse:
    """The summary of a campaign with plain numbers, in the layout of an official document."""
    data = _official(text, "活动总结", addressee="", unit=participation.unit, at=at)
    name = f"{participation.unit.name}-{participation.campaign.name}-活动总结-{label}.docx"
    return download(data, WRITERS["docx"][1], name)


def _official(text: str, title: str, *, addressee: str, unit: Unit, at: datetime) -> bytes:
    on = timezone.localdate(at)
    parts = outline(text)
    return build_official(
        replace(
            parts,
            title=parts.title or unit.name + title,
            addressee=parts.addressee or addressee,
            signer=parts.signer or unit.name,
            dated=parts.dated or f"{on.year}年{on.month}月{on.day}日",
        )
    )


def units_response(result: FormTotal, *, unit: Unit, label: str) -> HttpResponse:
    """The working sheet: one row a unit, one column an indicator, the total at the foot."""
    rows = [(participation.unit.name, values) for participation, values in result.units]
    data = build_total_xlsx(result.form, rows)
    return download(data, WRITERS["xlsx"][1], f"{unit.name}-{result.form.title}-{label}-分单位.xlsx")


def printed(result: FormTotal) -> dict[str, str]:
    """A total's values as the table prints them: texts listed with their units, registers as one."""
    if result.form.kind is FormKind.REGISTER:
        return result.merged
    texts = {
        code: "；".join(f"{text}（{name}）" for name, text in told)
        for code, told in result.total.texts.items()
    }
    return {**result.total.values, **texts}


def assignments_response(title: str, rows: Sequence[AssignmentRow]) -> HttpResponse:
    """Who does what, as a workbook."""
    data = build_assignment_book(title, rows)
    return download(data, WRITERS["xlsx"][1], f"{title}任务分工表.xlsx")


def years_response(
    unit: Unit,
    title: str,
    years: Sequence[int],
    total: Sequence[Compared],
    units: Sequence[tuple[str, Sequence[Compared]]],
) -> HttpResponse:
    """A form over the years, as a workbook."""
    data = build_years_book(f"{unit.name}{title}历年对比", years, total, units)
    return download(data, WRITERS["xlsx"][1], f"{unit.name}-{title}-历年对比.xlsx")


def levels_response(
    unit: Unit, title: str, columns: Sequence[tuple[str, Indicator]], rows: Sequence[LevelRow]
) -> HttpResponse:
    """A form at every level below a unit, as a workbook."""
    data = build_levels_book(f"{title}各级合计", columns, rows)
    return download(data, WRITERS["xlsx"][1], f"{unit.name}-{title}-各级合计.xlsx")
