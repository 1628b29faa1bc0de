"""`anyue restore FILE`: what `anyue backup` wrote, back in its place."""

import argparse
import sys
from pathlib import Path

from anyue.cli.parser import command_parser
from anyue.core.errors import AnyueError


def parse(argv: list[str]) -> argparse.Namespace:
    """Read the command's options."""
    parser, options = command_parser("restore", "用备份恢复数据库和文件。请先停止网页服务。")
    options.add_argument("file", metavar="文件", type=Path, help="anyue backup 写出的备份")
    options.add_argument(
        "--replace", action="store_true", help="库里已有账号时也恢复；现有的数据另存，不会删除"
    )
    options.add_argument("--passphrase-file", metavar="文件", type=Path, help="口令是这个文件的第一行")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Exit status 0; 1 where something restored is not as it should be, 2 where nothing was changed."""
    chosen = parse(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.cli.backup.passphrase import passphrase_for  # noqa: PLC0415  Beside the rest.
    from anyue.cli.backup.read import needs_passphrase  # noqa: PLC0415  The same.
    from anyue.cli.restore.run import prove, restore_backup  # noqa: PLC0415  Needs the settings.

    try:
        asked = needs_passphrase(chosen.file)
        passphrase = passphrase_for(chosen.passphrase_file, asked=asked, twice=False)
        told, aside = restore_backup(chosen.file, passphrase=passphrase, may_replace=chosen.replace)
    except AnyueError as error:
        print(error.message, file=sys.stderr)
        return 2
    print(f"已恢复 {told.made_at} 的备份。所有人需要重新登录，一次性链接和接口令牌需要重新生成。")
    if aside:
        print(f"原来的数据另存在“{aside}”，确认无误后可以删除。")
    if told.anchor:
        print(f"备份时的审计锚点：{told.anchor}\n请与打印件核对。")
    wrong = prove()
    for words in wrong:
        print(words, file=sys.stderr)
    print("已核对文件和审计记录：" + (f"有 {len(wrong)} 处需要处理，见上。" if wrong else "没有发现问题。"))
    return 1 if wrong else 0
