"""The city's own key, whose fingerprint a receipt is held against: anybody can sign, only the city's word registers."""

from pathlib import Path

from django.conf import settings

from gvi.science.evaluation.receipt import Receipt
from gvi.trust.log.signing import load_public_keys, public_file


def city_key(receipt: Receipt) -> str | None:
    """The fingerprint of the key that signed, if it is the city's or has been; a key that was replaced still counts."""
    if not settings.GVI_SEAL_KEY:
        return None
    listed = public_file(Path(settings.GVI_SEAL_KEY))
    known = load_public_keys(listed) if listed.is_file() else {}
    return receipt.key if receipt.key in known else None
