"""Sessions kept under a fingerprint of their key: whoever reads the table holds no cookie (threat-model.md).

The cookie carries the key; the database knows its SHA-256, cut to the column's forty letters (160 bits).
"""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession


def fingerprint(key: str) -> str:
    """Under what the session of ``key`` is kept."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


class SessionStore(DatabaseStore):
    """Django's own store, but for the name of the row."""

    def _get_session_from_db(self) -> Any:
        kept, self._session_key = self.session_key, fingerprint(self.session_key or "")
        try:
            return super()._get_session_from_db()  # type: ignore[misc]
        finally:
            if self._session_key is not None:
                self._session_key = kept

    def exists(self, session_key: str | None) -> bool:
        """Whether the key is taken."""
        return bool(super().exists(fingerprint(session_key or "")))

    def create_model_instance(self, data: Any) -> AbstractBaseSession:
        """The row to save."""
        row = super().create_model_instance(data)
        row.session_key = fingerprint(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Remove the session of ``session_key``, or this one."""
        key = session_key or self.session_key
        if key:
            super().delete(fingerprint(key))
