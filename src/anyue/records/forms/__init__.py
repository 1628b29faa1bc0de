"""Input of the ledger."""

from anyue.records.forms.channels import ChannelForm, CloseForm, ReadingForm
from anyue.records.forms.record import EvidenceForm, NumbersForm, ReasonForm, RecordForm, initial_of
from anyue.records.forms.workbook import WorkbookForm

__all__ = [
    "ChannelForm",
    "CloseForm",
    "EvidenceForm",
    "NumbersForm",
    "ReadingForm",
    "ReasonForm",
    "RecordForm",
    "WorkbookForm",
    "initial_of",
]
