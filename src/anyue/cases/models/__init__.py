"""Items of both registers, their versions, and what of them is public."""

from anyue.cases.models.items import CaseItem, CaseItemQuerySet, CaseVerdict, CaseVersion
from anyue.cases.models.public import Publication, PublicRegister

__all__ = ["CaseItem", "CaseItemQuerySet", "CaseVerdict", "CaseVersion", "PublicRegister", "Publication"]
