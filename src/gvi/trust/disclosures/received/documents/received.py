"""A received disclosure as PDF: what its page says, with the mark of whoever took the copy on every sheet.

What a room receives is a document of its own (tryckfrihetsförordningen 2 kap.), to be registered in the
authority's own system; this is the copy for that. In Swedish, as the authorities keep it.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import override

from gvi.trust.disclosures.models import Item
from gvi.trust.disclosures.received.queries import Received
from gvi.trust.disclosures.received.watermark import watermark
from gvi.trust.documents import render
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.wording import text_of
from gvi.trust.workspaces.actor import Actor

TEMPLATE = Path(__file__).with_name("received.typ")


def received_pdf(found: Received, reader: Actor, at: datetime) -> bytes:
    """Write ``found``, which must be open, as PDF/UA-1, marked with ``reader`` and ``at``."""
    mark = watermark(reader, at)
    with override("sv"):
        content = {
            "room": reader.workspace_name,
            "sender": found.sender,
            "decider": found.decider,
            "decided": f"{localtime(found.decided_at):%Y-%m-%d %H.%M}",
            "until": _day(found.expires_on),
            "rule": _rule(found.rule),
            "reservation": found.reservation,
            "asked": "På er begäran" if found.on_request else "På avsändarens eget initiativ",
            "items": [_item(one) for one in found.items],
            "mark": [mark.name, mark.where],
        }
    return render(TEMPLATE, content, at=at)


def _rule(version: RuleVersion) -> str:
    text = text_of(version)
    return f"{text.title}, {text.citation}, version {version.version}"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _item(one: Item) -> dict[str, Any]:
    return {
        "class": one.get_data_class_display(),
        "text": one.text,
        "role": one.role,
        "assertion": one.get_assertion_display() if one.assertion else "",
        "secrecy": one.get_secrecy_display(),
    }
