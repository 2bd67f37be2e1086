"""The fictional city Björkhamn: the same seed always builds the same city.

Demo, tests, training and the power analysis use it (science.md, "The fictional city"). Everything in it
is invented: places, groups, members, incidents. It holds frames only and knows neither database nor
clock; `gvi.cli.demo` writes the frames through the flows that people use.
"""

from gvi.city.city import City, build
from gvi.city.scale import CitySizeError

__all__ = ["City", "CitySizeError", "build"]
