"""Names of people: 张三 becomes 张某某, whoever is known, and whoever stands behind a post in the text."""

import re
from collections.abc import Iterable, Iterator

from anyue.core.anonymise.stream import STOPS, Span, Stream, letters, stream_of
from anyue.core.anonymise.words import DOUBLE_SURNAMES, DOUBTFUL_SURNAMES, POSTS, SINGLE_SURNAMES

RULE = "person"
_HIDDEN = "某某"
_LEAST = 2
_POST = rf"(?:{'|'.join(POSTS)})(?:为|是|系|叫)?[:：（(]?\s*"
# A two-character name is followed by what goes on with the sentence.
_GOES_ON = (
    "未的为在因被对等和与及没不无擅违将已处于是有向从以由经作到进给承接提说称罚涉犯系会也同并也则即向其人共"
)
_GIVEN = rf"[\u4e00-\u9fff](?:[\u4e00-\u9fff](?<![{_GOES_ON}]))?"
_SURE = rf"(?:(?:{'|'.join(DOUBLE_SURNAMES)})|[{SINGLE_SURNAMES}])(?!某){_GIVEN}"
_BEHIND_POST = re.compile(
    rf"{_POST}(?P<name>{_SURE}|[{DOUBTFUL_SURNAMES}](?!某)[\u4e00-\u9fff]{{1,2}}(?=[{STOPS}）)]|$))"
)
# 工人张三、李四未持证: who is named beside somebody behind a post. Words that only begin like a name go on.
_BESIDE = re.compile(rf"[、和及与](?P<name>{_SURE})(?=[{STOPS}（(）){_GOES_ON}等]|$)")
_CALLED = "(?:同志|师傅|先生|女士|老板)"


def masked_name(name: str) -> str:
    """张三 as 张某某, 欧阳修 as 欧阳某某; a name that hides its person already stays."""
    plain = letters(name)
    if _is_hidden(plain):
        return name
    surname = _surname(plain)
    return (surname if "\u4e00" <= surname[:1] <= "\u9fff" else "") + _HIDDEN if plain else ""


def _surname(plain: str) -> str:
    return plain[:2] if plain[:2] in DOUBLE_SURNAMES and len(plain) > _LEAST else plain[:1]


def _is_hidden(plain: str) -> bool:
    """Whether a name is a surname with 某 and nothing else: 张某, 欧阳某某."""
    return plain.endswith("某") and (plain.rstrip("某")[1:] == "" or plain.rstrip("某") in DOUBLE_SURNAMES)


def known_people(stream: Stream, people: Iterable[str]) -> Iterator[Span]:
    """Everywhere that one of these people is named."""
    for name in people:
        plain = letters(name)
        if len(plain) >= _LEAST and not _is_hidden(plain):
            yield from stream.spans(name, masked_name(name), RULE)
            given = plain[len(_surname(plain)) :]
            for found in re.finditer(rf"{re.escape(given)}(?={_CALLED})", stream.text) if given else ():
                yield stream.span(*found.span(), _HIDDEN, RULE)


def people_behind_posts(text: str) -> Iterator[Span]:
    """Names that nobody entered, told by the post before them: 法定代表人李四, 安全员：欧阳修."""
    stream = stream_of(text, STOPS + "（）()")
    for found in _BEHIND_POST.finditer(stream.text):
        yield stream.span(*found.span("name"), masked_name(found["name"]), RULE)
        beside = _BESIDE.match(stream.text, found.end())
        while beside:
            yield stream.span(*beside.span("name"), masked_name(beside["name"]), RULE)
            beside = _BESIDE.match(stream.text, beside.end())
