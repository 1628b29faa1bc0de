import pytest

from anyue import __version__
from anyue.cli.main import main


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"anyue {__version__}\n"


def test_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fly"]) == 2
    assert "“fly”" in capsys.readouterr().err


def test_help_is_in_chinese_and_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(word in told for word in ("用法", "read", "serve", "demo", "manage"))


@pytest.mark.parametrize(("command", "option"), [("serve", "--port"), ("demo", "--notice")])
def test_help_of_a_command_is_in_chinese(
    command: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([command, "--help"])
    told = capsys.readouterr().out
    assert told.startswith(f"用法：anyue {command}")
    assert option in told
    assert not any(word in told for word in ("usage", "options", "show this"))
