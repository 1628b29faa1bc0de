"""A draft of a written text in the headings of a Chinese official document, for a person to write out.

What only a person can say stands as a prompt in brackets: 【请写明……】. A text goes up without any.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from anyue.core.written.facts import Facts, Task
from anyue.core.written.measures import measures_by_task

_PROMPT = re.compile(r"【请[^】]*】")
_SUMMARY = re.compile(r"总结|小结|报告|情况|成效")
_PLAN = re.compile(r"方案|计划|安排|预案")
_EVENT = re.compile(r"(?:\d{4}年)?(?:全[国省市县区])?“[^”]+”(?:(?:和|、|及)“[^”]+”)*活动")
_WITHIN = str.maketrans("《》", "〈〉")
_LONG_NAME = 8
_DIGITS = "零一二三四五六七八九十"


class Genre(StrEnum):
    """What sort of text it is, by its name."""

    PLAN = "plan"
    SUMMARY = "summary"
    NEWS = "news"


def genre_of(name: str) -> Genre:
    """总结 and the like tell what was done, 方案 what is to be done; anything else is one piece of news."""
    if _SUMMARY.search(name):
        return Genre.SUMMARY
    return Genre.PLAN if _PLAN.search(name) else Genre.NEWS


def prompts_in(text: str) -> list[str]:
    """The prompts that nobody has written out."""
    return _PROMPT.findall(text)


def draft(facts: Facts) -> str:
    """The draft: its title, and a line a paragraph; figures as `figures.marker` writes them."""
    parts = {Genre.PLAN: _plan, Genre.SUMMARY: _summary, Genre.NEWS: _news}[genre_of(facts.document)]
    return "\n".join((title_of(facts), *parts(facts)))


def title_of(facts: Facts) -> str:
    """桥东村“安全生产月”活动总结; a bare 总结 is given the name of the campaign."""
    name = facts.document
    if "“" not in name and len(name) < _LONG_NAME:
        event = _EVENT.search(facts.notice)
        name = event.group() + name.removeprefix("活动") if event else name
    return facts.unit + name


def numeral(number: int) -> str:
    """一 to 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def based_on(facts: Facts) -> str:
    """The notice that is carried out, with its number; titles within its title stand in 〈〉 (GB/T 15834)."""
    return f"《{facts.notice.translate(_WITHIN)}》" + (f"（{facts.doc_number}）" if facts.doc_number else "")


def sections(given: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """The sections that hold something, numbered 一、二、三、."""
    held = [(heading, lines) for heading, lines in given if lines]
    for at, (heading, lines) in enumerate(held, start=1):
        yield f"{numeral(at)}、{heading}"
        yield from lines


def _plan(facts: Facts) -> Iterator[str]:
    yield f"为贯彻落实{based_on(facts)}，结合本单位实际，制定本方案。"
    yield from sections(
        [
            ("活动主题", [_ended(facts.theme)] if facts.theme else []),
            ("活动时间", [_ended(f"{name}：{days}" if name else days) for name, days in facts.periods]),
            ("组织领导", ["【请写明本单位的牵头领导、责任科室和分工。】"]),
            ("工作任务", [line for at, task in enumerate(facts.tasks, 1) for line in _task(at, task)]),
            ("数量要求", _listed(facts.quotas)),
            ("材料报送", _listed(f"{what}：{when}" for what, when in facts.asked)),
            ("工作要求", [*_listed(facts.requirements), "【请结合本单位实际补充保障措施。】"]),
        ]
    )


def _task(at: int, task: Task) -> Iterator[str]:
    yield f"（{numeral(at)}）{_ended(task.heading)}"
    if text := task.text.removeprefix(task.heading).lstrip("。；：:，,\n "):
        yield from (line.strip() for line in text.split("\n") if line.strip())
    facts = {
        "时间": task.when,
        "责任单位": task.responsible,
        "责任人": task.person,
        "完成时限": task.due,
    }
    if told := "；".join(f"{label}：{words}" for label, words in facts.items() if words):
        yield _ended(told)


def _summary(facts: Facts) -> Iterator[str]:
    days = "，".join(days for _, days in facts.periods[:1])
    theme = f"围绕“{facts.theme.strip('“”')}”主题，" if facts.theme else ""
    when = f"于{days}" if days else ""
    yield (f"根据{based_on(facts)}要求，{facts.unit}{theme}{when}组织开展了各项活动。现将有关情况总结如下。")
    yield from sections(
        [
            ("组织部署情况", ["【请写明动员部署、责任分工和经费、人员保障情况。】"]),
            ("活动开展情况", list(activities(facts))),
            ("主要做法和成效", ["【请写明特色做法、典型事例和取得的成效。】"]),
            ("存在的问题", ["【请写明活动中发现的问题和不足。】"]),
            ("下一步打算", ["【请写明巩固成果、整改问题的措施。】"]),
        ]
    )


def activities(facts: Facts) -> Iterator[str]:
    """A heading for each activity that was given to the unit or has numbers, with its measures."""
    told, others = measures_by_task(facts.tasks, facts.tables)
    tasks = [task for task in facts.tasks if task.is_own or told.get(task)] or facts.tasks
    headed = [(task.heading, told.get(task, [])) for task in tasks] + others
    for at, (heading, sentences) in enumerate(headed, start=1):
        yield f"（{numeral(at)}）{_ended(heading)}"
        told_of = "；".join(sentences)
        yield (_ended(told_of) if told_of else "") + "【请写明开展情况和做法，没有开展的删去本条。】"


def _news(_facts: Facts) -> Iterator[str]:
    yield "【请写明时间、地点、组织单位、参加人员和人数。】"
    yield "【请写明主要内容和做法。】"
    yield "【请写明取得的效果。】"


def _listed(items: Iterable[str]) -> list[str]:
    return [f"{at}. {_ended(item)}" for at, item in enumerate(items, start=1)]


def _ended(words: str) -> str:
    return words if words.endswith(("。", "！", "？", "】")) else words.rstrip("；，：;,:") + "。"
