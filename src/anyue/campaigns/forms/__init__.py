"""Input of notices: importing one, correcting its items, choosing recipients."""

from anyue.campaigns.forms.importing import BlankFormForm, ImportForm
from anyue.campaigns.forms.recipients import CarriesOutForm, IssueForm, ShiftForm

__all__ = ["BlankFormForm", "CarriesOutForm", "ImportForm", "IssueForm", "ShiftForm"]
