"""Which form corrects which section of a plan."""

from anyue.campaigns.forms.deadline import DeadlineForm
from anyue.campaigns.forms.items import ItemForm
from anyue.campaigns.forms.plain import (
    ActivityForm,
    ContactForm,
    HeaderForm,
    PeriodForm,
    QuotaForm,
    RequirementForm,
)
from anyue.campaigns.forms.table import TableForm

ITEM_FORMS: dict[str, type[ItemForm]] = {
    form.section: form
    for form in (
        HeaderForm,
        PeriodForm,
        DeadlineForm,
        TableForm,
        ActivityForm,
        QuotaForm,
        ContactForm,
        RequirementForm,
    )
}
"""The sections that can be corrected, in the order of the page."""
