"""Who is to do it: the units named in a 责任单位 field, in brackets, or as the subject of a clause."""

import re
from collections.abc import Iterator

_SUFFIX = (
    r"(?:局|厅|委|办|办公室|部|部门|处|科|科室|股室|股|站|所|中心|大队|支队|中队|总队|公司|集团"
    r"|企业|单位|镇|乡|街道|街|办事处|村|社区|居|园区|工业区|开发区|管委会|委员会|委会"
    r"|政府|学校|医院|院|供销社|联社|工会|团委|妇联|协会|学会|电视台|电台|报社|台|银行|机关|组"
    r"|小组|乡镇|镇街|村居|家庭|农村|农场|林场|工地|景区|商会|红十字会|法院|检察院|学院|高校"
    r"|幼儿园|成员|派出机构|机构|项目部|班组|车间|工区|分公司|派出所|工商所|服务队|救援队|志愿队|供电所|卫生院|支部"
    r"|分局|分会|院系|年级|班级|团支部|客运站|电厂|煤矿|矿|厂|店|酒店|商场|超市|运营商|物业|馆|室|队|党委|总支|气象台|小学|中学|高中|初中|大学|网站|(?:日|晚|手机)报)"
)
_UNIT = re.compile(
    rf"[\u4e00-\u9fffA-Za-z]{{0,24}}{_SUFFIX}(?:[（(][^（）()]{{1,20}}[）)])?|各(?:地|级|镇|乡|村"
    rf"|县|市|区|校|单位|[\u4e00-\u9fff（）()、]{{1,20}})"
)
_ENDS_AS_UNIT = re.compile(rf"{_SUFFIX}(?:[（(][^（）()]{{1,20}}[）)])?$")
_BRACKETED = re.compile(r"[（(][^（）()]{0,20}[）)]")
_PREDICATE = re.compile(
    r"(?<![主重])要(?!求|点|素|闻)|应(?!急|对)|须|需(?!求)|将|负责(?!人|同志)|牵头|组织|开展|通过|依次|结合|围绕|(?<!存)在|(?<!评选)出(?=[一1两])"
    r"|(?<![少低高多大小关对基])(?<!(?<!单)位)于(?!是)|以(?!及|上|下)|依照|按照|按|根据|挑选|至少|每|分别|会同"
    r"|联合(?!会|印发|发文)|配合|认真|积极|切实|充分|可|举办|召开|制定|利用|深入|集中|统一|适时"
    r"|悬挂|张贴|张挂|设置|设立|播放|发放|印发|选派|派出|派员|动员|发动|参[加与](?!$)|学习(?!中心组)|观看|收看|召开|成立|建立"
    r"|落实|确定|明确|提交|报送|上报|推荐|征集|排查|检查|整治|完成|布置|布设|摆放|制作|编制|编印|设计|实施|进行|走访"
    r"|走进|签订|刊播|刊登|开设|开通|转发|配备|举行|主动|及时|同步|继续|持续|自行|自查|带头|为(?!主|期)|对(?!象|口)|把"
    r"|向|推动|指导|督促|加强|参照|发布|邀请|具体|协助|统筹|承办|主办|定期|全面|广泛|做好|安排"
    r"|抓好|组成|公布|曝光|通报|严查|查处|推送|巡查|巡护|清理|清查|清点|登记|更新|汇总|提供|免费|逐|用好|分片|从(?!业|事)"
    r"|培训(?!中心|学校|部|科|处)|宣讲(?!团)|讲解|授课|总结(?!大会|报告|阶段)|部署(?!$)|协调(?!$)"
)
_OPENER = re.compile(
    r"(?:同时|届时|此外|另外|期间|其中|由|请|希?望|希(?=各)|在[^，,要]{0,14}期间|从?(?:\d{1,2}月)?\d{1,2}日?(?:起)?至(?:\d{1,2}月)?\d{1,2}日"
    r"|(?:\d{4}年)?(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,3})月(?:份|(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"|[上中下]旬)?(?:前|起|[上下]午|晚上?|当天|期间)?"
    r"|[\u4e00-\u9fff]{1,4}(?:之?[前后]|期间?|节日)(?=各))[，,]?"
)
_VERB_START = re.compile(
    r"组织|协助|尤其|特别是|督促|推动|指导|深入|发动|广泛|结合|围绕|聚焦|引导|鼓励|配合|积极|联合|通过|依托|在|向"
    r"|对|为|以|从|与|要|把|将|让|使|使得|按|根据|针对|面向|支持|帮助|动员|邀请|协调|开展|加强"
    r"|每|逐|入[户村]|充分|利用|宣传(?!部|科|处|股|办|中心)|学习|进一步|走进|进|到|报|是|及时|做好|提升|提高|选择|选取|推荐|委托"
    r"|突出|强化|落实|营造|集中|号召|倡导|走访|联系|送|请"
)
_ACT = re.compile(
    r"悬挂|张贴|召开|制定|落实|报送|上报|举办|完成|建立|设置|发放|播放|自查|签订|开通|组成|结合|要|及时|认真|月|在|日(?!报)|要(?!求)|应当|积极|配合|组织(?!部)|开展|推动|指导|督促|邀请|联合(?!会)|通过|参加|走进|成立|组建|是否|将于|到各"
)
_SUPERIOR = re.compile(r"(?:国务院|中央|全国|国家|应急管理部|习近平|党中央|公安部|交通运输部)(?!.*各)")
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
    r"(?:责任|任务|牵头|主办|承办|协办|配合|组织|参与|参加|实施|负责|主管|落实)(?:单位|部门|科室|处室"
    r"|机构)(?:及责任人|及分工)?[ ]?[：:] ?(?P<units>[^\n。]{1,600})"
)
_OTHER_FIELD = re.compile(
    r"[；;，, 。]?(?:责任人|联系人|完成时限|完成时间|活动时间|时间|地点|活动地点|活动内容)[：:]"
)
_IN_BRACKETS = re.compile(
    r"[（(](?P<units>[^（）()\n：:]{2,120}(?:[（(][^（）()\n]{1,20}[）)][^（）()\n：:]{0,60}){0,4})[）)]"
)
# What an office says of a unit's share behind its name: “A牵头，B、C配合”, “D按职责分工负责”.
_SHARE = re.compile(
    r"(?:(?:共同|分别|具体|按(?:照)?(?:各自)?职责(?:分工)?|分工)?(?:牵头|负责|落实|承办|主办|组织|实施|参与|参加"
    r"|配合|协助|协办|协同|部署|协调){1,2}|(?:按(?:照)?(?:各自)?)?职责分工|分工"
    r"|等(?:相关|有关)?(?:单位|部门)?(?:安排人员参加)?|安排人员参加)$"
)
_TOGETHER = re.compile(r"会同|联合(?!会|国|体|执法队)")
# Whom a clause tells to act, whatever stands before it.
_SPOKEN_TO = re.compile(r"各[^，。；]{1,12}?[也都均]?(?:要(?!求|点)|应(?!急)|须|必须)")
# “各” makes a unit of short words without an ending of units: 各网格, 各股.
_SHORT = 8
_PLACEHOLDER = str.maketrans("、，和及", "\ue000\ue001\ue002\ue003")
_RESTORE = str.maketrans("\ue000\ue001\ue002\ue003", "、，和及")


