"""Addresses in networks: mail, pages, and names on the platforms by which people are reached."""

import re
from collections.abc import Iterator

from anyue.core.anonymise.stream import STOPS, Span, stream_of

RULE = "contact"
_PUT = "××"
# Full-width ones are read as people type them; spaces between are not there for a stream.
_MARKS = "@＠.．_+-/:：%?=&#"
_HOST = r"[0-9A-Z-]+(?:[.．][0-9A-Z-]+)+"
_CONTACT = re.compile(
    rf"[0-9A-Z._+-]+[@＠]{_HOST}"
    rf"|(?:HTTPS?[:：]//|(?<![0-9A-Z])WWW[.．])[0-9A-Z.．_+/:%?=&#-]+"
    r"|(?P<platform>(?:微信|QQ|抖音|快手|支付宝|钉钉|微博)(?:公众)?(?:账?号|群)?[:：]?)[0-9A-Z_-]{5,}"
)


def contact_spans(text: str) -> Iterator[Span]:
    """Each address; of a name on a platform, the platform stays."""
    stream = stream_of(text, _MARKS + STOPS)
    for found in _CONTACT.finditer(stream.text):
        yield stream.span(
            found.end("platform") if found["platform"] else found.start(), found.end(), _PUT, RULE
        )
