"""What these data could show: how large a fall must be for the test to find it, before anyone looks for one."""

from gvi.science.evaluation.detectable.expecting import Expected
from gvi.science.evaluation.detectable.powering import power
from gvi.science.evaluation.detectable.result import Power, Share

__all__ = ["Expected", "Power", "Share", "power"]
