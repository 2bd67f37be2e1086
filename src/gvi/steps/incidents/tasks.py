"""Work that the import does by itself: what was dropped and never read in goes within the hour."""

from procrastinate.contrib.django import app

from gvi.steps.incidents.flows.keep_upload import sweep_uploads


@app.periodic(cron="*/5 * * * *")
@app.task(name="incidents.sweep_uploads", queueing_lock="incidents.sweep_uploads", pass_context=False)
def sweep(timestamp: int) -> None:
    """Remove uploads whose hour has passed."""
    sweep_uploads()
