"""Who is to do it: the units named in a 责任单位 field, in brackets, or as the subject of a clause."""

import re
from collections.abc import Iterator

_SUFFIX = (
    r"(?:局|厅|委|办|办公室|部|部门|处|科|科室|股室|股|站|所|中心|大队|支队|中队|总队|公司|集团"
    r"|企业|单位|镇|乡|街道|街|办事处|村|社区|居|园区|工业区|开发区|管委会|委员会|委会"
    r"|政府|学校|医院|院|供销社|联社|工会|团委|妇联|协会|学会|电视台|电台|报社|台|银行|机关|组"
    r"|小组|乡镇|镇街|村居|家庭|农村|农场|林场|工地|景区|商会|红十字会|法院|检察院|学院|高校"
    r"|幼儿园|成员)"
)
_UNIT = re.compile(
    rf"[\u4e00-\u9fffA-Za-z]{{0,24}}{_SUFFIX}(?:[（(][^（）()]{{1,20}}[）)])?|各(?:地|级|镇|乡|村"
    rf"|县|市|区|校|单位|[\u4e00-\u9fff（）()、]{{1,20}})"
)
_BRACKETED = re.compile(r"[（(][^（）()]{0,20}[）)]")
_PREDICATE = re.compile(
    r"要(?!求|点|素|闻)|应(?!急|对)|须|需(?!求)|将|负责|牵头|组织|开展|通过|依次|结合|围绕|在"
    r"|于(?!是)|以(?!及|上|下)|依照|按照|按|根据|挑选|至少|每|分别|会同"
    r"|联合(?!会|印发|发文)|配合|认真|积极|切实|充分|可|举办|召开|制定|利用|深入|集中|统一|适时"
    r"|向|推动|指导|督促|加强|参照|发布|邀请|具体|协助|统筹|承办|主办|定期|全面|广泛|做好|安排"
    r"|抓好"
)
_OPENER = re.compile(
    r"(?:同时|届时|此外|另外|期间|其中|由|请|望|(?:\d{4}年)?(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})月(?:份|(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"|[上中下]旬)?(?:前|起)?)[，,]?"
)
_VERB_START = re.compile(
    r"组织|督促|推动|指导|深入|发动|广泛|结合|围绕|聚焦|引导|鼓励|配合|积极|联合|通过|依托|在|向"
    r"|对|为|以|从|与|要|把|将|让|使|使得|按|根据|针对|面向|支持|帮助|动员|邀请|协调|开展|加强"
    r"|充分|利用|宣传(?!部)|学习|进一步|走进|进|到|报|是|及时|做好|提升|提高|选择|选取|推荐|委托"
    r"|突出|强化|落实|营造|集中|号召|倡导|走访|联系|送|请"
)
_ACT = re.compile(
    r"月|日(?!报)|要(?!求)|应当|积极|配合|组织(?!部)|开展|推动|指导|督促|邀请|联合(?!会)|通过|参加|走进"
)
_SUPERIOR = re.compile(r"国务院|中央|全国|国家|应急管理部|习近平|党中央|公安部|交通运输部")
_GENERIC = frozenset(
    (
        "企业",
        "农村",
        "社区",
        "学校",
        "家庭",
        "单位",
        "医院",
        "工地",
        "村",
        "镇",
        "乡",
        "机关",
        "部门",
        "景区",
        "高校",
    )
)
_FIELD = re.compile(
    r"(?:责任|牵头|主办|承办|协办|配合|组织|参与|参加|实施|负责|主管|落实)(?:单位|部门|科室|处室"
    r"|机构)(?:及责任人|及分工)?[ ]?[：:] ?(?P<units>[^\n。]{1,600})"
)
_OTHER_FIELD = re.compile(
    r"[；;，, 。]?(?:责任人|联系人|完成时限|完成时间|活动时间|时间|地点|活动地点|活动内容)[：:]"
)
_IN_BRACKETS = re.compile(
    r"[（(](?P<units>[^（）()\n]{2,80}(?:[（(][^（）()\n]{1,20}[）)][^（）()\n]{0,60}){0,4}?)(?:分工负责"
    r"|按职责分工负责|牵头负责|负责|牵头|落实|承办"
    r"|组织实施)(?:[，,；;](?P<helpers>[^（）()\n]{2,80}(?:[（(][^（）()\n]{1,20}[）)][^（）()\n]{0,40}){0,3}?)(?:配合"
    r"|参与|参加|协助|按职责分工负责|分工负责))?[）)]"
)
_PLACEHOLDER = str.maketrans("、，和及", "\ue000\ue001\ue002\ue003")
_RESTORE = str.maketrans("\ue000\ue001\ue002\ue003", "、，和及")