def responsible_units(text: str) -> tuple[str, ...]:
    """The units of one activity in order of the text: those of a field if there is one, else subjects."""
    named = list(_in_fields(text)) or list(_in_brackets(text)) or list(_subjects(text))
    return tuple(dict.fromkeys(name for name in named if name))


def _in_fields(text: str) -> Iterator[str]:
    for found in _FIELD.finditer(text):
        words = _OTHER_FIELD.split(_inside_bracket(found["units"]))[0]
        # The next field may follow on the same line.
        for piece in re.split(
            r"(?:责任|任务|牵头|主办|承办|协办|配合|组织|参与|参加|实施)(?:单位|部门)[：:]", words
        ):
            yield from units_with_shares(piece)


def _inside_bracket(words: str) -> str:
    """The words up to a bracket that closes what was opened before them."""
    depth = 0
    for at, mark in enumerate(words):
        depth += (mark in "（(") - (mark in "）)")
        if depth < 0:
            return words[:at]
    return words


def units_with_shares(words: str) -> list[str]:
    """The units of a list that may say who leads and who helps."""
    names = (name.strip(" 。；;，,") for name in split_units(words.strip()))
    return [bare for name in names if (bare := _without_share(re.sub(r"^由", "", name)))]


def _without_share(name: str) -> str:
    while (bare := _SHARE.sub("", name)) != name and bare:
        name = bare
    return bare


