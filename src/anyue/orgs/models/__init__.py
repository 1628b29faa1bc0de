"""Units in a tree by area, what happened to them, their lists, and the people who act for them."""

from anyue.orgs.models.changes import UnitChange
from anyue.orgs.models.handovers import Handover
from anyue.orgs.models.imports import UnitImport
from anyue.orgs.models.invitations import Invitation, purpose_of
from anyue.orgs.models.lists import Listing, UnitGroup
from anyue.orgs.models.many import insert_many
from anyue.orgs.models.memberships import Membership
from anyue.orgs.models.renewals import Renewal
from anyue.orgs.models.units import MOST_LEVELS, PLANTED, STEP, Unit, UnitQuerySet, ids_of, new_code

__all__ = [
    "MOST_LEVELS",
    "PLANTED",
    "STEP",
    "Handover",
    "Invitation",
    "Listing",
    "Membership",
    "Renewal",
    "Unit",
    "UnitChange",
    "UnitGroup",
    "UnitImport",
    "UnitQuerySet",
    "ids_of",
    "insert_many",
    "new_code",
    "purpose_of",
]
