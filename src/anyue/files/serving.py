"""Giving a file out, once the concern that owns it has said that this person may have it."""

from typing import Literal

from django.http import FileResponse, Http404

from anyue.files.models import StoredFile

Part = Literal["content", "thumbnail"]


def serve(file: StoredFile, name: str, *, part: Part = "content") -> FileResponse:
    """The file as a download, named with the ending of its kind, or its thumbnail; 404 where it has none.

    A picture of ours can be shown by a page all the same; no browser takes any of it for something else.
    """
    kept = getattr(file, part)
    if not kept:
        raise Http404
    is_small = part == "thumbnail"
    try:
        opened = kept.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        opened,
        as_attachment=True,
        filename=file.upload_kind.named(name),
        content_type="image/jpeg" if is_small else file.upload_kind.media_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
