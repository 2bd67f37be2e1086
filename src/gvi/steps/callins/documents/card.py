"""The hand-out card as accessible PDF: four cards on a sheet, messages on one side and the number on the other."""

from pathlib import Path

from gvi.steps.callins.models import CardVersion
from gvi.trust.documents import render

CARD = Path(__file__).with_name("hand_out_card.typ")


def card_pdf(card: CardVersion) -> bytes:
    """Write one version of the card; one that is not approved says so across it."""
    content = {
        "lines": [line.strip() for line in card.lines.splitlines() if line.strip()],
        "phone": card.phone,
        "small_print": card.small_print,
        "number": str(card.number),
        "draft": card.approved_at is None,
    }
    return render(CARD, content, at=card.approved_at or card.at)
