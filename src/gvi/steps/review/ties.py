"""T34: nothing in the joint space ties a group to an incident, neither by a column nor by words.

Only code names that the writer may know are looked for: a refusal must not tell what stands under *Övriga*.
"""

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.refusals import CodeNameBesideIncident, TieRefused
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import in_text


def refuse_tie(group: Group | None, incident: Incident | None, text: str, actor: Actor) -> None:
    """Refuse a joint task that names both, by its columns or by its ``text``."""
    if incident is None:
        return
    if group is not None:
        raise TieRefused
    for name in in_text(text, actor).exact:
        raise CodeNameBesideIncident(name)
