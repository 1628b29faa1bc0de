"""`anyue simulate`: a small county plays a campaign, and its totals are held against the book."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.models import F

from anyue.campaigns.files import Upload
from anyue.cli.simulate.run import Played, SimulateError, conclude, play, prepare
from anyue.core.simulation import Size
from anyue.records.models import ActivityRecord
from anyue.reports.models import Report, ReportVersion
from tests.cast import NOTICE, Cast
from tests.core.notice.samples import corpus

pytestmark = pytest.mark.django_db
SMALL = Size(towns=2, villages=4, enterprises=2, departments=1)
OUTSIDE = ["jinping-2023", "pingan-2023", "xumingsi-2020", "yingde-2023", "yuncheng-2023"]
Screen = pytest.CaptureFixture[str]


def played(number: int = 1, seed: int = 1, size: Size = SMALL) -> Played:
    return play(Upload("通知.txt", NOTICE.read_bytes()), size, seed, number)


def test_a_county_ends_with_totals_that_agree(capsys: Screen) -> None:
    done = played()
    assert (conclude(done), done.surprises) == (0, [])
    told = capsys.readouterr().out
    assert "全部一致" in told
    assert "答复全部符合预期" in told
    assert [word for word in ("转发", "迟报", "退回", "撤回", "联合开展", "重复") if word not in told] == []
    assert ReportVersion.objects.filter(number__gt=1).exists()


def test_the_same_seed_tells_the_same(capsys: Screen) -> None:
    def told(number: int, seed: int) -> str:
        done = played(number, seed, Size(1, 1, 1, 1))
        conclude(done)
        return capsys.readouterr().out.replace(done.stage.county.units[0].name, "")

    first = told(1, seed=5)
    assert told(2, seed=5) == first
    assert told(3, seed=6) != first


def test_a_wrong_total_and_a_lost_report_are_found(capsys: Screen) -> None:
    done = played()
    assert conclude(done) == 0
    official = Report.objects.filter(approved_at__isnull=False, participation__superior=done.parts[0])
    versions = ReportVersion.objects.filter(report__in=official, number=F("report__version"))
    version = versions.filter(values__has_key="1.2")[0]
    wrong = version.values | {"1.2": str(int(version.values["1.2"]) + 1)}
    versions.filter(pk=version.pk).update(values=wrong)
    assert conclude(done) == 1
    assert re.search(r"1\.2 .*不一致", capsys.readouterr().out)
    versions.filter(pk=version.pk).update(values=version.values)
    first = official.filter(pk=official[0].pk)
    first.update(approved_at=None, approved_by=None, approved_version=0)
    assert conclude(done) == 1
    assert "审核通过份数" in capsys.readouterr().out


@pytest.mark.corpus
@pytest.mark.parametrize("name", OUTSIDE)
def test_an_outside_notice_runs_from_issue_to_final_summary(name: str, capsys: Screen) -> None:
    data = (corpus() / f"{name}.txt").read_bytes()
    done = play(Upload(f"{name}.txt", data), Size(2, 2, 1, 1), 1)
    assert (conclude(done), done.surprises) == (0, [])
    assert "全部一致" in capsys.readouterr().out
    summaries = Report.objects.filter(occurrence__deadline__what__contains="总结", approved_at__isnull=False)
    assert summaries.exists()
    assert ActivityRecord.objects.exists() == (name == "yuncheng-2023")


def test_a_database_with_units_is_left_alone(cast: Cast) -> None:
    with pytest.raises(SimulateError, match="已经有单位"):
        prepare(is_kept=True)
    assert cast.area.children.count() == 4


def simulate(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "anyue.cli.main", "simulate", *arguments]
    environment = {**os.environ, "ANYUE_VAR": str(folder / "untouched"), "TMPDIR": str(folder)}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment
    )


def test_the_command_leaves_nothing_behind(tmp_path: Path) -> None:
    done = simulate("--towns", "1", "--villages", "1", "--enterprises", "1", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("答复全部符合预期")
    assert list(tmp_path.iterdir()) == []
