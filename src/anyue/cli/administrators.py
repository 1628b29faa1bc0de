"""`anyue administrators`: the accounts of the three administrators, made once, or one of them given back."""

import sys

from anyue.cli.parser import command_parser

KINDS = ("system", "security", "audit")
_ACCOUNTS = {"system": "xitong", "security": "anquan", "audit": "shenji"}


def main(argv: list[str]) -> int:
    """Exit status 0, or 2 where one to reset is not there; then nothing is changed."""
    parser, options = command_parser(
        "administrators",
        "开通系统、安全、审计三个管理员账号；已有的不作改动。三个账号可以由三个人或一个人保管。",
    )
    options.add_argument(
        "--reset",
        metavar="种类",
        choices=KINDS,
        help="给 system、security 或 audit 管理员一个新的首次登录密码，并清除其动态口令",
    )
    chosen = parser.parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from django.core.management import call_command  # noqa: PLC0415  Needs the settings.

    call_command("migrate", interactive=False, verbosity=0)
    return _reset(chosen.reset) if chosen.reset else _open()


def _open() -> int:
    from django.db import transaction  # noqa: PLC0415  Needs the settings.

    from anyue.accounts.actions import make_administrator  # noqa: PLC0415  The same.
    from anyue.accounts.choices import AdministratorKind  # noqa: PLC0415  The same.
    from anyue.accounts.models import User  # noqa: PLC0415  The same.
    from anyue.accounts.passwords import new_password  # noqa: PLC0415  The same.

    made = []
    with transaction.atomic():
        for kind in AdministratorKind:
            if User.objects.filter(administers=kind).exists():
                continue
            account, password = _free(_ACCOUNTS[kind]), new_password()
            make_administrator(account=account, name=kind.label, password=password, kind=kind, by=None)
            made.append((kind.label, account, password))
    if not made:
        print("三个管理员账号都已开通，没有改动。")
        return 0
    print("已开通（密码只显示这一次，首次登录须改）：\n")
    for label, account, password in made:
        print(f"  {label}  {account:<8}  {password}")
    return 0


def _reset(kind: str) -> int:
    from anyue.accounts.actions import reset_administrator  # noqa: PLC0415  Needs the settings.
    from anyue.accounts.models import User  # noqa: PLC0415  The same.
    from anyue.accounts.passwords import new_password  # noqa: PLC0415  The same.

    user = User.objects.filter(administers=kind).order_by("pk").first()
    if user is None:
        print("这个管理员账号还没有开通。请先运行不带 --reset 的 anyue administrators。", file=sys.stderr)
        return 2
    password = new_password()
    reset_administrator(user=user, password=password, by=None)
    print(f"账号  {user.account}\n密码  {password}  （只显示这一次，首次登录须改）")
    return 0


def _free(account: str) -> str:
    """The account, or one like it that nobody has."""
    from anyue.accounts.models import User  # noqa: PLC0415  Needs the settings.

    taken = set(User.objects.filter(account__startswith=account).values_list("account", flat=True))
    numbered = (f"{account}{at}" for at in range(2, len(taken) + 3))
    return account if account not in taken else next(one for one in numbered if one not in taken)
