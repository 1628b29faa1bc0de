"""What a liaison's card is offered filled in with, until its person saves it."""

from anyue.accounts.models import Mobile, User
from anyue.campaigns.choices import FormKind
from anyue.core.registers import CardFacts, card_values, is_of_people
from anyue.orgs.queries import roles_in
from anyue.reports.models import ReportVersion
from anyue.reports.queries.basis import Sheet

_LOOKED_THROUGH = 3


def offered(user: User, sheet: Sheet) -> dict[str, str]:
    """The unit, the person who has the page open, and the cards that the unit sent last, by code.

    Nothing where the form asks for no person, or where something was saved already. A person's number is
    shown to nobody but them; whoever fills in for a unit is not its person. At most three queries.
    """
    form, unit = sheet.basis.form, sheet.participation.unit
    if not is_of_people(form) or (sheet.basis.report and sheet.basis.report.saved_at):
        return {}
    versions = (
        ReportVersion.objects.standing()
        .filter(
            report__participation__unit=unit,
            report__occurrence__deadline__form__kind__in=(FormKind.CARD, FormKind.REGISTER),
        )
        .select_related("report__occurrence__deadline__form")
        .order_by("-submitted_at")[:_LOOKED_THROUGH]
    )
    last = [
        (row.form, version.own) for version in versions if (row := version.report.occurrence.deadline.form)
    ]
    if not roles_in(user, unit.pk):
        return card_values(form, CardFacts(unit.name, ""), last)
    mobile = Mobile.objects.filter(user=user).first()
    return card_values(form, CardFacts(unit.name, user.name, mobile.number if mobile else ""), last)
