"""Reading groups: the joint list for everybody; relations, profiles, sources and history for the police room."""

from gvi.steps.groups.queries.listing import (
    PAGE,
    SORTS,
    Filters,
    code_names_of,
    current_groups,
    group_page,
    has_others,
    shown_name,
    visible_groups,
    visible_names,
)

__all__ = [
    "PAGE",
    "SORTS",
    "Filters",
    "code_names_of",
    "current_groups",
    "group_page",
    "has_others",
    "shown_name",
    "visible_groups",
    "visible_names",
]
