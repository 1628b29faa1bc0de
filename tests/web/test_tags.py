from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone

from anyue.web.states import STATES


def rendered(source: str, **context: object) -> str:
    return Template("{% load anyue %}" + source).render(Context(context)).strip()


@pytest.mark.parametrize("code", list(STATES))
def test_state_is_word_and_shape(code: str) -> None:
    state = STATES[code]
    assert rendered("{% state code %}", code=code) == (
        f'<span class="state state-{state.tone} state-{code}">'
        f'<span class="state-shape" aria-hidden="true">{state.shape}</span>{state.word}</span>'
    )


def test_no_two_states_share_a_word_or_a_shape() -> None:
    assert len({state.word for state in STATES.values()}) == len(STATES)
    assert len({state.shape for state in STATES.values()}) == len(STATES)


def test_figure_opens_where_there_is_something_to_open() -> None:
    assert rendered("{% figure 0 '/x' %}") == '<a class="figure" href="/x">0</a>'
    assert rendered("{% figure 0 %}") == '<span class="figure">0</span>'
    assert rendered("{% figure 12 '/x' '石桥镇宣讲（场）' %}") == (
        '<a class="figure" href="/x" aria-label="石桥镇宣讲（场） 12">12</a>'
    )
    assert rendered("{% figure value '/x' %}", value=None) == (
        '<span class="figure figure-missing"><span aria-hidden="true">—</span>'
        '<span class="visually-hidden">未填</span></span>'
    )


def test_truth_reads_as_one_sentence_with_red_only_where_something_is_wrong() -> None:
    items = [
        {"label": "应报", "value": 50, "url": "/all"},
        {"label": "迟报", "value": 0, "url": "/late", "is_alarm": True},
        {"label": "逾期", "value": 1, "is_alarm": True},
    ]
    assert rendered("{% truth items %}", items=items) == (
        '<p class="truth"><span class="truth-item">应报 <a href="/all">50</a></span>，'
        '<span class="truth-item">迟报 <a href="/late">0</a></span>，'
        '<span class="truth-item truth-alarm">逾期 <b>1</b></span>。</p>'
    )


def test_times_are_shown_in_the_zone_of_the_reader() -> None:
    noon = datetime(2024, 6, 5, 4, 0, tzinfo=UTC)
    with timezone.override("Asia/Shanghai"):
        assert rendered("{{ at|moment }}", at=noon) == "6月5日（周三）12:00"
        assert rendered('{{ at|moment:"year" }}', at=noon) == "2024年6月5日（周三）12:00"
        assert rendered("{{ at|clock }}", at=noon) == "12:00"
        assert rendered("{{ at|day }}", at=datetime(2024, 6, 5, 17, 0, tzinfo=UTC)) == "6月6日（周四）"
        assert rendered("{{ on|time_left:now }}", on=date(2024, 6, 5), now=noon) == "还剩 12 小时"
    assert rendered("{{ at|moment }}", at=None) == "—"
    assert rendered("{{ at|time_left:now }}", at=None, now=noon) == ""


def test_block_components_escape_what_they_are_given_and_keep_their_content() -> None:
    assert rendered("{% section title 'k' %}<p>a</p>{% endsection %}", title="<b>") == (
        '<section class="section" aria-labelledby="k">\n'
        '  <header class="section-head"><h2 id="k">&lt;b&gt;</h2></header>\n'
        "  <p>a</p>\n</section>"
    )


def test_notice_text_escapes_the_notice() -> None:
    assert "<script>" not in rendered("{% notice_text text marks %}", text="<script>", marks=[])
