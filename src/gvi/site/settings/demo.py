"""The invented city: sign in by choosing a role. Boots only on a database stamped *fictional*, loopback only."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from gvi.site.settings.accounts import *  # noqa: F403
from gvi.site.settings.base import *  # noqa: F403
from gvi.site.settings.base import DATABASES, MIDDLEWARE, SECRET_KEY
from gvi.site.settings.pghistory import *  # noqa: F403

GVI_FICTIONAL = True
ROOT_URLCONF = "gvi.site.demo_urls"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
AUTHENTICATION_BACKENDS = [
    "gvi.site.demo.RoleBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 2, "max_size": 16, "timeout": 10}}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
MIDDLEWARE = ["gvi.site.middleware.loopback.LoopbackMiddleware", *MIDDLEWARE]
GVI_TOTP_KEYS = [urlsafe_b64encode(sha256(SECRET_KEY.encode()).digest()).decode()]
