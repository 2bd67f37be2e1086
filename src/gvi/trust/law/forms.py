"""What is written when a rule is verified, advised on, switched on or off. No person's data belongs here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.law.flows import Words
from gvi.trust.law.models import RuleAct

NAME = RuleAct._meta.get_field("name").max_length
LONG = RuleAct._meta.get_field("note").max_length
NOTE = forms.Textarea(attrs={"rows": 3})


class ActForm(forms.Form):
    """By whom, by name and function, and what they say."""

    name = forms.CharField(label=_("Namn och funktion"), max_length=NAME)
    note = forms.CharField(label=_("Anteckning"), max_length=LONG, widget=NOTE, required=False)

    def __init__(self, *args: Any, person: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"name": person})
        super().__init__(*args, **kwargs)

    def words(self) -> Words:
        """What the flow takes."""
        return Words(self.cleaned_data["name"], self.cleaned_data["note"])


class VerifyForm(ActForm):
    """The lawyer's statement."""

    name = forms.CharField(label=_("Jurist, namn och funktion"), max_length=NAME)


class AdviseForm(ActForm):
    """The data protection officer's advice."""

    name = forms.CharField(label=_("Dataskyddsombud, namn och funktion"), max_length=NAME)
    note = forms.CharField(label=_("Råd"), max_length=LONG, widget=NOTE)


class EnableForm(ActForm):
    """Who decides that the rule may be used."""

    name = forms.CharField(label=_("Beslutad av, namn och funktion"), max_length=NAME)


class DisableForm(ActForm):
    """Who decides that the rule may no longer be used, and why."""

    name = forms.CharField(label=_("Beslutad av, namn och funktion"), max_length=NAME)
    note = forms.CharField(label=_("Varför den slås av"), max_length=LONG, widget=NOTE)
