"""Sessions in the database that know their person, so that one query finds both, and that end by themselves.

Set as SESSION_ENGINE. A row without a person belongs to somebody who has not signed in. A session ends after
ANYUE_IDLE_MINUTES without a request and ANYUE_SESSION_HOURS after the sign-in, whatever its cookie says.
"""

from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from anyue import clock
from anyue.accounts.models import Session, User

BROWSER = "browser"
ADDRESS = "address"
# Often enough to measure minutes, and seldom enough that reading pages hardly writes.
_NOTED_EVERY = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Keeps the person of the session beside its data; `person` is None until the session was loaded."""

    person: User | None = None
    _row: Session | None = None

    def _validate_session_key(self, key: str | None) -> bool:
        """Only what could be a key is looked up; a quoted cookie can hold what no database takes."""
        return key is not None and len(key) >= 8 and key.isascii() and key.isalnum()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of this store."""
        return Session

    def load(self) -> dict[str, Any]:
        """The session's data; its person is fetched with it. A session that has ended is removed."""
        row: Session | None = self._get_session_from_db()  # type: ignore[attr-defined]  # The stubs omit it.
        if row is None:
            return {}
        now = clock.running()
        if row.ends_at() <= now:
            row.delete()
            self._session_key = None
            return {}
        if now - row.seen_at >= _NOTED_EVERY:
            Session.objects.filter(pk=row.pk, seen_at=row.seen_at).update(seen_at=now)
        self._row = row
        self.person = row.user
        data: dict[str, Any] = self.decode(row.session_data)
        return data

    def cycle_key(self) -> None:
        """A new key for the same data, as at every sign-in; the time until the end starts anew."""
        self._row = None
        super().cycle_key()

    def flush(self) -> None:
        """Remove the session's data and its row."""
        self._row = None
        super().flush()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to store."""
        row = cast("Session", super().create_model_instance(data))  # The store makes rows of its own table.
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.seen_at = clock.running()
        row.started_at = self._row.started_at if self._row else row.seen_at
        row.expire_date = row.started_at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        row.browser, row.address = data.get(BROWSER, ""), data.get(ADDRESS, "")
        return row
