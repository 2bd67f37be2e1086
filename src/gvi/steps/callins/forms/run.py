"""Forms of the run-of-show, the security plan, the card, the day and the debrief. None has a place for a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.flows.run_items import Running
from gvi.steps.callins.flows.write_version import Safety
from gvi.steps.callins.models import CallIn, CardVersion, RunItem, SecurityPlan, SpeakerSlot
from gvi.steps.callins.words import ObservationKind, Verdict
from gvi.steps.review.forms.fields import text_field
from gvi.trust.workspaces.code_names import NamelessForm
from gvi.trust.workspaces.free_text import Finding, What

FOUR_LINES = (
    "Vi vill inte att du dör.\n"
    "Vi vill inte att du dödar.\n"
    "Om våldet fortsätter kommer hela gruppen att känna av det.\n"
    "Vi vill att du tar emot den hjälp vi erbjuder."
)
"""The strategy's four lines, as the card begins; what is kept is the card's own text."""


class RunForm(NamelessForm, forms.Form):
    """One line of the run-of-show."""

    offset = forms.IntegerField(
        label=_("Minuter från start"),
        min_value=-600,
        max_value=900,
        help_text=_("Minus för det som sker före start. 0 är när mötet börjar."),
    )
    minutes = forms.IntegerField(label=_("Längd i minuter"), min_value=1, max_value=300)
    title = forms.CharField(label=_("Vad"), max_length=120)
    function = forms.CharField(
        label=_("Ansvarig funktion"), max_length=80, required=False, help_text=_("Funktion, inte namn.")
    )
    slot = forms.ModelChoiceField(
        label=_("Talare"), queryset=SpeakerSlot.objects.none(), required=False, empty_label=_("ingen")
    )

    def __init__(self, *args: Any, callin: CallIn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots: Any = self.fields["slot"]
        slots.queryset = SpeakerSlot.objects.filter(callin=callin)
        slots.label_from_instance = lambda slot: f"{slot.position}. {slot.get_role_display()}"

    @classmethod
    def of(cls, item: RunItem, **given: Any) -> "RunForm":
        """The form with what holds now."""
        held = {name: getattr(item, name) for name in ("offset", "minutes", "title", "function")}
        return cls(initial={**held, "slot": item.slot_id}, callin=item.callin, **given)

    def running(self) -> Running:
        """What the flows take; call after ``is_valid``."""
        return Running(**self.cleaned_data)


class SecurityForm(NamelessForm, forms.Form):
    """The security plan: functions, entrances and distances, never a person or a seat."""

    lead = forms.CharField(
        label=_("Säkerhetsansvarig"), max_length=120, help_text=_("Funktion, inte namn: vakthavande befäl.")
    )
    arrival = text_field(_("Ankomst och visitation"), longest=2000, required=False)
    inside = text_field(_("I lokalen"), longest=2000, required=False)
    departure = text_field(_("Hemfärd"), longest=2000, required=False)
    stop = text_field(_("När det avbryts, och hur"), longest=2000, required=False)

    @classmethod
    def after(cls, plan: SecurityPlan | None, **given: Any) -> "SecurityForm":
        """The form with the latest version."""
        return cls(initial={name: getattr(plan, name) for name in cls.base_fields} if plan else {}, **given)

    def find(self, name: str, text: str) -> list[Finding]:
        """Entrances are addresses, and may be."""
        return [finding for finding in super().find(name, text) if finding.what is not What.ADDRESS]

    def safety(self) -> Safety:
        """What the flow takes; call after ``is_valid``."""
        return Safety(**self.cleaned_data)


class CardForm(NamelessForm, forms.Form):
    """The card's words; its number is the programme's and is not typed here."""

    lines = forms.CharField(
        label=_("Budskap"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("En mening på varje rad. De fyra budskapen, ord för ord som de sägs."),
    )
    small_print = forms.CharField(label=_("Längst ner"), max_length=300, required=False)

    @classmethod
    def after(cls, card: CardVersion | None, **given: Any) -> "CardForm":
        """The form with the latest version, or the strategy's four lines."""
        held = {"lines": card.lines, "small_print": card.small_print} if card else {"lines": FOUR_LINES}
        return cls(initial=held, **given)


class GoForm(NamelessForm, forms.Form):
    """Go or no-go; ``word`` is the id of what was said and ``said_at`` (UTC) when, both made where it was said."""

    verdict = forms.ChoiceField(label=_("Besked"), choices=Verdict, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Skäl"), max_length=300, required=False, help_text=_("Behövs om det inte är klart.")
    )
    word = forms.UUIDField(required=False, widget=forms.HiddenInput)
    said_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)


class ObservationForm(NamelessForm, forms.Form):
    """What somebody noticed."""

    kind = forms.ChoiceField(label=_("Slag"), choices=ObservationKind)
    words = text_field(
        _("Iakttagelse"),
        longest=1000,
        help_text=_("Hur det fungerade, inte vem som gjorde vad. Ingen person och ingen grupp."),
    )


class DebriefForm(NamelessForm, forms.Form):
    """What was learnt."""

    words = text_field(_("Sammanfattning"), longest=4000)
    changes = text_field(_("Det här ändrar vi till nästa gång"), longest=4000, required=False)
