"""`anyue tidy`: removes what is past its time, and says what."""

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Exit status 0."""
    parser, _ = command_parser(
        "tidy",
        "清除过期的登录、一次性链接、失败登录的计数，停用账号的手机号码，没有办理的加入申请，"
        "没有确认导入的单位表，过期的案例草稿和照片，没有用到的文件，和超过保存期的审计记录。可每天运行一次。",
    )
    parser.parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    for what, count in _cleared().items():
        print(f"{what}：清除 {count} 条")
    return 0


def _cleared() -> dict[str, int]:
    """How many of each are gone."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415  Beside the others.
    from django.conf import settings  # noqa: PLC0415  Needs the settings.

    from anyue import clock  # noqa: PLC0415  The same.
    from anyue.accounts.actions import clear_away  # noqa: PLC0415  The same.
    from anyue.audit.actions import drop_segments  # noqa: PLC0415  The same.
    from anyue.campaigns.actions import clear_requests  # noqa: PLC0415  The same.
    from anyue.cases.actions import clear_cases  # noqa: PLC0415  The same.
    from anyue.files.actions import clear_files  # noqa: PLC0415  The same.
    from anyue.orgs.actions import carry_out_handovers, clear_invitations, clear_sheets  # noqa: PLC0415  The same.

    cleared = clear_away(by=None)
    cleared["没有办理的加入申请"] = clear_requests(by=None)
    cleared["到期的交接"] = carry_out_handovers(by=None)
    cleared["过期的任职邀请"] = clear_invitations(by=None)
    cleared["没有确认的单位表"] = clear_sheets(by=None)
    cleared["过期的案例草稿和照片"] = clear_cases(by=None)
    cleared["没有用到的文件"] = clear_files(by=None)
    if settings.KEEP_TRAIL_MONTHS:
        before = clock.now() - relativedelta(months=settings.KEEP_TRAIL_MONTHS)
        cleared["超过保存期的审计记录"] = drop_segments(before=before, by=None)[1]
    return cleared
