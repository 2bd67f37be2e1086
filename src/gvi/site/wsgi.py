"""The WSGI application that Granian serves; it does not exist unless settings and database fit together.

All pages are loaded before the first request and then left alone by the garbage collector, which would otherwise
walk through every one of them now and again while somebody waits.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gvi.site.settings.production")
application = get_wsgi_application()

from django.urls import reverse  # noqa: E402 - Django is set up by the line above

from gvi.site.boot import check  # noqa: E402

check()
reverse("desk:home")
gc.collect()
gc.freeze()
