"""The WSGI application that Granian serves; it does not exist unless settings and database fit together."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gvi.site.settings.production")
application = get_wsgi_application()

from gvi.site.boot import check  # noqa: E402 - Django is set up by the line above

check()
