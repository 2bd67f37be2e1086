"""How a joint document is kept, with what locks a plan, freezes an extract or releases a sentence."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.steps.review.forms.fields import day_field, text_field
from gvi.steps.studies.flows.ask_wedge import WedgeQuestion
from gvi.steps.studies.flows.lock_plan import Marks
from gvi.steps.studies.flows.release_wedge import SentenceDecision
from gvi.trust.workspaces.code_names import NamelessForm

MARKS = ("registry_number", "secrecy_marking", "erasure_decision")


class MarksForm(NamelessForm, forms.Form):
    """Registry number, marking and erasure decision."""

    registry_number = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=40)
    secrecy_marking = forms.CharField(
        label=gettext_lazy("Sekretessmarkering"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Lämna tomt om handlingen inte ska sekretessmarkeras."),
    )
    erasure_decision = forms.CharField(
        label=gettext_lazy("Gallringsbeslut"), max_length=80, help_text=gettext_lazy("Beslutets beteckning.")
    )

    def guarded(self) -> list[str]:
        """The marks are read by everybody; a secrecy test stays in the room."""
        return list(MARKS)

    def marks(self) -> Marks:
        """What the flow takes; call after ``is_valid``."""
        return Marks(**{name: self.cleaned_data[name].strip() for name in MARKS})


class LockForm(MarksForm):
    """Whether somebody has read outcomes after the start, and since when."""

    seen = forms.ChoiceField(
        label=gettext_lazy("Har någon som arbetar med studien läst utfall efter starten?"),
        choices=[("no", gettext_lazy("nej, ingen")), ("yes", gettext_lazy("ja, från den här dagen"))],
        widget=forms.RadioSelect,
    )
    read_on = day_field(gettext_lazy("Dagen då de först lästes"), required=False)
    field_order = ("seen", "read_on", *MARKS)

    def clean(self) -> dict[str, Any]:
        """A yes has a day."""
        cleaned = super().clean() or {}
        if cleaned.get("seen") == "yes" and not cleaned.get("read_on") and "read_on" not in self.errors:
            self.add_error("read_on", _("Ange dagen, ungefärligt om ni inte vet."))
        if cleaned.get("seen") == "no":
            cleaned["read_on"] = None
        return cleaned


class SentenceForm(MarksForm):
    """The secrecy test, and how the sentence is kept."""

    test = text_field(
        gettext_lazy("Menprövning"),
        longest=1000,
        help_text=gettext_lazy(
            "Vem kan lida men om meningen blir känd för alla, och varför kan den ändå lämnas?"
        ),
    )
    field_order = ("test", *MARKS)

    def decision(self) -> SentenceDecision:
        """What the flow takes; call after ``is_valid``."""
        return SentenceDecision(self.cleaned_data["test"], self.marks())


class WedgeForm(forms.Form):
    """How far back the police's own study looks, and how long a contact is thought to last."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Period"),
        choices=[
            (12, gettext_lazy("12 månader")),
            (24, gettext_lazy("24 månader")),
            (36, gettext_lazy("36 månader")),
        ],
        coerce=int,
        initial=24,
    )
    carry_over = forms.TypedChoiceField(
        label=gettext_lazy("Efter en kontakt räknas gruppen som kontaktad"),
        choices=[
            (0, gettext_lazy("hela tiden efter")),
            (4, gettext_lazy("i 4 veckor")),
            (8, gettext_lazy("i 8 veckor")),
            (13, gettext_lazy("i 13 veckor")),
        ],
        coerce=int,
        initial=0,
    )

    def question(self) -> WedgeQuestion:
        """What the flow takes; call after ``is_valid``."""
        return WedgeQuestion(self.cleaned_data["months"], self.cleaned_data["carry_over"])
