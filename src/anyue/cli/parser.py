"""The options of the commands that start Django, with a help that is Chinese throughout."""

import argparse
from collections.abc import Iterable


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "用法：")


def command_parser(name: str, about: str) -> tuple[argparse.ArgumentParser, argparse._ArgumentGroup]:
    """The parser of `anyue NAME`, and the group that its options are added to."""
    parser = argparse.ArgumentParser(
        prog=f"anyue {name}",
        usage=f"anyue {name} [选项]",
        description=about,
        add_help=False,
        formatter_class=_Help,
    )
    options = parser.add_argument_group("选项")
    options.add_argument("-h", "--help", action="help", help="显示本说明")
    return parser, options
