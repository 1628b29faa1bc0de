"""`anyue keys rotate`: new keys for the mobile numbers, which are moved to them, and for the trail."""

import sys

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Exit status 0, or 2 where a number can't be opened; then nothing is changed."""
    parser, options = command_parser(
        "keys", "更换加密手机号码和给审计记录加鉴别码的密钥。请先停止网页服务，换完再启动。"
    )
    options.add_argument(
        "act",
        metavar="rotate",
        choices=["rotate"],
        help="换用新密钥，把全部号码改用新密钥保存，以后的审计记录用新密钥。中断后再运行一次即可接着完成",
    )
    parser.parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    return _rotate()


def _rotate() -> int:
    from django.conf import settings  # noqa: PLC0415  Needs the settings.

    from anyue.accounts.actions import reseal_numbers  # noqa: PLC0415  The same.
    from anyue.core import key_files  # noqa: PLC0415  Beside the rest.
    from anyue.core.errors import AnyueError  # noqa: PLC0415  The same.

    names = {"MOBILE_KEYS": "mobile_key", "INDEX_KEYS": "index_key", "AUDIT_KEYS": "audit_key"}
    files = {name: settings.VAR / file for name, file in names.items()}
    # Keys that the environment names are changed there, by whoever runs the server.
    own = {
        name: path
        for name, path in files.items()
        if path.exists() and getattr(settings, name) == key_files.keys_in(path)
    }
    try:
        # What an interrupted run or a new key in the environment has left to do comes before a further key.
        moved, seen = reseal_numbers(by=None)
        if not moved:
            for name, path in own.items():
                key_files.put_new_first(path)
                setattr(settings, name, key_files.keys_in(path))
            moved, seen = reseal_numbers(by=None)
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(f"共 {seen} 个号码，其中 {moved} 个已改用现用密钥保存。")
    if not own and not moved:
        print("环境变量中的密钥由您更换：把新密钥写在最前，后面用逗号接上原来的密钥，再运行一次。")
    print("原来的密钥请随旧备份一起保管；旧备份都不再需要时，可从密钥文件或环境变量中删去。")
    print("审计记录原来的密钥（audit_key）要留到用它加了鉴别码的记录都已清理。")
    return 0
