"""The example that docs/reading-notices.md follows through all stages comes out as it says there."""

import json
import re
from pathlib import Path

from anyue.core.notice import plan_to_json, read_notice
from anyue.core.notice.duties import with_duties

DOCUMENT = (Path(__file__).parents[3] / "docs" / "reading-notices.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```(text|json)\n(.*?)^```$", DOCUMENT, re.DOTALL | re.MULTILINE))


def test_example_is_read_as_the_document_says() -> None:
    plan = plan_to_json(with_duties(read_notice(BLOCKS["text"], source="example.txt")))
    assert json.loads(BLOCKS["json"]) in plan["deadlines"]
    assert [(a["heading"], a["responsible"], a["kind"]) for a in plan["activities"]] == [
        ("开展安全宣讲", ["各镇"], "lecture"),
        ("举办咨询日活动", ["县应急局"], "consultation-day"),
    ]
    assert [i["label"] for i in plan["indicators"]] == [
        "开展宣讲（  ）场",
        "参与（  ）人次",
        "设立咨询台（  ）个",
    ]
    assert (len(plan["source_map"]), plan["warnings"]) == (2, [])
