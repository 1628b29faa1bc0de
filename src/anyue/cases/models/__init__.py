"""Items of both registers, their versions, their pictures, and what of them is public."""

from anyue.cases.models.items import CaseItem, CaseItemQuerySet, CaseVerdict, CaseVersion
from anyue.cases.models.pictures import CasePicture, PublishedPicture
from anyue.cases.models.public import Publication, PublicRegister

__all__ = [
    "CaseItem",
    "CaseItemQuerySet",
    "CasePicture",
    "CaseVerdict",
    "CaseVersion",
    "PublicRegister",
    "Publication",
    "PublishedPicture",
]
