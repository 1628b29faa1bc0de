"""`anyue found`: the first office of an empty installation, and the account of its first person."""

import argparse
import sys

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Exit status 0, or 2 where there are units already or something is missing; then nothing is changed."""
    parser, options = command_parser("found", "在空库里建立第一个办公室，开通第一个账号（业务负责人）。")
    options.add_argument("--area", metavar="地区", default="", help="所在地区，例如 青溪县")
    options.add_argument("--office", metavar="名称", default="", help="办公室，例如 青溪县安委会办公室")
    options.add_argument("--account", metavar="账号", default="", help="第一个账号，例如 anban")
    options.add_argument("--name", metavar="姓名", default="", help="使用这个账号的人")
    chosen = parser.parse_args(argv)
    missing = [what for what in ("area", "office", "account", "name") if not _asked(chosen, what)]
    if missing:
        print(f"还缺：{'、'.join('--' + what for what in missing)}。没有改动。", file=sys.stderr)
        return 2
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    return _found(chosen)


_QUESTIONS = {"area": "所在地区", "office": "办公室名称", "account": "第一个账号", "name": "使用人姓名"}


def _asked(chosen: argparse.Namespace, what: str) -> str:
    """What was given, or what is typed where somebody sits at the terminal."""
    given: str = getattr(chosen, what).strip()
    if not given and sys.stdin.isatty():
        given = input(f"{_QUESTIONS[what]}：").strip()
        setattr(chosen, what, given)
    return given


def _found(chosen: argparse.Namespace) -> int:
    from django.core.management import call_command  # noqa: PLC0415  Needs the settings.
    from django.db import transaction  # noqa: PLC0415  The same.

    from anyue.accounts.actions import create_account  # noqa: PLC0415  The same.
    from anyue.accounts.passwords import new_password  # noqa: PLC0415  The same.
    from anyue.orgs.actions import appoint, create_unit  # noqa: PLC0415  The same.
    from anyue.orgs.choices import Role, UnitKind  # noqa: PLC0415  The same.
    from anyue.orgs.models import Unit  # noqa: PLC0415  The same.

    call_command("migrate", interactive=False, verbosity=0)
    if Unit.objects.exists():
        print("库里已经有单位，没有改动。", file=sys.stderr)
        return 2
    password = new_password()
    with transaction.atomic():
        area = create_unit(name=chosen.area, kind=UnitKind.AREA, parent=None, position=10, by=None)
        office = create_unit(name=chosen.office, kind=UnitKind.OFFICE, parent=area, position=20, by=None)
        account, name = chosen.account, chosen.name
        user = create_account(
            account=account, name=name, password=password, must_change_password=True, by=None
        )
        appoint(user=user, unit=office, role=Role.LEAD, by=None)
    print(f"已建立“{office.name}”，{user.name}是业务负责人。\n")
    print(f"  账号  {user.account}\n  密码  {password}  （只显示这一次，首次登录须改）\n")
    print("接着运行“anyue administrators”开通三个管理员账号，运行“anyue serve”启动网页服务。")
    return 0
