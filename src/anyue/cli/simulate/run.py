"""Runs one simulated campaign after the other, and tells of each what came of it."""

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from anyue import clock
from anyue.campaigns.files import Upload
from anyue.cli.columns import cut, padded
from anyue.cli.demo.sample import sample_notice
from anyue.cli.os_words import READING, os_words
from anyue.cli.simulate.closing import figures_of, sum_up
from anyue.cli.simulate.comparing import Compared, all_figures, whole_totals
from anyue.cli.simulate.diary import line_of, words_of
from anyue.cli.simulate.player import Player
from anyue.cli.simulate.stage import Stage, set_stage
from anyue.core.documents.columns import width
from anyue.core.errors import AnyueError
from anyue.core.simulation import Book, Event, Size, make_county, write_script
from anyue.orgs.models import Unit

_COUNTIES = ("澜溪县", "云屏县", "枫桥县", "石湖县", "松岭县", "竹溪县", "梅川县", "柳河县")
_SHOWN = 20
"""How many figures or answers that are wrong are told one by one."""
_LABEL = 56


class SimulateError(Exception):
    """What keeps a simulation from beginning; the text is in Chinese."""


@dataclass(slots=True)
class Played:
    """A campaign that was played: what stands in the database, and what the book says of it.

    `surprises` are the events to which the program gave another answer than it should, with that answer.
    """

    stage: Stage
    book: Book
    parts: dict[int, int]
    days: dict[date, Counter[str]] = field(default_factory=dict)
    surprises: list[tuple[Event, str]] = field(default_factory=list)


def prepare(*, is_kept: bool) -> None:
    """Make the tables; what is thrown away need not survive a power cut, which makes it faster.

    Raises SimulateError where the database can't be used or holds units.
    """
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as problem:
        raise SimulateError(f"连不上数据库：{problem}") from problem
    if Unit.objects.exists():
        raise SimulateError("这个库里已经有单位。模拟只在空库里进行，没有改动。")
    if not is_kept and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def run(notices: Sequence[Path], size: Size, seed: int, *, is_kept: bool) -> int:
    """0 where every total agrees and every answer was right, 1 otherwise; each notice has its own county."""
    started, status = time.monotonic(), 0
    for number, (name, upload) in enumerate(_uploads(notices), start=1):
        try:
            played = play(upload, size, seed, number)
        except AnyueError as problem:
            raise SimulateError(f"{name}：{problem.message}") from problem
        status = max(status, conclude(played))
        if is_kept:
            lead = played.stage.people[1]
            print(f"\n结果留在库里，可用账号 {lead.account}、密码 {played.stage.password} 登录查看。")
    # Beside the output, which says the same for the same seed.
    print(f"\n用时 {time.monotonic() - started:.0f} 秒", file=sys.stderr)
    return status


def _uploads(notices: Sequence[Path]) -> Iterator[tuple[str, Upload]]:
    if not notices:
        june = date(clock.today().year, 6, 14)
        yield "示例通知", Upload("示例通知.txt", sample_notice(june).encode())
    for path in notices:
        try:
            yield str(path), Upload(path.name, path.read_bytes())
        except OSError as problem:
            raise SimulateError(f"{path}：{os_words(problem, READING)}") from problem


def play(notice: Upload, size: Size, seed: int, number: int = 1) -> Played:
    """Issue a notice in a county of its own and let everybody do what the script says.

    Raises AnyueError where the notice can't be issued.
    """
    name = _COUNTIES[number - 1] if number <= len(_COUNTIES) else f"模拟{number}县"
    county = make_county(size, name)
    stage = set_stage(county, notice, number)
    script = write_script(county, stage.asks, issued_at=stage.issued_at, until=stage.until, seed=seed)
    _introduce(stage, notice.name, size, seed)
    player, book = Player(stage), Book(county, stage.asks, stage.issued_at)
    played = Played(stage, book, player.parts)
    today: date | None = None
    for event in script:
        day = timezone.localdate(event.at)
        if today is not None and day != today:
            print(line_of(today, played.days[today]), flush=True)
        today = day
        told = played.days.setdefault(day, Counter())
        answer = player.play(event)
        book.note(event)
        if answer != event.refused:
            played.surprises.append((event, answer))
        told.update(words_of(event, stage.asks, county.lines))
    if today is not None:
        print(line_of(today, played.days[today]))
    played.parts = player.parts
    return played


def _introduce(stage: Stage, name: str, size: Size, seed: int) -> None:
    tables = len({ask.row for ask in stage.asks if ask.numbers()})
    below = f"{size.towns} 个镇，{size.villages} 个村，{size.enterprises} 家企业，{size.departments} 个部门"
    print(f"\n{stage.county.units[0].name}：{below}；随机种子 {seed}")
    print(f"通知：{name}（{stage.campaign.name}）")
    added = "；通知没有要求书面报送，按惯例补一份总结" if stage.is_summary_added else ""
    print(f"报送 {len(stage.asks)} 期，其中统计表 {tables} 张{added}\n")


def conclude(played: Played) -> int:
    """Print the totals beside the book's; 1 where a figure or an answer is not what it should be."""
    stage = played.stage
    wrong: list[Compared] = []
    for title, figures in whole_totals(stage, played.book, stage.until):
        print(f"\n{title}  全县合计（程序 / 独立计算）")
        for one in figures:
            print(_figure(one))
        wrong += [one for one in figures if not one.agrees]
    print()
    wrong += _summed_up(played)
    compared = list(all_figures(stage, played.book, played.parts, stage.until))
    wrong += [one for one in compared if not one.agrees]
    print(f"逐级逐期核对 {len(compared)} 个数，", end="")
    print(f"有出入 {len(wrong)} 个" if wrong else "全部一致", end="；")
    answers = sum(sum(day.values()) for day in played.days.values())
    print(f"办理 {answers} 件次，", end="")
    print(f"答复不对 {len(played.surprises)} 件" if played.surprises else "答复全部符合预期")
    for one in wrong[:_SHOWN]:
        print(f"  不一致  {one.where}  {one.label}：程序 {one.told or '无'}，独立计算 {one.reckoned or '无'}")
    for event, answer in played.surprises[:_SHOWN]:
        due, was = event.refused or "办成", answer or "办成"
        print(f"  不符合预期  {event.at:%m-%d %H:%M} {event}：应为 {due}，实为 {was}")
    return 1 if wrong or played.surprises else 0


def _summed_up(played: Played) -> list[Compared]:
    """Let the office finalise its summary, and say whether its figures are the book's; those that are not."""
    version = sum_up(played.stage)
    figures = list(figures_of(version, played.stage, played.book))
    wrong = [one for one in figures if not one.agrees]
    said = f"与独立计算不一致 {len(wrong)} 个" if wrong else "与独立计算全部一致"
    print(f"活动总结定稿第 {version.number} 版，文中 {len(figures)} 个数{said}")
    return wrong


def _figure(one: Compared) -> str:
    label = padded(cut(one.label, _LABEL), _LABEL + 2)
    told, reckoned = one.told or "无", one.reckoned or "无"
    mark = "" if one.agrees else "  不一致"
    return f"  {label}{' ' * max(0, 8 - width(told))}{told} / {reckoned}{mark}"
