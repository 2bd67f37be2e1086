"""The search: one box for name, local reference or identity number, and the reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.flows.search_people import Question, Reason


class SearchForm(forms.Form):
    """A term and why; posted, so that neither is ever in an address."""

    term = forms.CharField(
        label=_("Namn, lokal beteckning eller personnummer"),
        max_length=120,
        help_text=_(
            "Början av ett namn räcker, i vilken ordning som helst. Bara er egen arbetsyta söks igenom."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.ChoiceField(label=_("Varför söker du?"), choices=[("", _("välj")), *Reason.choices])
    words = forms.CharField(
        label=_("Med egna ord"),
        max_length=120,
        required=False,
        help_text=_("Sparas i loggen. Skriv inget namn och inget nummer."),
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    @property
    def question(self) -> Question:
        """What ``search_people`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Question(told["term"], Reason(told["reason"]), told["words"])
