"""`anyue backup FILE`: the database and the files of people in one file, while the program runs."""

import argparse
import sys
from pathlib import Path

from anyue.cli.parser import command_parser
from anyue.core.errors import AnyueError


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser, options = command_parser("backup", "把数据库和收到的文件备份成一个文件，网页服务不必停止。")
    options.add_argument("file", metavar="文件", type=Path, help="备份写到哪里；已有的文件不会覆盖")
    options.add_argument("--encrypt", action="store_true", help="加密，口令在终端里输入")
    options.add_argument(
        "--passphrase-file", metavar="文件", type=Path, help="加密，口令是这个文件的第一行，供定时任务使用"
    )
    options.add_argument(
        "--with-keys", action="store_true", help="密钥文件也放进备份，必须加密；不加时请另行保管"
    )
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Exit status 0, 1 where files that the database names are missing, 2 where nothing was written."""
    chosen = parse(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.cli.backup.passphrase import passphrase_for  # noqa: PLC0415  Beside the rest.
    from anyue.cli.backup.write import make_backup  # noqa: PLC0415  Needs the settings.

    try:
        passphrase = passphrase_for(chosen.passphrase_file, asked=chosen.encrypt, twice=True)
        made = make_backup(chosen.file, passphrase=passphrase, with_keys=chosen.with_keys)
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(f"已备份到“{chosen.file}”并核对无误：{made.members} 个文件，{made.size:,} 字节。")
    if not chosen.with_keys:
        print("密钥文件没有放进备份，请另行保管；没有密钥，备份里的手机号码打不开。")
    if made.anchor:
        print(f"审计锚点：{made.anchor}")
    for name in made.missing:
        print(f"数据库提到的文件不在磁盘上，没有备份：{name}", file=sys.stderr)
    return 1 if made.missing else 0
