"""What the police of the invented city know of its groups, over four years, and where they know it from.

It agrees with the truth of the process that made the incidents (`gvi.city.bonds`, `gvi.city.histories`) as far as
police can see it: from incidents, from notes, and with the gaps that come when nobody looked. No row here is about
a person.
"""

from gvi.city.mapping.decisions import unasked
from gvi.city.mapping.mapping import Mapping, build_mapping

__all__ = ["Mapping", "build_mapping", "unasked"]
