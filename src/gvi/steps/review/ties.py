"""T34: nothing in the joint space ties a group to an incident, neither by a column nor by words.

Only code names that the writer may know are looked for: a refusal must not tell what stands under *Övriga*.
"""

import re

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import visible_groups
from gvi.steps.incidents.models import Incident
from gvi.steps.review.refusals import CodeNameBesideIncident, TieRefused
from gvi.trust.workspaces.actor import Actor


def code_names_in(text: str, actor: Actor) -> list[str]:
    """Code names that stand in ``text`` as words of their own, perhaps with a genitive s."""
    words = {word.removesuffix("s") for word in _words(text)} | _words(text)
    if not words:
        return []
    names = visible_groups(actor).values_list("code_name", flat=True)
    return [name for name in names if _stands_in(name, words, text)]


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if word[0].isupper()}


def _stands_in(name: str, words: set[str], text: str) -> bool:
    return name in words or (" " in name and re.search(rf"\b{re.escape(name)}s?\b", text) is not None)


def refuse_tie(group: Group | None, incident: Incident | None, text: str, actor: Actor) -> None:
    """Refuse a joint task that names both, by its columns or by its ``text``."""
    if incident is None:
        return
    if group is not None:
        raise TieRefused
    for name in code_names_in(text, actor):
        raise CodeNameBesideIncident(name)
