"""Calls that bring an event loop of their own, in a thread of their own: a browser may already run one in this one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connections

from gvi.cli.worker import run_worker

T = TypeVar("T")


def alone(call: Callable[[], T]) -> T:
    """What ``call`` answers, or raises, in another thread."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call).result()


def work_off() -> None:
    """Let the worker run what is queued, and return when the queue is empty."""
    alone(_work)


def _work() -> None:
    try:
        run_worker(wait=False, signals=False)
    finally:
        connections.close_all()
