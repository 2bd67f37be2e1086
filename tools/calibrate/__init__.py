"""Calibration: how often each method finds an effect where there is none, and how near it comes to one that is there.

Each module here with a function `settings() -> list[Setting]` is one method's section of the page, and its docstring is
the heading and the prose. A setting is a kind of panel; science.md, *Calibration is the promise*, says what must hold.
"""
