"""Pages for everybody: what an office has made public. They read publications alone, never an item."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from anyue.cases import queries
from anyue.cases.models import Publication, PublicRegister
from anyue.cases.views.keeping import register_of
from anyue.core.cases import FIELDS, Field, Register
from anyue.core.cases.book import DOCX, XLSX, build_public_document, build_register_book
from anyue.core.cases.fields import sub_of, title_of
from anyue.web.downloads import download


def _fields(publication: Publication) -> list[tuple[Field, str]]:
    """The public fields that hold something."""
    content = publication.content
    fields = FIELDS[Register(publication.item.register)]
    return [(one, content[one.code]) for one in fields if one.is_public and content.get(one.code)]


def _answer(
    request: HttpRequest, found: PublicRegister, template: str, context: dict[str, object]
) -> HttpResponse:
    response = render(request, template, {"public": found, **context})
    if not found.is_indexed:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@require_safe
def register(request: HttpRequest, secret: str) -> HttpResponse:
    """Both lists of an office."""
    found = queries.register_named(secret)
    lists = [
        (
            kind,
            [
                (one, title_of(kind, one.content), sub_of(kind, one.content))
                for one in queries.published_in(found, kind)
            ],
        )
        for kind in Register
    ]
    return _answer(request, found, "cases/public.html", {"lists": lists})


@login_not_required
@require_safe
def item(request: HttpRequest, secret: str, code: str) -> HttpResponse:
    """One of them."""
    found = queries.register_named(secret)
    publication = queries.public_item(found, code)
    kind = Register(publication.item.register)
    context = {
        "publication": publication,
        "kind": kind,
        "title": title_of(kind, publication.content),
        "fields": _fields(publication),
        "pictures": queries.published_pictures(publication),
    }
    return _answer(request, found, "cases/public_item.html", context)


@login_not_required
@require_safe
def table(request: HttpRequest, secret: str, suffix: str) -> HttpResponse:
    """One list as a workbook or a Word document; 404 for another suffix."""
    found = queries.register_named(secret)
    kind = register_of(request.GET.get("register", Register.CASE))
    rows = list(queries.published_in(found, kind))
    name = f"{found.unit.name}-{kind.label}.{suffix}"
    if suffix == "docx":
        parts = [
            (title_of(kind, one.content), [(field.label, words) for field, words in _fields(one)])
            for one in rows
        ]
        return download(build_public_document(kind.label, found.unit.name, parts), DOCX, name)
    if suffix != "xlsx":
        raise Http404
    fields = [field for field in FIELDS[kind] if field.is_public]
    heads = ["序号", *(field.label for field in fields)]
    cells = [[one.content.get(field.code, "") for field in fields] for one in rows]
    return download(build_register_book(kind.label, heads, cells), XLSX, name)
