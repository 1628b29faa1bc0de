"""What a deadline asks for and who is to get it: “活动总结” to “县安委会办公室”."""

import re

# 报 alone sends too, but it ends 简报 and begins 报名: what stands beside it decides.
_BARE = r"(?<![简日周月快海情专墙板黑填申汇通电上呈])报(?![告表名道刊纸请备送])"
SEND = re.compile(
    r"报送|上报|呈报|填报|报请|报备|备案|提交|递交|反馈|向[^，。；]{2,16}报告|报告(?=[县市区省镇乡我局给])|推荐|发送|发至"
    r"|发到|传至|交至|交到|送交|送至|汇总后?(?:报|送)|寄|报(?=[至到给市县区省镇乡街我局安])"
    rf"|(?<=[前内日天])报(?!名|道|告)|报(?=[“\"《〈]|总结|工作|活动|方案|联络)"
    rf"|{_BARE}(?=[^\s，。；、]{{1,14}}?(?:局|办|科|处|室|部(?!门)|委|厅|站|中心|组))"
    r"|送(?=[市县区省镇乡我局安交至到达])|回复|回执|零报告"
)
# What every word of sending holds; most clauses hold none of it.
_SIGN = re.compile("[报上呈填备提递反向推发传交送汇寄回零]")
# “随时上报” has a time of its own.
_ANY_TIME = re.compile(r"(?:提前|及时|随时|立即|第一时间|定期|不定期|即时|逐级|层层)[^，。；]{0,4}$")
_OFFICE = (
    r"(?:办公室|安委会|委员会|安委办|指挥部|领导小组|专班|邮箱|政府|总队|支队|大队|中心|公司"
    r"|局|办|科|处|股|部(?!门)|委|厅|站|所|组)"
)
_NAME = r"[^\s，,。；;、：:“”\"《》（）()并抄将把于请报]"
_TO = re.compile(
    r"(?:(?:报(?!告)送?|上报|提交|反馈|发送|送|传|发|交|寄|推荐)(?:至|到|给)?|向)"
    rf"(?P<to>{_NAME}{{0,20}}?{_OFFICE}(?:{_NAME}{{0,12}}{_OFFICE})?)"
    r"(?![\u4e00-\u9fff]{0,6}(?:推动|组织|开展))"
)
_VERB = rf"(?:{SEND.pattern}|{_BARE}|(?<!报)送(?!达|教))"
_HELD = re.compile(
    rf"(?:将|把)(?P<held>[^。；]{{2,80}}?)[，,]?(?:一并|统一|及时|同时|按时|汇总后?|分别)*{_VERB}"
)
# “请将活动总结于6月30日前报送”: the object stands before the time.
_HELD_BEFORE = re.compile(
    r"(?:将|把)(?P<held>[^。；将把]{2,80}?)[，,]?(?:务必|统一|分别|请|应|须)*(?:于|在|至迟于?|最迟于?)?$"
)
_SUBJECT = re.compile(
    r"^(?:请)?(?:各|本|有关|相关|全体|每个?)[^，。；：]{0,24}?"
    r"(?:单位|部门|企业|学校|街道|园区|社区|公司|村|校|乡|镇|县|市|区|局|办|处|站|所|队|科室)(?:[（(][^（）()]{0,12}[）)])?"
    r"(?=请|要|应|须|需|于|在|将|$)"
)
_MUST = re.compile(
    r"^(?:[，,、：:）) ]|请(?!假|示)|要|应|须|需|务必|必须|统一|及时|分别|全部|认真|并|均|都|明确"
    r"|各(?=开展|组织)){0,6}"
)
_OWN = re.compile(
    r"^(?:[，,、：: ]|各自的?|本(?:单位|部门|地区?|辖区|乡镇|级|校|行业|系统)的?|相关的?|有关的?|(?:一|1)份"
    r"|对|将|把)+"
)
_MANNER = re.compile(
    r"[，,]?(?:以[^，。；]{1,12}(?:形式|方式|文件)|的同时|通过[^，。；]{0,20}|一并|统一|及时|按时|书面|分别)$"
)
_LEAD = re.compile(r"(?:请|务必|应当?|必须|须|要|需|统一|分别|最迟|至迟)*(?:于|在|到|截至|为|是|从|自)?$")
# “制定方案并报县安委办”: the paper is what was made.
_MADE = re.compile(
    r"(?:制定|制订|形成|填写|编制|起草|明确|确定|梳理)(?P<made>[^，。；]{2,40}?)[，,]?并?(?:及时|统一|按时)?$"
)
# What stands behind 至 instead of an office is no object.
_NO_OBJECT = re.compile(r"[\w.-]{0,40}@|^(?:报送|上报|提交|报|备案|备查|汇总|分[二两三四]次)$")
# “完成时间：9月15日前” says when, not what.
_LABEL = re.compile(r"(?:完成|活动|办结|整改|报送|截止|工作)?(?:时间|时限|期限)(?:安排)?$|截止$")
# What a deadline asks for where the notice doesn't say.
NOT_SAID = "有关材料"
_BARE_ENDS = ("", "完成", "结束", "到位", "落实到位", "全部完成", "完毕", "办结")


