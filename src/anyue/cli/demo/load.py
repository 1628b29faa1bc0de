"""Loads the demo once, and says what there is to see."""

import sys
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from anyue import clock
from anyue.campaigns.actions import import_notice
from anyue.campaigns.files import Upload
from anyue.cli.demo.county import Person, found_county
from anyue.cli.demo.story import tell
from anyue.core.errors import AnyueError
from anyue.orgs.models import Unit


def load(notice: Path | None) -> int:
    """Exit status 0, or 2 where the named notice can't be read; then nothing is changed."""
    call_command("migrate", interactive=False, verbosity=0)
    try:
        data = notice.read_bytes() if notice else None
    except OSError as missing:
        print(f"读不到通知文件：{missing}", file=sys.stderr)
        return 2
    if Unit.objects.exists():
        print("演示数据已经在库中，没有改动。")
        return 0
    print("正在建立演示县“澜溪县”……", flush=True)
    try:
        with transaction.atomic():
            people = found_county()
            if notice is None or data is None:
                tell(people, clock.today())
            else:
                files = [Upload(notice.name, data)]
                import_notice(unit=people[0].unit, files=files, by=people[0].user)
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2
    _introduce(people, has_own_notice=notice is not None)
    return 0


def _introduce(people: list[Person], *, has_own_notice: bool) -> None:
    """Print the accounts; this is the only time their passwords are shown."""
    print("\n演示账号（密码只显示这一次，请记下）：\n")
    print("  账号          密码                 姓名    单位")
    for person in people:
        print(f"  {person.user.account:<12}  {person.password}  {person.user.name}  {person.unit.name}")
    if has_own_notice:
        print("\n通知已导入，用 anban 登录后在“通知”里核对并下发。")
    else:
        print("\n用 anban 登录看全县进展；用 xikou（溪口镇）在手机上填报。")
