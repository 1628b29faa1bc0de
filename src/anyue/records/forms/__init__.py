"""Input of the ledger."""

from anyue.records.forms.channels import ChannelForm, CloseForm, ReadingForm
from anyue.records.forms.featured import AdoptForm, DeclineForm, FeaturedForm
from anyue.records.forms.record import EvidenceForm, NumbersForm, ReasonForm, RecordForm, initial_of
from anyue.records.forms.workbook import WorkbookForm

__all__ = [
    "AdoptForm",
    "ChannelForm",
    "CloseForm",
    "DeclineForm",
    "EvidenceForm",
    "FeaturedForm",
    "NumbersForm",
    "ReadingForm",
    "ReasonForm",
    "RecordForm",
    "WorkbookForm",
    "initial_of",
]
