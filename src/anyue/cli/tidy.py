"""`anyue tidy`: removes what is past its time, and says what."""

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Exit status 0."""
    parser, _ = command_parser(
        "tidy", "清除过期的登录、链接、失败登录的计数、停用账号的手机号码，和没有用到的文件。可每天运行一次。"
    )
    parser.parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.accounts.actions import clear_away  # noqa: PLC0415  Needs the settings.
    from anyue.files.actions import clear_files  # noqa: PLC0415  The same.

    for what, count in clear_away(by=None).items():
        print(f"{what}：清除 {count} 条")
    print(f"没有用到的文件：清除 {clear_files(by=None)} 个")
    return 0