def is_sent(words: str) -> bool:
    """Whether the words say that something is to be sent, by a time that they do not name themselves."""
    return _SIGN.search(words) is not None and _says_sent(words)


def _says_sent(words: str) -> bool:
    return any(not _ANY_TIME.search(words, 0, found.start()) for found in SEND.finditer(words)) or (
        _HELD.search(words) is not None
    )


def addressee(words: str) -> str | None:
    """The office that something is to be sent to: “县安委会办公室” of “报送县安委会办公室”."""
    found = _TO.search(words)
    return found["to"] if found else None


def what_is_sent(own: str, before: str) -> str:
    """The object of sending: in `own`, the words after the time, else in `before`, the words up to it."""
    if held := _HELD.search(own):
        return _tidy(held["held"])
    if (held := _HELD_BEFORE.search(before)) and not re.search(_VERB, held["held"]):
        return _tidy(held["held"])
    if own.lstrip("，, ").startswith(("将", "把")):
        return _tidy(own)
    verb = SEND.search(own) or re.match(_BARE, own)
    if verb and (made := _MADE.search(own, 0, verb.start())):
        return _tidy(made["made"])
    rest = own[verb.end() :] if verb else ""
    if to := _TO.match(own, verb.start()) if verb else None:
        rest = own[to.end() :]
    rest = re.split(r"[，,](?=[^（(]*$|[^，,]{0,20}(?:于|在)?$)", rest)[0]
    rest = _tidy(re.sub(r"^(?:至|到|给)[^，,]{0,30}", "", rest))
    return ("" if _NO_OBJECT.search(rest) else rest) or _clauses(before) or NOT_SAID


def what_is_done(own: str, before: str) -> str:
    """The task that is to be finished, as the words after the time name it, else those before it."""
    task = re.split("[，,：:。]", _MUST.sub("", own), maxsplit=1)[0].strip("）) ")
    clause = _clause(re.split("[，,：:]", before.rstrip("，,：: "))[-1])
    if task in _BARE_ENDS:
        return _tidy(clause)
    if re.match("不少于|至少|不低于", task):
        return _tidy(clause + task)
    return _tidy(task)


def _clauses(before: str) -> str:
    """The nearest clause before the time that names anything but the units it speaks to."""
    clauses = reversed(re.split("[，,：:]", before)[-3:])
    return next((named for clause in clauses if (named := _tidy(_clause(clause)))), "")


def _clause(clause: str) -> str:
    """A clause without the units that it speaks to and without what leads over to the time."""
    return _LABEL.sub("", _MUST.sub("", _SUBJECT.sub("", _LEAD.sub("", clause))))


def _tidy(words: str) -> str:
    bare = _MANNER.sub("", _OWN.sub("", words.strip("，, 、：:。")))
    for opens, closes in ("“”", "（）", "《》"):
        if bare.count(opens) > bare.count(closes):
            bare = bare.removeprefix(opens) if bare.startswith(opens) else bare.partition(opens)[0]
    return bare.strip("，, 、：:。")[:80]
