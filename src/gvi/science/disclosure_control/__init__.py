"""Small numbers: what of a table of persons, or of acts toward persons, may be shown (science.md, Small numbers).

A number under five is hidden, zero as well: that nobody of a group was called tells as much as that one was. Others are
hidden so that no hidden number can be reckoned from the sums, or from the table published before. Which ones is solved,
not guessed: the fewest such that an attacker who knows everything shown, the rule and the sums still finds at least
three possible values for each number that must be hidden (Fischetti & Salazar-González 2001, "Solving the cell
suppression problem on tabular data with linear constraints", Management Science 47).
"""

from gvi.science.disclosure_control.cells import TOTAL
from gvi.science.disclosure_control.standing import last_shown, suppress_standing
from gvi.science.disclosure_control.suppressed import Cell, Suppressed
from gvi.science.disclosure_control.suppressing import suppress
from gvi.science.disclosure_control.words import LEAST, shown

__all__ = ["LEAST", "TOTAL", "Cell", "Suppressed", "last_shown", "shown", "suppress", "suppress_standing"]
