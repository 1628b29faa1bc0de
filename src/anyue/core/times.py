"""When something is due, how long it still counts as in time, and when nothing is taken any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from anyue.core.errors import AnyueError
from anyue.core.errors.times import LOCK_BEFORE_GRACE

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Times:
    """The times of one thing that one unit owes; all moments are aware.

    `due` is the unit's own time, `planned` what it would be without a time of its own, and `reason` says why
    the two differ. What comes in up to `grace_hours` after it is in time. What comes in later is late (迟报),
    and from `lock_hours` after it on nothing is taken; None for never. `cancelled` is the reason why nothing
    is asked any more, "" where it is. `changes` is how often the unit's time was moved, `changed_at` the last
    time.
    """

    due: datetime
    planned: datetime
    grace_hours: int = 0
    lock_hours: int | None = None
    reason: str = ""
    cancelled: str = ""
    changes: int = 0
    changed_at: datetime | None = None

    @property
    def grace_until(self) -> datetime:
        """The last moment that counts as in time."""
        return self.due + self.grace_hours * _HOUR

    @property
    def locks_at(self) -> datetime | None:
        """The last moment at which anything is taken, never before the end of the grace; None for no end."""
        if self.lock_hours is None:
            return None
        return self.due + max(self.lock_hours, self.grace_hours) * _HOUR

    @property
    def is_own(self) -> bool:
        """Whether the unit has another time than the rest."""
        return self.due != self.planned

    def is_late(self, moment: datetime) -> bool:
        """Whether what came in at this moment came too late."""
        return moment > self.grace_until

    def is_in_grace(self, moment: datetime) -> bool:
        """Whether the time is past, and what comes in at this moment is still in time."""
        return self.due < moment <= self.grace_until

    def is_locked(self, moment: datetime) -> bool:
        """Whether nothing is taken any more at this moment."""
        return self.locks_at is not None and moment > self.locks_at


def check_lock(grace_hours: int, lock_hours: int | None) -> None:
    """Raise LOCK_BEFORE_GRACE for a lock that would fall before the end of the grace."""
    if lock_hours is not None and lock_hours < grace_hours:
        raise AnyueError(LOCK_BEFORE_GRACE, field="lock_hours", grace=grace_hours)
