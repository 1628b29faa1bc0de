"""`anyue doctor`: what is unsafe in this installation, each with what to do."""

from anyue.cli.parser import command_parser


def main(argv: list[str]) -> int:
    """Exit status 1 where anything serious is found, else 0."""
    command_parser("doctor", "检查这套安装有没有不安全的地方，并说明怎么办。")[0].parse_args(argv)
    from anyue.cli.django import start  # noqa: PLC0415  The help above must not wait for Django.

    start()
    from anyue.cli.doctor.checks import CHECKS  # noqa: PLC0415  Needs the settings.
    from anyue.cli.doctor.finding import Weight  # noqa: PLC0415  Beside it.

    found = [finding for check in CHECKS for finding in check()]
    for finding in sorted(found, key=lambda one: list(Weight).index(one.weight)):
        print(f"【{finding.weight}】{finding.what}\n    {finding.what_to_do}")
    serious = sum(finding.weight is Weight.SERIOUS for finding in found)
    print(f"共查 {len(CHECKS)} 项：{serious} 处严重，{len(found) - serious} 处需要留意。")
    return 1 if serious else 0
