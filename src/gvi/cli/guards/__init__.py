"""Is every guard on? Each module looks at one kind of guard and names what is not as the product made it.

What is expected is read from the code (migrations, lists, settings), never from the database that is looked at
(house.md, "The database does the guarding").
"""

from gvi.cli.guards.all import check
from gvi.cli.guards.finding import Finding

__all__ = ["Finding", "check"]
