"""Whom one looks for in the log, and why; the reason is chosen, so that no person is typed into the log."""

from django import forms
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Why somebody looks for one person in the log."""

    ASKED = "asked", _("den enskilde har frågat")
    SUSPICION = "suspicion", _("misstanke om olovlig läsning")
    REVIEW = "review", _("månadens granskning")
    INCIDENT = "incident", _("personuppgiftsincident")


class TraceForm(forms.Form):
    """An id or a reference, and a reason."""

    post = forms.CharField(
        label=_("Personens nummer eller er egen beteckning"),
        max_length=60,
        help_text=_(
            "Numret står på personens sida, under Vem: Nummer i loggen. Skriv inte namn eller personnummer."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("Varför"), choices=Reason.choices)

    use_required_attribute = False

    @property
    def reason_words(self) -> str:
        """The reason as the log keeps it: Swedish, whatever the reader's language."""
        with translation.override("sv"):
            return str(Reason(self.cleaned_data["reason"]).label)
