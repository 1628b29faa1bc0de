"""Whatever goes wrong, the interface answers with problem+json (RFC 9457) out of the catalogue."""

from http import HTTPStatus
from math import ceil
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from anyue.core.cases import FieldsWrongError
from anyue.core.errors import (
    NOT_FOUND,
    REQUEST_UNREADABLE,
    SIGN_IN_MISSING,
    TOKEN_MISSING,
    TOO_MANY_REQUESTS,
    AnyueError,
)
from anyue.reports import actions


class ProblemOut(Schema):
    """What is wrong and what to do (`title`), with the stable `code` of the catalogue."""

    type: str
    code: str
    title: str
    status: int
    fields: dict[str, str] | None = None


PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), ProblemOut)
"""What any endpoint may answer instead."""
PROBLEM_TYPE = "application/problem+json"


def describe_problems(schema: dict[str, Any]) -> None:
    """Say in a description of the interface that problems have a content type of their own."""
    for path in schema["paths"].values():
        for operation in path.values():
            for status, response in operation["responses"].items():
                if int(status) >= HTTPStatus.BAD_REQUEST and "content" in response:
                    response["content"] = {PROBLEM_TYPE: response["content"]["application/json"]}


def answer_as_problems(api: NinjaAPI) -> None:
    """Teach the interface to answer every foreseen trouble with a problem."""

    @api.exception_handler(AnyueError)
    def answer(request: HttpRequest, error: AnyueError) -> HttpResponse:
        body: dict[str, object] = {"type": "about:blank", "code": error.code, "title": error.message}
        body["status"] = error.problem.status
        if isinstance(error, (actions.ValuesWrongError, FieldsWrongError)):
            body["fields"] = {code: wrong.message for code, wrong in error.problems.items()}
        response = api.create_response(request, body, status=error.problem.status)
        response["Content-Type"] = PROBLEM_TYPE
        return response

    @api.exception_handler(Throttled)
    def throttled(request: HttpRequest, error: Throttled) -> HttpResponse:
        seconds = ceil(error.wait or 60)
        response = answer(request, AnyueError(TOO_MANY_REQUESTS, seconds=seconds))
        response["Retry-After"] = str(seconds)
        return response

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = "、".join(dict.fromkeys(".".join(map(str, one["loc"][1:])) for one in error.errors))
        return answer(request, AnyueError(REQUEST_UNREADABLE, where=places or "请求"))

    @api.exception_handler(Http404)
    def absent(request: HttpRequest, _error: Http404) -> HttpResponse:
        return answer(request, AnyueError(NOT_FOUND))

    @api.exception_handler(BadRequest)
    @api.exception_handler(SuspiciousOperation)
    @api.exception_handler(MultiPartParserError)
    def unreadable(request: HttpRequest, _error: Exception) -> HttpResponse:
        return answer(request, AnyueError(REQUEST_UNREADABLE, where="请求"))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        # Ninja raises this by itself in two cases: a token that is missing, and a body that is no JSON.
        if error.status_code == TOKEN_MISSING.status:
            return answer(request, AnyueError(TOKEN_MISSING))
        return unreadable(request, error)

    @api.exception_handler(AuthenticationError)
    def stranger(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
        return answer(request, AnyueError(SIGN_IN_MISSING))
