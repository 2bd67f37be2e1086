"""Forms of the review: verdict on one item, signature, advice, and the filter of a month's list."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.log.models import LogReviewItem, Outcome, Verdict

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VERDICTS = [choice for choice in Verdict.choices if choice[0]]
OUTCOMES = [choice for choice in Outcome.choices if choice[0]]
NO_PERSONS: "_StrPromise" = _("Skriv inga namn eller personnummer på den som posten gäller.")


class KeyedRadio(forms.RadioSelect):
    """Radio buttons that answer to keys 1, 2, 3 (``static/gvi/keys.js``)."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Give the option its key, and what the list of keys calls it."""
        option = super().create_option(*args, **kwargs)
        key = {"data-key": str(int(option["index"]) + 1), "data-key-label": str(option["label"])}
        option["attrs"].update(key)
        return option


class VerdictForm(forms.Form):
    """What one thing turned out to be."""

    verdict = forms.ChoiceField(label=_("Hur var det?"), choices=VERDICTS, widget=KeyedRadio)
    note = forms.CharField(
        label=_("Anteckning"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Behövs när posten inte bara är i ordning. Skriv inga namn eller personnummer."),
    )

    use_required_attribute = False

    @classmethod
    def of(cls, item: LogReviewItem) -> "VerdictForm":
        """The form as the item stands."""
        return cls(initial={"verdict": item.verdict, "note": item.note})


class SignForm(forms.Form):
    """The month's outcome."""

    outcome = forms.ChoiceField(label=_("Utfall"), choices=OUTCOMES, widget=KeyedRadio)
    words = forms.CharField(
        label=_("Med egna ord"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Vad granskningen visade och vad som görs åt det. Texten står i protokollet."),
    )

    use_required_attribute = False


class AdviceForm(forms.Form):
    """The data protection officer's words."""

    words = forms.CharField(
        label=_("Råd"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=NO_PERSONS
    )

    use_required_attribute = False


class ItemFilter(forms.Form):
    """Which of a month's items to list."""

    regel = forms.ChoiceField(label=_("Varför"), required=False)
    bedomning = forms.ChoiceField(
        label=_("Bedömning"),
        required=False,
        choices=[("", _("alla")), ("left", _("inte bedömda")), *VERDICTS],
    )

    use_required_attribute = False

    def __init__(self, *args: Any, rules: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["regel"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - says so to the type checker
        field.choices = [("", _("alla")), *rules]
