"""Work that the rooms' persons need by themselves: set apart and erased every night. Run by ``gvi worker``."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gvi.trust.people.erasure import run


@app.periodic(cron="15 1 * * *")
@app.task(name="people.retention", queueing_lock="people.retention", pass_context=False)
def set_apart_and_erase(timestamp: int) -> None:
    """Whatever is due tonight; what an earlier night left, too."""
    run(timezone.now())
