"""Pages: the ledger as a workbook, out and in."""

from collections.abc import Iterable
from io import BytesIO

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.core.errors import AnyueError
from anyue.core.ledger import Row, cells_to_json, write_ledger
from anyue.orgs.models import Unit
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units, my_units_with
from anyue.records import actions, queries
from anyue.records.forms import WorkbookForm
from anyue.web.fields import hidden_number

SHOWN = 200
"""Rows of a preview that the page shows."""


def bring_in(request: HttpRequest) -> HttpResponse:
    """Read a workbook and show what it would add; once that was seen, add it."""
    user = person(request)
    units = my_units_with(user, Permission.KEEP_RECORDS)
    form = WorkbookForm(request.POST or None, request.FILES or None, units=units)
    context: dict[str, object] = {"form": form, "units": units}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            unit = form.cleaned_data["unit"]
            try:
                cells = form.cells()
                if request.POST.get("confirm"):
                    count = actions.import_records(unit=unit, cells=cells, by=user)
                    messages.success(request, f"已导入 {count} 条活动记录。")
                    return redirect("records:ledger")
                preview = queries.preview_of(unit, cells, clock.today())
            except AnyueError as error:
                form.add_error("workbook", error.message)
                status = error.problem.status
            else:
                context |= {
                    "unit": unit,
                    "preview": preview,
                    "shown": preview.new[:SHOWN],
                    "cells": cells_to_json(cells),
                }
                status = 422 if preview.faults else 200
    return render(request, "records/import.html", context, status=status)


@require_GET
def template(request: HttpRequest) -> FileResponse:
    """An empty workbook with the columns of a unit's kinds."""
    unit = _unit(request, my_units_with(person(request), Permission.KEEP_RECORDS))
    return _workbook(unit, [], "台账导入模板")


@require_GET
def export(request: HttpRequest) -> FileResponse:
    """The ledger of one of a person's units as a workbook."""
    unit = _unit(request, my_units(person(request)))
    return _workbook(unit, queries.rows_of(unit), "台账")


def _unit(request: HttpRequest, units: QuerySet[Unit]) -> Unit:
    if given := request.GET.get("unit", ""):
        return get_object_or_404(units, pk=hidden_number(given))
    return get_object_or_404(units[:1])


def _workbook(unit: Unit, rows: Iterable[Row], name: str) -> FileResponse:
    data = write_ledger(queries.kinds_of(unit), rows)
    return FileResponse(BytesIO(data), as_attachment=True, filename=f"{unit.name}-{name}.xlsx")
