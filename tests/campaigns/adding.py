"""What a town asks of its villages beyond the county's notice, for the tests of relays and of totals."""

from io import BytesIO

from docx import Document

from anyue import clock
from anyue.campaigns.actions import add_forms, keep_table
from anyue.campaigns.adding import Addition, Table
from anyue.campaigns.models import CampaignForm, Occurrence
from anyue.core.uploads import prepare
from tests.cast import ISSUED, Running

TITLE = "本镇隐患排查统计表"
ROWS = (
    ("排查项目", "排查情况"),
    ("1.沿街商铺", "排查商铺（ ）家，发现隐患（ ）处；"),
    ("2.安全宣讲", "组织开展宣讲活动（ ）场，参与（ ）人次。"),
)


def blank_file(title: str = TITLE) -> bytes:
    """A town's own blank form in Word."""
    document, out = Document(), BytesIO()
    document.add_paragraph(title)
    table = document.add_table(len(ROWS), 2)
    for row, said in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    document.save(out)
    return out.getvalue()


def read(running: Running, title: str = TITLE) -> Table:
    """The town's blank form, read and kept."""
    file = prepare(blank_file(title), "本镇排查表.docx", megabytes=10)
    return keep_table(participation=running.part("town"), file=file, by=running.cast.clerk)


def add_table(running: Running, due: str = "2026-06-28T17:00", title: str = TITLE) -> CampaignForm:
    """Let the town ask its villages for its own table."""
    with clock.standing_at(ISSUED):
        addition = Addition(due, table=read(running, title))
        (form,) = add_forms(participation=running.part("town"), additions=[addition], by=running.cast.clerk)
    return form


def add_text(running: Running, what: str = "本镇工作总结", due: str = "2026-06-28T17:00") -> Occurrence:
    """Let the town ask its villages for a text."""
    with clock.standing_at(ISSUED):
        (form,) = add_forms(
            participation=running.part("town"), additions=[Addition(due, what)], by=running.cast.clerk
        )
    return form.occurrences().get()
