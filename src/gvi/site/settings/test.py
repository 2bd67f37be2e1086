"""Tests: the application's own role on a clone of a migrated template (tests/conftest.py sets the address)."""

from gvi.site.settings.accounts import *  # noqa: F403
from gvi.site.settings.base import *  # noqa: F403
from gvi.site.settings.pghistory import *  # noqa: F403

SECRET_KEY = "test-only-secret-key-that-protects-nothing"  # noqa: S105
GVI_TICKET_KEY = "test-only-ticket-key-that-protects-nothing"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
GVI_TOTP_KEYS = ["dGVzdC1vbmx5LXRvdHAta2V5LXRoYXQtcHJvdGVjdHM="]
