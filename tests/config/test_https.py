"""What the settings make of HTTPS."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TELL = "from anyue.config import settings as s; print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE)"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"ANYUE_HTTPS": "1", "ANYUE_HSTS_DAYS": "7"}, "604800 True"),
        ({"ANYUE_HTTPS": "1", "ANYUE_HSTS_DAYS": "0"}, "0 True"),
        ({"ANYUE_HTTPS": "0", "ANYUE_HSTS_DAYS": "7"}, "0 False"),
    ],
)
def test_browsers_insist_on_https_for_as_long_as_is_set(
    told: dict[str, str], expected: str, tmp_path: Path
) -> None:
    environment = {**os.environ, **told, "ANYUE_VAR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", TELL], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == expected
