"""Mobile numbers, which the database never holds in clear."""

from typing import Self

from django.db import models

from anyue.accounts import sealing
from anyue.accounts.models.people import User
from anyue.core.mobile import mask_mobile


class SealedNumber(models.Model):
    """A row that holds a mobile number: encrypted, and beside it the keyed digest that it is found by."""

    sealed = models.CharField("号码密文", max_length=200)
    index = models.CharField("号码索引", max_length=64, db_index=True)

    class Meta:
        abstract = True

    @property
    def number(self) -> str:
        """The 11 digits, for the act of revealing them and for new keys; pages show `masked`."""
        return sealing.open_number(self.sealed, self.index)

    @number.setter
    def number(self, number: str) -> None:
        self.sealed, self.index = sealing.seal_number(number)

    @property
    def masked(self) -> str:
        """The number as pages show it: 138****1234."""
        return mask_mobile(self.number)


class MobileQuerySet(models.QuerySet["Mobile"]):
    """Numbers of people; they are found by nothing but the digest of the whole number."""

    def with_number(self, number: str) -> Self:
        """The row of this number of 11 digits."""
        return self.filter(index__in=sealing.indexes_of(number))


class Mobile(SealedNumber):
    """The mobile number of a person, by which they may sign in; a number is one person's."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="mobile")
    index = models.CharField("号码索引", max_length=64, unique=True)

    objects = MobileQuerySet.as_manager()

    class Meta:
        verbose_name = "手机号码"

    def __str__(self) -> str:
        return self.masked
