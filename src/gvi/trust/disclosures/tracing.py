"""What of the room's doors belongs to a person, so that the log can be asked who has read about them.

The sender's grounds and draft lines say whom a disclosure is about; the header itself holds no person.
"""

from gvi.trust.log import trace

BELONGING = {
    "disclosures.ground": """
        select person_id as person, disclosure_id as record from disclosures_ground where person_id is not null""",
    "disclosures.draft": """
        select person_id as person, draft_id as record from disclosures_draftline where person_id is not null""",
}


def register_belonging() -> None:
    """Called when Django starts."""
    for key, query in BELONGING.items():
        trace.register(key, query)
