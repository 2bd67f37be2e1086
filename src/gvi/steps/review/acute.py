"""Acute mode: what to do in the twenty-four hours after a killing, step by step (domain.md, "Review").

The order follows how the strategy is practised: first those who may be hurt next, then those who can calm, then
the message to the groups, and on the next day an honest look at what was done. docs/reference/acute-plan.md
lists the same steps with who usually takes each.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PlannedStep:
    """One step: due ``hours`` after the plan was started; ``code`` is what the database keeps."""

    code: str
    hours: int
    title: Promise
    how: Promise

    @property
    def after(self) -> timedelta:
        """How long after the start it is due."""
        return timedelta(hours=self.hours)


STEPS = (
    PlannedStep(
        "quick_review",
        1,
        _("Gör snabbgenomgången"),
        _("Vilka grupper kan det röra, vem kan drabbas härnäst, behövs samtal."),
    ),
    PlannedStep(
        "danger",
        2,
        _("Bedöm vem som är i fara, och varna eller skydda"),
        _("Hotbedömning med personsäkerhet. Den som varnas får veta vart man ringer."),
    ),
    PlannedStep(
        "hospital",
        2,
        _("Ta kontakt med sjukhuset"),
        _("Kontaktperson på akuten, ordning vid entrén, vilka som samlas där."),
    ),
    PlannedStep(
        "partners",
        3,
        _("Ring samordnarna i kommunen, frivården och socialtjänsten"),
        _("Säg vad som har hänt och vad ni behöver. Inga namn."),
    ),
    PlannedStep(
        "family",
        4,
        _("Ta kontakt med den dödades anhöriga"),
        _("En namngiven polis, stöd vid sorg, och lyssna efter planer på hämnd."),
    ),
    PlannedStep(
        "patrol",
        4,
        _("Styr den synliga närvaron"),
        _("Platser och tider där hämnd är mest trolig, de närmaste två dygnen."),
    ),
    PlannedStep(
        "media",
        5,
        _("Bestäm vem som talar med medierna"),
        _("Ett budskap. Inga uppgifter om grupper, motiv eller anhöriga."),
    ),
    PlannedStep(
        "talks",
        6,
        _("Bestäm vilka samtal som ska hållas, av vem och när"),
        _("Samtal med anledning av risk för hämnd hålls inom 24 till 48 timmar."),
    ),
    PlannedStep(
        "message",
        12,
        _("Ge budskapet till grupperna på båda sidor"),
        _("Vi vill inte att någon mer dör. Våldet får följder för hela gruppen. Hjälp finns."),
    ),
    PlannedStep(
        "area",
        18,
        _("Möt dem som bor och arbetar där det hände"),
        _("Skola, fritidsgård, föreningar och trossamfund får veta vad som görs."),
    ),
    PlannedStep(
        "focus",
        22,
        _("Ta ställning till en period med ökat fokus"),
        _("Beslut inom 72 timmar. Skriv ner varför eller varför inte."),
    ),
    PlannedStep(
        "evaluate",
        24,
        _("Gå igenom dygnet"),
        _("Vad blev gjort, vad återstår, vem tar över. För in resten som uppgifter."),
    ),
)
BY_CODE = {step.code: step for step in STEPS}
