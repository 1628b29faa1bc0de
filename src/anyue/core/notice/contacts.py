"""Whom to ask: names, telephones, mail and post of a notice; hotlines it publicises are none."""

import re

from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Contact

_PHONE = re.compile(
    r"(?<![\d@.])(?:[（(]?0\d{2,3}[）)]?[ ]?[-—－–―─]{0,2}[ ]?\d{7,8}"
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{7,8})(?:[-转][ ]?\d{1,5})?(?![\d@年])"
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,40}@[\w-]{1,40}(?:\.[A-Za-z][\w-]{0,20}){1,3}", re.ASCII)
_NAME = re.compile(
    r"(?:联系人|联络人|联系同志|经办人|责任人)(?:及|和|、|/)?(?:联系)?(?:电话"
    r"|方式)?[ ]?[：:] ?(?P<name>[\u4e00-\u9fff·]{2,4}(?: [\u4e00-\u9fff])?"
    r"(?:[、和 ]{1,2}[\u4e00-\u9fff·]{2,4}){0,5})"
)
_LISTED_NAME = re.compile(
    r"(?:^|[；;，,、\n（( ])(?P<name>[\u4e00-\u9fff·]{2,4})[：:，, ]{1,4}(?:(?:联系)?电话|手机)?[：:]? ?$"
)
_NEAR = re.compile(r"(?:电话|联系|手机|座机|办公室|联络)[^\n]{0,40}$")
_NOT_A_CONTACT = re.compile(
    r"(?:(?<!电话（)(?<!电话/)(?<!电话\()传真|举报|投诉|热线|邮编|QQ|微信群?号?|监督)[^，,；;。\n]{0,14}$"
)
_ADDRESS = re.compile(
    r"(?:通[信讯]|联系|单位|邮寄|办公|报送)?地址[ ]?[：:] ?(?P<address>[^\n；;，,。（(]{4,60})"
)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)[ ]?[：:] ?(?P<postcode>\d{6})")
_NOT_NAMES = re.compile(r"电话|联系|手机|传真|邮箱|地址|科室|办公|单位")


def read_contacts(text: str, parts: tuple[Part, ...]) -> tuple[Contact, ...]:
    """One contact for each telephone number (each mail address where there is no number), in order."""
    found: list[Contact] = []
    for part in parts:
        if not part.is_form:
            found += _in_part(text, part.start, part.end)
    once = {contact.phone or contact.email: contact for contact in reversed(found)}
    return tuple(contact for contact in found if once[contact.phone or contact.email] is contact)


def _in_part(text: str, start: int, end: int) -> list[Contact]:
    phones = [m for m in _PHONE.finditer(text, start, end) if _is_contact(text, m)]
    mails = list(_EMAIL.finditer(text, start, end))
    shared = _shared(text, start, end)
    if not phones:
        return [
            Contact(email=mail[0], name=_name_before(text, start, mail.start()), span=mail.span(), **shared)
            for mail in mails[:1]
        ]
    contacts = []
    for i, phone in enumerate(phones):
        limit = phones[i + 1].start() if i + 1 < len(phones) else end
        mail = next((m for m in mails if phone.end() <= m.start() < min(limit, phone.end() + 300)), None)
        if mail is None and i == 0 and mails:
            mail = mails[0]
        low = phones[i - 1].end() if i else start
        contacts.append(
            Contact(
                name=_name_before(text, low, phone.start()),
                phone=phone[0].strip(),
                email=mail[0] if mail else None,
                span=phone.span(),
                **shared,
            )
        )
    return contacts


def _is_contact(text: str, phone: re.Match[str]) -> bool:
    lead = text[max(0, phone.start() - 60) : phone.start()]
    if _NOT_A_CONTACT.search(lead[-24:]):
        return False
    digits = re.sub(r"\D", "", phone[0])
    is_complete = len(digits) >= 10
    return bool(_NEAR.search(lead)) or (is_complete and bool(re.search(r"联系|电话|联络", lead)))


def _name_before(text: str, low: int, at: int) -> str | None:
    lead = text[max(low, at - 60) : at]
    named = list(_NAME.finditer(lead))
    if named:
        name = named[-1]["name"].strip()
    elif listed := _LISTED_NAME.search(lead):
        name = listed["name"]
    else:
        return None
    bare = re.sub(r"[、 ](?:联系|电话|手机|办公).*$", "", name)
    return None if _NOT_NAMES.search(bare) else bare


def _shared(text: str, start: int, end: int) -> dict[str, str | None]:
    address = _ADDRESS.search(text, start, end)
    postcode = _POSTCODE.search(text, start, end)
    return {
        "address": address["address"].strip() if address else None,
        "postcode": postcode["postcode"] if postcode else None,
    }