def _in_brackets(text: str) -> Iterator[str]:
    """The units of brackets that hold nothing else; at the end of a sentence no word of duty is needed."""
    for found in _IN_BRACKETS.finditer(text):
        names = units_with_shares(found["units"])
        is_told = _SHARE.search(found["units"]) is not None
        closes = (
            text[found.end() : found.end() + 1] in {"", "。", "；", ";", "\n"}
            or text[found.start() - 1] == "。"
        )
        if (is_told or closes) and names and _are_units(names) and not _GENERIC.issuperset(names):
            yield from names


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
            subject = [] if after_object and not _SPOKEN_TO.match(clause) else _subject(clause)
            if subject or (waiting and _PREDICATE.match(clause)):
                yield from (name for name in (*waiting, *subject) if not _SUPERIOR.match(name))
            waiting = []
            after_object = bool(_ENDS_AS_UNIT.search(clause)) and len(clause) < 24


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
        names = split_units(re.sub(r"(?:也|都|均|还|请|务必|应当|必须|必|共同|分别|同步|原则上)$", "", head))
        if names and _are_units(names):
            is_told = found[0] in {"要", "应", "须", "需", "负责", "牵头"}
            names += _helpers(clause[found.end() :]) if _TOGETHER.fullmatch(found[0]) else []
            return names if is_told or not _GENERIC.intersection(names) else []
    return []


def _helpers(words: str) -> list[str]:
    """The units behind 会同 or 联合, up to what they do together."""
    ends = [verb.start() for verb in _PREDICATE.finditer(words[:90])]
    listed = next((words[:end] for end in (*ends, len(words)) if _are_listed(words[:end])), "")
    return split_units(listed)


def _are_listed(words: str) -> bool:
    names = split_units(words)
    return bool(names) and _are_units(names)


def _are_units(names: list[str]) -> bool:
    """All are units; in “消防、住建部门” the last one's 部门 serves the short ones before it."""
    *before, last = names
    shares = last.endswith(("部门", "单位")) and len(last) > 2
    return _is_unit(last) and all(_is_unit(n) or (shares and len(n) <= 5) for n in before)


def _is_unit(name: str) -> bool:
    return (
        1 < len(name) <= 30
        and not _TOGETHER.search(name)
        and not name.endswith(("干部", "内部", "外部", "全部", "格局", "布局"))
        and bool(_UNIT.fullmatch(name))
        and (bool(_ENDS_AS_UNIT.search(name)) or (len(name) <= _SHORT and not _PREDICATE.search(name)))
        and not _VERB_START.match(name)
        and not _ACT.search(name)
    )


def split_units(words: str) -> list[str]:
    """The units of a list, split at 、，； and at 和 or 及 before another unit; brackets stay whole."""
    masked = _BRACKETED.sub(lambda m: m[0].translate(_PLACEHOLDER), words)
    names = []
    for piece in re.split(
        r"[、，,；;\n]|(?<=[\u4e00-\u9fff）)])(?:以及|和|及|与)(?=(?:各|县|市|镇|乡|区|省|有关|相关"
        r"|机关|村|街道|地方|当地|所属|辖区|驻)[\u4e00-\u9fff])",
        masked,
    ):
        bare = re.sub(r"等(?:单位|部门|相关部门|有关部门|媒体|企业)?$", "", piece.translate(_RESTORE).strip())
        if bare:
            names.append(bare)
    return names
