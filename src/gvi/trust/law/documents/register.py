"""One room's register as PDF, in Swedish."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from gvi.trust.documents import render
from gvi.trust.law.processing.register import Assessment, Register

TEMPLATE = Path(__file__).with_name("register.typ")


def register_pdf(register: Register, *, at: datetime) -> bytes:
    """Write ``register`` as a PDF dated ``at``."""
    content = {
        "controller": register.controller,
        "law": register.law,
        "day": register.day.isoformat(),
        "assessment": assessment_words(register.assessment),
        "entries": [
            {"title": entry.title, "rows": [[label, list(values)] for label, values in entry.rows]}
            for entry in register.entries
        ],
        "agreements": list(register.agreements),
        "measures": list(register.measures),
    }
    return render(TEMPLATE, content, at=timezone.localtime(at))


def assessment_words(assessment: Assessment | None) -> str:
    """The impact assessment and the decision, in one sentence."""
    if assessment is None:
        return "Ingen konsekvensbedömning är registrerad. Arbetsytan är avstängd."
    until = f", till och med {assessment.valid_until.isoformat()}" if assessment.valid_until else ""
    state = "Arbetsytan är på" if assessment.on and not assessment.ended else "Arbetsytan är avstängd"
    decided = f"beslut {assessment.decided_on.isoformat()} av {assessment.decider}{until}"
    return f"{assessment.reference}: {decided}. {state}."
