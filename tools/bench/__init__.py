"""Measurements: what the product promises about speed and memory, tried on this machine and written down.

Each module here with a function `measure(*, smoke: bool) -> Iterator[Figure]` is one section of the page, and the first
line of its docstring is the heading. `smoke` asks for data so small that the whole takes seconds.
"""
