"""Background work: the queue lives in the database; jobs hold opaque ids and re-enter their room (house.md)."""

from procrastinate.contrib.django import app

POLL_SECONDS = 5.0
HEARTBEAT_SECONDS = 10.0


def run_worker(*, wait: bool = True, signals: bool = True) -> None:
    """Work until stopped, or until the queue is empty when not ``wait``; ``signals=False`` inside a thread."""
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        working.run_worker(
            wait=wait,
            install_signal_handlers=signals,
            delete_jobs="successful",
            fetch_job_polling_interval=POLL_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
        )
