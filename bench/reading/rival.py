"""What a user would pick instead: Word to text by markitdown, times in the text by jionlp."""

import contextlib
import importlib.util
import io
import logging
from typing import Any

NAME = "markitdown+jionlp"


def is_installed() -> bool:
    """Whether the dependency group `bench` is there."""
    return all(importlib.util.find_spec(name) for name in ("markitdown", "jionlp"))


class Rival:
    """Both libraries, loaded; jionlp prints an advertisement and logs what it can't parse."""

    def __init__(self) -> None:
        logging.disable(logging.CRITICAL)
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp  # noqa: PLC0415  It may not be installed, and takes seconds to load.
            from markitdown import MarkItDown  # noqa: PLC0415  The same.

            self._times = jionlp.ner.extract_time
            self._markdown = MarkItDown()
            # The first call loads its dictionaries.
            self._times("6月5日前")

    def text(self, docx: bytes) -> str:
        """The words of a Word file."""
        return str(self._markdown.convert_stream(io.BytesIO(docx), file_extension=".docx").text_content)

    def times(self, text: str, year: int) -> list[dict[str, Any]]:
        """All time expressions, those without a year read in `year`; none where it fails on the text."""
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                found: list[dict[str, Any]] = self._times(
                    text, time_base={"year": year, "month": 1, "day": 1}
                )
            except Exception:  # noqa: BLE001  It raises whatever its parsing raises.
                return []
        return found
