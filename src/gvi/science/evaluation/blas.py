"""BLAS held to one thread around many small solves, where threads cost more than they give (science.md)."""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold BLAS to one thread inside the block.

    >>> with one_thread():
    ...     pass
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield
