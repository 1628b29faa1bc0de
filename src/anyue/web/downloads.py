"""Files that a page gives out."""

from urllib.parse import quote

from django.http import HttpResponse


def download(data: bytes, content_type: str, name: str) -> HttpResponse:
    """A download with a Chinese file name (RFC 6266)."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