def responsible_units(text: str) -> tuple[str, ...]:
    """The units of one activity in order of the text: those of a field if there is one, else subjects."""
    named = list(_in_fields(text)) or list(_in_brackets(text)) or list(_subjects(text))
    return tuple(dict.fromkeys(name for name in named if name))


def _in_fields(text: str) -> Iterator[str]:
    for found in _FIELD.finditer(text):
        words = _OTHER_FIELD.split(found["units"])[0]
        # The next field may follow on the same line.
        for piece in re.split(
            r"(?:责任|牵头|主办|承办|协办|配合|组织|参与|参加|实施)(?:单位|部门)[：:]", words
        ):
            for name in split_units(
                piece.strip().rstrip("）)") if piece.count("（") < piece.count("）") else piece.strip()
            ):
                bare = re.sub(
                    r"等(?:单位|部门|相关单位|有关部门)?$|(?:牵头)?(?:负责)?$", "", name.strip(" 。；;，")
                )
                yield bare


def _in_brackets(text: str) -> Iterator[str]:
    for found in _IN_BRACKETS.finditer(text):
        for words in (found["units"], found["helpers"] or ""):
            for name in split_units(re.sub(r"^(?:由|责任单位[：:])", "", words)):
                yield re.sub(r"(?:牵头|按(?:照)?(?:各自)?职责(?:分工)?|分工|等|等单位|等部门)$", "", name)


def _subjects(text: str) -> Iterator[str]:
    """Subjects of clauses; a clause that is only a list of units goes on into the next one."""
    for sentence in re.split(r"[。；;\n]", text):
        waiting: list[str] = []
        after_object = False
        for clause in _clauses(sentence):
            names = _all_units(clause)
            if names:
                waiting += names
                continue
            subject = [] if after_object else _subject(clause)
            if subject or (waiting and _PREDICATE.match(clause)):
                yield from (name for name in (*waiting, *subject) if not _SUPERIOR.match(name))
            waiting = []
            after_object = (
                bool(re.search(rf"{_SUFFIX}(?:[（(][^（）()]{{1,20}}[）)])?$", clause)) and len(clause) < 24
            )


def _clauses(sentence: str) -> Iterator[str]:
    masked = _BRACKETED.sub(lambda m: m[0].translate(_PLACEHOLDER), sentence)
    for clause in re.split(r"[，,：:]", masked):
        bare = clause.strip()
        while opener := _OPENER.match(bare):
            bare = bare[opener.end() :]
        yield bare.translate(_RESTORE)


def _all_units(clause: str) -> list[str]:
    names = split_units(clause) if clause and len(clause) <= 60 else []
    return names if names and all(_is_unit(name) for name in names) and not _GENERIC.issuperset(names) else []


def _subject(clause: str) -> list[str]:
    for found in _PREDICATE.finditer(clause[:90]):
        head = clause[: found.start()]
        if not head or _VERB_START.match(head):
            if head:
                return []
            continue
        names = split_units(re.sub(r"(?:也|都|均|还|应当|必须|必|共同|分别|同步|原则上)$", "", head))
        if names and _are_units(names):
            is_told = found[0] in {"要", "应", "须", "需", "负责", "牵头"}
            return names if is_told or not _GENERIC.intersection(names) else []
    return []


def _are_units(names: list[str]) -> bool:
    """All are units; in “消防、住建部门” the last one's 部门 serves the short ones before it."""
    *before, last = names
    shares = last.endswith(("部门", "单位")) and len(last) > 2
    return _is_unit(last) and all(_is_unit(n) or (shares and len(n) <= 5) for n in before)


def _is_unit(name: str) -> bool:
    return (
        1 < len(name) <= 30
        and bool(_UNIT.fullmatch(name))
        and not _VERB_START.match(name)
        and not _ACT.search(name)
    )


def split_units(words: str) -> list[str]:
    """The units of a list, split at 、，； and at 和 or 及 before another unit; brackets stay whole."""
    masked = _BRACKETED.sub(lambda m: m[0].translate(_PLACEHOLDER), words)
    names = []
    for piece in re.split(
        r"[、，,；;\n]|(?<=[\u4e00-\u9fff）)])(?:以及|和|及|与)(?=(?:各|县|市|镇|乡|区|省|有关|相关"
        r"|机关|村|街道)[\u4e00-\u9fff])",
        masked,
    ):
        bare = re.sub(r"等(?:单位|部门|相关部门|有关部门)?$", "", piece.translate(_RESTORE).strip())
        if bare:
            names.append(bare)
    return names
