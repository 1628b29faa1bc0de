"""The names of organs as they sign, head and address a notice: offices, committees, schools, enterprises."""

import re

ORGAN_END = (
    r"(?:人民政府|政府|办公室|办公厅|办事处|委员会|村委会|居委会|安委办|安委会|减灾办|消安委|管委会|组委会"
    r"|指挥部|领导小组|工作小组|工作组|专班|联席会议|局|厅|司|部|委|办|党组|党组织|党支部|党总支|工会|团委|妇联|科协"
    r"|处|科|科室|股|所|院|校|[一二三四五六七八九十]中|中学|小学|大学|学院|幼儿园|医院|卫生院|公司|集团|总队|支队|大队|中队|派出所|中心"
    r"|街道|社区|协会|学会|商会|联合会|总工会|供销社|总社|站|厂|矿|电厂|场|银行|分行|支行|法院|检察院"
    r"|项目部|经理部|指挥所|工区|开发区|园区|景区|馆|基金会|事务所|俱乐部|编辑部)"
)
# Of a name of one character and an ending the ending must tell: 校工会, 省科协, 市安委办.
_SHORT = (
    r"[省市县区镇乡街校院局]"
    r"(?:工会|团委|妇联|科协|安委[办会]|减灾办|消安委|供销社|总工会|政府|办公室|红十字会)"
)
_ORGAN = re.compile(
    rf"(?:{_SHORT}|[\u4e00-\u9fffA-Za-z0-9（）()·]{{2,40}}?{ORGAN_END})(?:办公室)?"
    r"(?:[（(][\u4e00-\u9fff、]{1,24}[）)])?(?:文件)?"
)
_SEAL = re.compile(r"[ ]?[（(][ ]?(?:加?盖?公?印?[章印]|代章|签章|印章|公章|签名盖章)[ ]?[）)]$")
_NO_ORGAN = re.compile(
    r"各|附|关于|第[一二三四五六七八九十]|抄[送报]|主题词|主送|联系|请|由|在|报|活动|来源|责任|牵头|配合|主办|承办|协办"
    r"|地点|时间|现将|根据|为"
)
_ACTS = re.compile(r"开展|印发|通知|举办|召开|组织(?!部|处|科|委)|方案|活动")
_GAP = re.compile(r" {2,}|\t")


def without_seal(name: str) -> str:
    """The name without “（盖章）” behind it."""
    return _SEAL.sub("", re.sub("（ ?）", "", name.strip()))


def is_organ(name: str) -> bool:
    """Whether a line is the name of one organ, with or without a seal or 文件 behind it."""
    bare = without_seal(name)
    return bool(_ORGAN.fullmatch(bare)) and not _NO_ORGAN.match(bare) and not _ACTS.search(bare)


def organs_of(line: str) -> list[str]:
    """The organs that a line is made of, side by side or listed with 、; [] where it holds anything else."""
    for pieces in (_GAP.split(line.strip()), line.strip().split(" "), line.strip().split("、")):
        names = [without_seal(piece) for piece in pieces if piece and not _SEAL.fullmatch(piece)]
        if names and all(is_organ(name) for name in names):
            return names
    return []
