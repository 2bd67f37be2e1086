"""Work that the log does by itself: sealed every minute (house.md, "Log"). Run by ``gvi worker``."""

from procrastinate.contrib.django import app

from gvi.trust.log.seal import seal


@app.periodic(cron="* * * * *")
@app.task(name="log.seal", queueing_lock="log.seal", pass_context=False)
def seal_the_log(timestamp: int) -> None:
    """Seal whatever has been committed since the last minute."""
    seal()
