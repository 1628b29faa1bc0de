"""Sessions in the database that know their person, so that one query finds both.

Set as SESSION_ENGINE. A row without a person belongs to somebody who has not signed in.
"""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from anyue.accounts.models import Session, User


class SessionStore(DatabaseStore):
    """Keeps the person of the session beside its data; `person` is None until the session was loaded."""

    person: User | None = None

    def _validate_session_key(self, key: str | None) -> bool:
        """Only what could be a key is looked up; a quoted cookie can hold what no database takes."""
        return key is not None and len(key) >= 8 and key.isascii() and key.isalnum()

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The table of this store."""
        return Session

    def load(self) -> dict[str, Any]:
        """The session's data; its person is fetched with it."""
        row: Session | None = self._get_session_from_db()  # type: ignore[attr-defined]  # The stubs omit it.
        if row is None:
            return {}
        self.person = row.user
        data: dict[str, Any] = self.decode(row.session_data)
        return data

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to store."""
        row = cast("Session", super().create_model_instance(data))  # The store makes rows of its own table.
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
