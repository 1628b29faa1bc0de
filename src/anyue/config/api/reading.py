"""The endpoint that reads notices: what `anyue read --json` does, with the same limits, storing nothing."""

import json
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.throttling import UserRateThrottle

from anyue.config.api.door import EITHER_WITH_FILES
from anyue.config.api.problems import ProblemOut
from anyue.core.errors import NO_PLAN, NOTICE_MARKED, AnyueError
from anyue.core.forms import form
from anyue.core.notice import Plan, is_plan, plan, plan_to_json, read_files
from anyue.core.notice.duties import with_duties
from anyue.core.notice.open.limits import FILES

router = Router(tags=["读通知"])

# A person sends notices by hand or from a folder; reading one keeps a processor busy for a while.
RATE = "30/m"


class IndicatorOut(Schema):
    """One blank of any form, in reading order."""

    label: str
    unit: str | None
    form: str
    code: str
    span: plan.Span | None


class FormFieldsOut(Schema):
    """The fields of one register or card."""

    form: str
    fields: list[str]


class PlanOut(Schema):
    """What one notice asks for; spans are [start, end) offsets into `text`."""

    source: str
    text: str
    source_map: list[tuple[int, int, int]]
    issuer: str | None
    doc_number: str | None
    title: str | None
    issued_on: str | None
    recipients: list[str]
    theme: str | None
    based_on: list[str]
    periods: list[plan.Period]
    activities: list[plan.Activity]
    deadlines: list[plan.Deadline]
    quotas: list[plan.Quota]
    forms: list[form.Form]
    contacts: list[plan.Contact]
    requirements: list[plan.Requirement]
    warnings: list[plan.Warning]
    markings: list[str]
    header_spans: dict[str, plan.Span]
    header_doubts: dict[str, str]
    files: list[str]
    indicators: list[IndicatorOut]
    form_fields: list[FormFieldsOut]


@router.post(
    "/read",
    auth=EITHER_WITH_FILES,
    throttle=UserRateThrottle(RATE),
    response={200: list[PlanOut], **dict.fromkeys((401, 403, 413, 422, 429), ProblemOut)},
    summary="读通知",
)
def read(
    request: HttpRequest,  # noqa: ARG001  Ninja passes it; who it is from was settled at the door.
    files: Annotated[list[UploadedFile], File(description="通知的文件，一个或几个", max_length=FILES)],
    together: Annotated[bool, Form(description="几个文件合成一份通知")] = False,  # noqa: FBT002  A field of a form.
) -> HttpResponse:
    """Read each file, or all of them as one notice, into plans in the order of the files.

    Where one file can't be read nothing is answered but its problem. Nothing is stored, and a document that
    is marked secret is refused.
    """
    notices = [files] if together else [[file] for file in files]
    plans = [plan_to_json(_plan(notice)) for notice in notices]
    return HttpResponse(json.dumps(plans, ensure_ascii=False), content_type="application/json")


def _plan(files: list[UploadedFile]) -> Plan:
    found = with_duties(read_files([(file.name or "", file.read()) for file in files]))
    if found.markings:
        raise AnyueError(NOTICE_MARKED, marking=found.markings[0])
    if not is_plan(found):
        raise AnyueError(NO_PLAN, name=found.source)
    return found
