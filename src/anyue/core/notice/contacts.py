"""Whom to ask: names, telephones, mail and post of a notice; hotlines that it publicises are none."""

import re
from bisect import bisect_left

from anyue.core.notice.parts import Part
from anyue.core.notice.plan import Contact

_PHONE = re.compile(
    r"(?<![\d@.])(?:[（(]?0\d{2,3}[）)]?[ ]?[-—－–―─]{0,2}[ ]?\d{7,8}"
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{7,8})(?:(?:-|转|分机)[ ]?\d{1,5}(?!\d))?(?![\d@年])"
)
_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,40}@[\w-]{1,40}(?:\.[A-Za-z][\w-]{0,20}){1,3}", re.ASCII)
_LABEL = r"(?:联系人|联络人|联络员|联系同志|经办人|责任人|业务咨询人?|咨询人|负责人)"
_PERSON = r"[\u4e00-\u9fff·]{2,4}"
# “李 明” is one name, two characters apart; two names of two characters each stand “王 芳、李 明”.
_SPREAD = r"[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])"
_ONE_NAME = rf"(?:{_SPREAD}|{_PERSON})"
_NAME = re.compile(
    rf"{_LABEL}(?:及|和|、|/)?(?:联系)?(?:电话|方式|邮箱)?[ ]?[：:] ?"
    rf"(?P<name>(?:[\u4e00-\u9fff（）]{{2,16}}(?:局|办|科|处|室|股|站|中心|部|所)[ ，：]{{1,2}})?"
    rf"{_ONE_NAME}(?:[、，和 /]{{1,2}}{_ONE_NAME}){{0,5}})"
)
_LISTED_NAME = re.compile(
    rf"(?:^|[；;，,、。\n（( ])(?P<name>{_ONE_NAME})(?:同志)?"
    rf"[：:，,（( ]{{0,4}}(?:(?:联系)?电话|手机)?[：:]? ?$"
)
_ORGAN_BEFORE = re.compile(r"^[\u4e00-\u9fff（）]{2,16}(?:局|办|科|处|室|股|站|中心|部|所)[ ，：]{1,2}")
_NEAR = re.compile(r"(?:电话|联系|手机|座机|办公室|联络)[^\n]{0,40}$")
_NOT_A_CONTACT = re.compile(
    r"(?:(?<!电话（)(?<!电话/)(?<!电话\()(?<!电话和)(?<!电话、)传\s{0,8}真|举报|投诉|热线|邮编|QQ|微信群?号?|监督)"
    r"[^，,；;。\n]{0,14}$"
)
# An office before a number makes it a contact without a word such as 电话; so does a number told just before.
_OF_OFFICE = re.compile(
    r"(?:局|办|科|处|室|股|站|所|中心|部|咨询|值班)(?:（[^（）\n]{1,12}）)?[：:，,][ ]?$"
    r"|\d{7,8}(?:（[^（）\n]{1,6}）)?[ 、，/]{1,3}$"
)
_FAX_AFTER = re.compile(r" ?[（(](?:传真|FAX|fax)[）)]")
_ADDRESS = re.compile(
    r"(?:通[信讯]|联系|单位|邮寄|办公|报送|邮政)地址[ ]?[：:] ?(?P<address>[^\n；;，,。（(@]{4,60})"
    r"|(?<![\u4e00-\u9fff])地址[ ]?[：:] ?(?P<plain>[^\n；;，,。（(@]{4,60})"
)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)[ ]?[：:] ?(?P<postcode>\d{6})(?!\d)")
_NOT_NAMES = re.compile(
    r"电话|联系|手机|传真|邮箱|地址|科室|办公|单位|附件|表格|方式|姓名|职务|负责|时间|号码"
)
_TAIL = re.compile(r"[、， ](?:联系|电话|手机|办公|传真|邮箱).*$")
UNTIED = "联系人和电话不在一处，按先后次序对应，请核对。"
NAMELESS = "没有读到这个号码的联系人，请补充。"


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
    mail_starts = [mail.start() for mail in mails]
    # The first number of the list in which each stands.
    first = 0
    for i, phone in enumerate(phones):
        limit = phones[i + 1].start() if i + 1 < len(phones) else end
        at = bisect_left(mail_starts, phone.end())
        mail = mails[at] if at < len(mails) and mail_starts[at] < min(limit, phone.end() + 300) else None
        if mail is None and i == 0 and mails:
            mail = mails[0]
        low = phones[i - 1].end() if i else start
        first = first if i and phone.start() - low <= 3 else i
        name, doubt = _named(text, phones, i, first, low)
        contacts.append(
            Contact(
                name=name,
                phone=phone[0].strip(),
                email=mail[0] if mail else None,
                span=phone.span(),
                doubt=doubt,
                **shared,
            )
        )
    return contacts


def _named(
    text: str, phones: list[re.Match[str]], i: int, first: int, low: int
) -> tuple[str | None, str | None]:
    """The name before a number; a second number of a list takes the second of the names listed first."""
    name = _name_before(text, low, phones[i].start())
    if name is None and first < i:
        before = _name_before(text, phones[first - 1].end() if first else 0, phones[first].start())
        names = re.split("[、，/]", before) if before else []
        if len(names) > i - first:
            return names[i - first], UNTIED
        return (names[0], None) if len(names) == 1 else (None, NAMELESS)
    if name and i + 1 < len(phones) and phones[i + 1].start() - phones[i].end() <= 3:
        names = re.split("[、，/]", name)
        if len(names) > 1:
            return names[0], UNTIED
    return name, None if name else NAMELESS


def _is_contact(text: str, phone: re.Match[str]) -> bool:
    lead = text[max(0, phone.start() - 60) : phone.start()]
    if _NOT_A_CONTACT.search(lead[-24:]) or _FAX_AFTER.match(text, phone.end()):
        return False
    digits = re.sub(r"\D", "", phone[0])
    is_complete = len(digits) >= 10
    return bool(_NEAR.search(lead) or _OF_OFFICE.search(lead)) or (
        is_complete and bool(re.search(r"联系|电话|联络", lead))
    )


def _name_before(text: str, low: int, at: int) -> str | None:
    lead = text[max(low, at - 80) : at]
    named = list(_NAME.finditer(lead))
    if named:
        name = _ORGAN_BEFORE.sub("", named[-1]["name"].strip())
    elif listed := _LISTED_NAME.search(lead):
        name = listed["name"]
    else:
        return None
    name = _TAIL.sub("", name)
    pieces = [re.sub(r" +", "", piece) if len(piece) <= 6 else piece for piece in re.split("[、，/]", name)]
    names = [piece for piece in pieces if piece and not _NOT_NAMES.search(piece)]
    return "、".join(names) or None


def _shared(text: str, start: int, end: int) -> dict[str, str | None]:
    address = _ADDRESS.search(text, start, end)
    postcode = _POSTCODE.search(text, start, end)
    return {
        "address": (address["address"] or address["plain"]).strip() if address else None,
        "postcode": postcode["postcode"] if postcode else None,
    }
