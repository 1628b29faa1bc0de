"""图片说明: the Word document beside the photos, unit by unit in official order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyue.core.documents.official import build_official
from anyue.core.forms.package import without_illegal
from anyue.core.written.outline import Level, Outline, Paragraph


@dataclass(frozen=True, slots=True)
class Told:
    """One activity: what it is called, the paragraphs that tell of it, (file, caption) of its photos."""

    heading: str
    words: tuple[str, ...]
    photos: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The activities of one unit; `order` is its place in official order, as its photos' names have it."""

    order: int
    unit: str
    told: tuple[Told, ...]


def build_captions(title: str, lead: str, sections: Sequence[Section]) -> bytes:
    """Bytes of a .docx file in the layout of GB/T 9704-2012; the same content gives the same bytes."""
    paragraphs = (Paragraph(Level.BODY, "", _clean(lead)), *_paragraphs(sections))
    return build_official(Outline(_clean(title), "", paragraphs, "", ""))


def _paragraphs(sections: Sequence[Section]) -> Iterator[Paragraph]:
    for section in sections:
        yield Paragraph(Level.FIRST, _clean(f"{section.order:02}　{section.unit}"), "")
        for at, told in enumerate(section.told, 1):
            yield Paragraph(Level.SECOND, _clean(f"{at}. {told.heading}"), "")
            for words in told.words:
                yield Paragraph(Level.BODY, "", _clean(words))
            for number, (file, caption) in enumerate(told.photos, 1):
                yield Paragraph(Level.BODY, "", _clean(f"图{number}：{caption}（{file}）"))


def _clean(words: str) -> str:
    """On one line, with nothing in it that a document can't hold."""
    return " ".join(without_illegal(words).split())
