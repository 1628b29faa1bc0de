import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.errors import AnyueError
from anyue.core.forms.form import Source
from anyue.core.vocabulary import EVENTS, read_vocabulary, vocabulary

WORDS = vocabulary()

SMALL = """
version = "1"
continuations = ["参与"]
event_units = ["场"]
settings = []
groups = []
[[kinds]]
code = "drill"
name = "演练"
aliases = ["应急演练"]
measures = [{ code = "events", name = "场次", unit = "场", default = 1 }]
"""


def test_every_kind_counts_its_own_records_once() -> None:
    for kind in WORDS.kinds:
        assert [m.default for m in kind.measures if m.code == EVENTS] == [1], kind.code
        assert kind.measure(EVENTS).unit in WORDS.event_units, kind.code


def test_every_alias_leads_to_its_own_kind() -> None:
    for kind in WORDS.kinds:
        assert {WORDS.classify(word) for word in (kind.name, *kind.aliases)} == {kind.code}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("举办“安全生产公开课”", "open-class"),
        ("组织企业开展 消防 疏散 演练", "emergency-drill"),
        ("集中公布一批“一案双罚”典型案例", "double-penalty-case"),
        ("公布典型案例", "typical-case"),
        ("开展全国防灾减灾日集中宣传", "disaster-prevention"),
        ("组织“12·2”交通安全日主题活动", "traffic-safety"),
        ("办好质量月现场会", "quality"),
        ("深入开展安全生产大检查", "inspection"),
        ("做好经费保障", None),
        ("", None),
    ],
)
def test_classify_takes_the_most_specific_alias(text: str, kind: str | None) -> None:
    assert WORDS.classify(text) == kind


@pytest.mark.parametrize(
    ("label", "unit", "before", "source"),
    [
        ("组织基层宣讲（ ）场", "场", None, Source("lecture", "events")),
        ("参与（ ）人次", "人次", Source("lecture", "events"), Source("lecture", "attendances")),
        ("参与职工群众（ ）人次", "人次", Source("lecture", "events"), Source("lecture", "attendances")),
        ("（ ）人观看", "人", Source("live-stream", "events"), Source("live-stream", "viewers")),
        ("答题（ ）人次", "人次", Source("quiz", "heads"), Source("quiz", "attendances")),
        ("发放宣传资料____份", "份", Source("outreach", "events"), Source("outreach", "materials")),
        ("检查企业（ ）家", "家", None, Source("inspection", "enterprises")),
        ("发现隐患（ ）处", "处", Source("inspection", "enterprises"), Source("inspection", "hazards")),
        ("整改（ ）处", "处", Source("inspection", "hazards"), Source("inspection", "rectified")),
        # A part of the attendances, a unit that the kind does not count, words of another matter: by hand.
        ("其中党员（ ）人次", "人次", Source("lecture", "events"), None),
        ("参与（ ）人", "人", Source("lecture", "events"), None),
        ("清运垃圾（ ）吨", "吨", Source("outreach", "events"), None),
        ("参与（ ）人次", "人次", None, None),
        ("活动名称（ ）", None, None, None),
    ],
)
def test_source_for_proposes_only_what_is_sure(
    label: str, unit: str | None, before: Source | None, source: Source | None
) -> None:
    assert WORDS.source_for(label, unit, before) == source


def test_source_for_falls_back_on_the_label_of_the_row() -> None:
    assert WORDS.source_for("组织（ ）场/次", "场/次", None, group="7.其他特色活动") == Source(
        "special", "events"
    )


@given(
    st.text(),
    st.none() | st.text(max_size=3),
    st.none() | st.builds(Source, st.sampled_from([kind.code for kind in WORDS.kinds]), st.just(EVENTS)),
)
def test_source_for_names_measures_that_exist(label: str, unit: str | None, before: Source | None) -> None:
    source = WORDS.source_for(label, unit, before, group=label)
    if source:
        WORDS.kind(source.kind).measure(source.measure)


def test_classify_finds_the_last_words_of_a_megabyte() -> None:
    assert WORDS.classify("甲" * 300_000 + "以案说法") == "discussion"


def test_settings_in_reads_the_settings_a_notice_names() -> None:
    five = ("enterprise", "countryside", "community", "school", "family")
    assert WORDS.settings_in("推进安全宣传“五进”工作") == five
    assert WORDS.settings_in("安全宣传进企业、进 校园、进工地") == (
        "enterprise",
        "school",
        "construction-site",
    )
    assert WORDS.settings_in("企业要落实责任") == ()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"events"', '"counts"', "没有 events"),
        ('code = "drill"', "", "'code'"),
        ('["应急演练"]', '["演练"]', None),
        ('["应急演练"]', "演练", "TOML"),
        ('["参与"]', "1", "缺少或写错"),
    ],
)
def test_read_vocabulary_says_what_is_wrong(right: str, wrong: str, said: str | None) -> None:
    text = SMALL.replace(right, wrong, 1)
    if said is None:
        assert read_vocabulary(text).classify("演练") == "drill"
        return
    with pytest.raises(AnyueError) as caught:
        read_vocabulary(text)
    assert caught.value.code == "vocabulary_faulty"
    assert said in caught.value.message


def test_read_vocabulary_refuses_one_alias_of_two_kinds() -> None:
    second = SMALL[SMALL.index("[[kinds]]") :].replace('"drill"', '"other"').replace('"演练"', '"其他"')
    with pytest.raises(AnyueError) as caught:
        read_vocabulary(SMALL + second)
    assert "应急演练" in caught.value.message
