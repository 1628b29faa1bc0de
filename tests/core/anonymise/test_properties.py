"""Whatever parties and texts there are, nothing that leads to them is left, however it was typed."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anyue.core.anonymise import Parties, anonymise, public_text
from anyue.core.anonymise.stream import letters

AREA = "青石县"
SURNAMES = ["张", "王", "李", "赵", "欧阳", "司马", "上官", "诸葛"]
# Characters that no word of the rules has, so that a name found in the end can only be the name.
GIVEN = st.text("焱淼磊鑫珏琨瑾璇翊皓", min_size=1, max_size=2)
BRAND = st.text("霁岚沣淦昊晟煊炜垚堃", min_size=2, max_size=4)
NAMES = st.builds(str.__add__, st.sampled_from(SURNAMES), GIVEN)
INDUSTRY = st.sampled_from(["化工", "水泥", "建材", "物流", ""])
LEGAL = st.sampled_from(["有限公司", "有限责任公司", "厂", "集团股份有限公司", "煤矿"])
ORDINARY = st.text("检查发现未按规定设置防护责令改正并处罚款，。；元万3年月日", max_size=12)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
IDENTITIES = st.builds(
    lambda head, year, day, tail: f"{head}{year}{day}{tail}",
    st.from_regex(r"[1-6][0-9]{5}", fullmatch=True),
    st.integers(1940, 2015),
    st.sampled_from(["0101", "0715", "1231"]),
    st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True),
)
CREDIT_CODES = st.from_regex(r"91[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}", fullmatch=True)
PLATES = st.from_regex(r"[晋冀豫][A-Z][0-9]{5}", fullmatch=True)
NUMBERS = st.one_of(MOBILES, IDENTITIES, CREDIT_CODES, PLATES)
VILLAGES = st.builds(
    "{}村{}组{}号".format, st.text("霁岚沣淦", min_size=2, max_size=3), st.integers(1, 9), st.integers(1, 99)
)

WIDE = str.maketrans(
    string.ascii_uppercase + string.digits,
    "".join(chr(ord(one) + 0xFEE0) for one in string.ascii_uppercase + string.digits),
)
SEPARATORS = ["", " ", "　", "\u200b", "-", "·", "（", "）", "(", "【", "\t"]


@st.composite
def typed(draw: st.DrawFn, words: str) -> str:
    """The words as people type them: spaced, wide, with brackets about them."""
    said = words.translate(WIDE) if draw(st.booleans()) else words
    if draw(st.booleans()):
        between = draw(st.sampled_from(SEPARATORS))
        at = draw(st.integers(1, max(1, len(said) - 1)))
        said = said[:at] + between + said[at:]
    if draw(st.integers(0, 3)) == 0:
        said = draw(st.sampled_from(SEPARATORS)).join(said)
    return said


@st.composite
def cases(draw: st.DrawFn) -> tuple[Parties, str, dict[str, str]]:
    """Parties, a text that tells of them, and what must not be left."""
    brand, industry, legal = draw(BRAND), draw(INDUSTRY), draw(LEGAL)
    enterprise = draw(st.sampled_from(["", AREA, "青石"])) + brand + industry + legal
    people = tuple(draw(st.lists(NAMES, min_size=1, max_size=3)))
    village, number = draw(VILLAGES), draw(NUMBERS)
    parties = Parties(
        enterprise=enterprise,
        people=people,
        place=f"{AREA}石桥铺镇{village}",
        number="青应急罚〔2026〕12号",
        areas=(AREA,),
    )
    short = draw(
        st.sampled_from([enterprise, brand, brand + industry, brand + "公司", brand + industry + "厂"])
    )
    told = [enterprise, short, *people, number, f"石桥铺镇{village}", "青应急罚（2026）12号"]
    text = ""
    for words in draw(st.permutations(told)):
        text += draw(ORDINARY) + draw(typed(words))
        # Two numbers without a word between them are one number to whoever reads them.
        text += draw(st.sampled_from(["，", "。", "处", "（核实）"]))
    secrets = {"brand": brand, "number": number, "village": village, "document": "202612号"}
    return parties, text, secrets | {f"person {name}": name for name in people}


@given(cases())
def test_nothing_that_leads_to_a_party_is_left(case: tuple[Parties, str, dict[str, str]]) -> None:
    parties, text, secrets = case
    public = letters(public_text(anonymise(text, parties)))
    assert {what: said for what, said in secrets.items() if letters(said) in public} == {}


@given(cases())
def test_a_second_time_changes_nothing(case: tuple[Parties, str, dict[str, str]]) -> None:
    parties, text, _ = case
    once = public_text(anonymise(text, parties))
    assert public_text(anonymise(once, parties)) == once


@given(cases())
def test_the_pieces_tell_the_text_itself(case: tuple[Parties, str, dict[str, str]]) -> None:
    parties, text, _ = case
    assert "".join(piece.was or piece.text for piece in anonymise(text, parties)) == text


@given(
    text=st.text(),
    enterprise=st.text(max_size=20),
    name=st.text(max_size=8),
    place=st.text(max_size=30),
    is_named=st.booleans(),
)
@example(text="某某", enterprise="某某某", name="某", place="某镇某村", is_named=False)
@example(text="张张张", enterprise="张", name="张张", place="", is_named=False)
def test_any_text_and_any_party_come_to_an_end(
    *, text: str, enterprise: str, name: str, place: str, is_named: bool
) -> None:
    parties = Parties(enterprise, (name,), place, name, (AREA,), is_named, (name,))
    pieces = anonymise(text, parties)
    assert "".join(piece.was or piece.text for piece in pieces) == text
    once = public_text(pieces)
    assert public_text(anonymise(once, parties)) == once


@given(cases(), st.text("责令改正处罚款", min_size=2, max_size=3))
def test_a_person_may_mask_more_and_never_less(case: tuple[Parties, str, dict[str, str]], word: str) -> None:
    parties, text, secrets = case
    more = Parties(
        parties.enterprise, parties.people, parties.place, parties.number, parties.areas, more=(word,)
    )
    public = letters(public_text(anonymise(text + word, more)))
    assert word not in public
    assert [said for said in secrets.values() if letters(said) in public] == []


@given(cases())
def test_an_enterprise_that_may_be_named_is_the_only_name_that_stands(
    case: tuple[Parties, str, dict[str, str]],
) -> None:
    parties, text, secrets = case
    named = Parties(
        parties.enterprise, parties.people, parties.place, parties.number, parties.areas, is_named=True
    )
    public = letters(public_text(anonymise(text, named)))
    assert letters(parties.enterprise) in public
    left = {what for what, said in secrets.items() if what != "brand" and letters(said) in public}
    assert left == set()


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("操作工王小二、陈大明未持证上岗。", "操作工王某某、陈某某未持证上岗。"),
        ("操作工王小二、马路边施工未防护。", "操作工王某某、马路边施工未防护。"),
        ("厂长建国同志在场，建国以来未发生。", "厂长某某同志在场，建国以来未发生。"),
        ("邮箱 hong.da@hongda.com，见 www.hongda.com/a?b=1。", "邮箱 ××，见 ××。"),
        ("ｈｄ＠ｈｏｎｇｄａ．ｃｏｍ", "××"),
        ("微信：hongda_888，QQ群hd8888。", "微信：××，QQ群××。"),
    ],
)
def test_who_is_named_beside_and_how_they_are_reached(text: str, public: str) -> None:
    parties = Parties(enterprise="青石县霁岚化工有限公司", people=("张建国",), areas=(AREA,))
    assert public_text(anonymise(text, parties)) == public
