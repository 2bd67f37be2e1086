"""How a sheet with these headings was read last time, so that nobody has to say it twice."""

import json
from datetime import datetime

from gvi.steps.incidents.models import SavedMapping
from gvi.steps.incidents.reading import FileRefused, Mapping, mapping_from


def recall(guessed: Mapping) -> Mapping:
    """The saved mapping for the guess's headings, else the guess."""
    saved = SavedMapping.objects.filter(fingerprint=guessed.fingerprint).first()
    if saved is None:
        return guessed
    try:
        return mapping_from(saved.mapping)
    except FileRefused:
        return guessed


def remember(mapping: Mapping, *, at: datetime) -> None:
    """Keep ``mapping`` for the next sheet with the same headings."""
    SavedMapping.objects.update_or_create(
        fingerprint=mapping.fingerprint, defaults={"mapping": json.loads(mapping.to_json()), "saved_at": at}
    )
