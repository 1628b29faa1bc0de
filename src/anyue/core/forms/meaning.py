"""What a column of a register or a field of a card asks for, by its name."""

import re
from enum import StrEnum


class Meaning(StrEnum):
    """What is asked."""

    UNIT = "unit"
    HOST = "host"
    TITLE = "title"
    KIND = "kind"
    DATE = "date"
    PLACE = "place"
    PEOPLE = "people"
    HELD = "held"
    OUTLET = "outlet"
    LINK = "link"
    NOTE = "note"
    NAME = "name"
    UNIT_POST = "unit and post"
    POST = "post"
    MOBILE = "mobile"
    PHONE = "phone"
    LANDLINE = "landline"
    FAX = "fax"
    EMAIL = "email"
    ACCOUNT = "account"
    ADDRESS = "address"


# The first that fits a name decides. 联系电话 may be either number.
_WORDS = (
    (Meaning.UNIT_POST, r"(?:所在)?(?:单位|部门)(?:名称)?(?:及|和|与|、)职务"),
    (Meaning.UNIT, r"(?:所在|填报|报送|报告|上报|申报)?(?:单位|乡镇|部门)(?:名称)?"),
    (Meaning.HOST, r"(?:主办|承办|举办|组织|开展|牵头|责任)(?:单位|部门)"),
    (Meaning.HELD, r"(?:是否|有无)(?:已)?(?:开展|落实|组织|完成)"),
    (Meaning.KIND, r"(?:活动|开展)?(?:类型|类别|种类|形式|方式)"),
    (Meaning.TITLE, r"活动|(?:活动)?(?:名称|内容|主题|项目|标题)|主要内容|活动内容及形式"),
    (Meaning.DATE, r"(?:活动|开展|举办|举行|组织|实施)?(?:时间|日期)"),
    (Meaning.PLACE, r"(?:活动|开展|举办|举行|组织)?(?:地点|场所|地址)"),
    (Meaning.PEOPLE, r"(?:参加|参与|受众|受教育|活动|覆盖)?(?:人数|人次|规模|人员数量)"),
    (Meaning.OUTLET, r"(?:刊登|刊播|报道|宣传|发布)?媒体(?:名称)?"),
    (Meaning.LINK, r"(?:媒体|新闻|报道|宣传|信息|网页)?(?:链接|网址|地址链接)"),
    (Meaning.NOTE, r"备注|说明"),
    (Meaning.POST, r"职务|岗位|职务职称|职务/职称"),
    (Meaning.LANDLINE, r"(?:办公|固定|座机)(?:电话|号码)|座机|固话|办公室电话"),
    (Meaning.MOBILE, r"(?:手机|移动电话|联系手机|手机电话)(?:号码|号)?"),
    (Meaning.PHONE, r"(?:联系)?电话(?:号码)?|联系方式"),
    (Meaning.FAX, r"传真(?:号码)?"),
    (Meaning.EMAIL, r"(?:电子)?(?:邮箱|信箱|邮件)(?:地址)?|E-?mail"),
    (Meaning.ACCOUNT, r"微信(?:号码?)?|QQ(?:号码?)?"),
    (Meaning.NAME, r"(?:联络员|联系人|填报人|负责人)?(?:姓名|联络员|联系人)"),
    (Meaning.ADDRESS, r"(?:通讯|通信|联系|单位|办公|邮寄)地址"),
)
_MEANINGS = tuple((meaning, re.compile(words, re.IGNORECASE)) for meaning, words in _WORDS)
_ASIDE = re.compile(r"[（(][^（）()]{0,40}[）)]|[\s：:*]+")


def meaning_of(name: str) -> Meaning | None:
    """What a column or field of this name asks for; None where that is not sure."""
    bare = _ASIDE.sub("", name)
    return next((meaning for meaning, words in _MEANINGS if words.fullmatch(bare)), None)
