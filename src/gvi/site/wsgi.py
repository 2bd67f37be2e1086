"""The WSGI application that Granian serves; it does not exist unless settings and database fit together.

All pages are loaded before the first request and then left alone by the garbage collector, which would otherwise
walk through every one of them now and again while somebody waits. networkit takes a second to load and only the group
audit's questions need it (science/communities), so it is loaded beside the first requests and not by who first asks.
"""

import gc
import os
from importlib import import_module
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gvi.site.settings.production")
application = get_wsgi_application()

from django.urls import reverse  # noqa: E402 - Django is set up by the line above

from gvi.site.boot import check  # noqa: E402

check()
reverse("desk:home")
gc.collect()
gc.freeze()
Thread(target=import_module, args=("networkit",), daemon=True).start()
