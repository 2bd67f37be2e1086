"""Forms to ask for a talk and to approve one. None asks for a later time than the reason gives (T15)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.callins.models import CallIn
from gvi.steps.callins.states import OVER
from gvi.steps.groups.models import Group
from gvi.steps.groups.states import FIRST
from gvi.steps.incidents.models import Incident
from gvi.steps.review.forms.fields import at_local
from gvi.steps.talks.deadlines import LAST_MINUTE
from gvi.steps.talks.flows.approve_talk import Answers
from gvi.steps.talks.flows.request_talk import NewTalk
from gvi.steps.talks.words import Concern, Reason, TalkKind
from gvi.trust.people.forms.fields import choice_field, day_field, line_field, text_field
from gvi.trust.workspaces.models import Member

NO_NAMES = _("Inget om stöd, hälsa eller hur någon har svarat på hjälp.")


def clock_field(**given: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
    return forms.TimeField(label=_("Klockan"), required=False, widget=widget, input_formats=formats, **given)


def moment(told: dict[str, Any]) -> datetime | None:
    """The day and clock of a form as a moment; a day alone is its last minute."""
    return at_local(told["day"], told["clock"] or LAST_MINUTE) if told.get("day") else None


class UnderEighteenForm(forms.Form):
    """What is answered about somebody who is, or may be, under eighteen (T27); not asked about others."""

    concern = choice_field(
        _("Är orosanmälan gjord?"),
        Concern,
        required=False,
        help_text=_("Anmälan görs utanför det här systemet. Här står bara dess beteckning."),
    )
    concern_reference = line_field(_("Orosanmälans beteckning"), longest=60)
    guardians = line_field(_("Hur vårdnadshavare är med"), longest=300)

    def __init__(self, *args: Any, minor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not minor:
            for name in UnderEighteenForm.base_fields:
                del self.fields[name]

    def answers(self) -> Answers:
        """What ``approve_talk`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Answers(
            Concern(told.get("concern", "")), told.get("concern_reference", ""), told.get("guardians", "")
        )


class RequestForm(UnderEighteenForm):
    """Why, about which group, and by when if it is sooner than the reason gives."""

    kind = forms.ChoiceField(label=_("Slag"), widget=forms.RadioSelect, choices=TalkKind.choices)
    reason = forms.ChoiceField(
        label=_("Anledning"),
        choices=[("", _("välj")), *((it.value, it.label) for it in Reason if it is not Reason.REPEAT)],
    )
    words = text_field(_("Varför just nu"), longest=500, help_text=NO_NAMES)
    group = forms.ModelChoiceField(
        label=_("Grupp"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("välj"),
        help_text=_("Behövs inte vid en trygghetskontakt."),
    )
    incident = forms.ModelChoiceField(
        label=_("Händelse"), queryset=Incident.objects.none(), required=False, empty_label=_("ingen")
    )
    callin = forms.ModelChoiceField(
        label=_("Call-in"), queryset=CallIn.objects.none(), required=False, empty_label=_("ingen")
    )
    day = day_field(
        _("Tidigare än anledningen ger"),
        required=False,
        help_text=_("Tiden kan bara bli tidigare, aldrig senare."),
    )
    clock = clock_field()
    field_order = ("kind", "reason", "words", "group", "incident", "callin", "day", "clock")

    def __init__(
        self,
        *args: Any,
        minor: bool,
        callable_: bool,
        incidents: list[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        """``callable_``: whether the message may go to the person at all (T11); else only the contact for safety."""
        super().__init__(*args, minor=minor, **kwargs)
        if not callable_:
            self.fields["kind"].choices = [(TalkKind.SAFETY.value, TalkKind.SAFETY.label)]  # type: ignore[attr-defined]
        self.fields["group"].queryset = Group.objects.filter(state__in=FIRST)  # type: ignore[attr-defined]
        over = CallIn.objects.filter(state__in=OVER).order_by("-day")
        self.fields["callin"].queryset = over  # type: ignore[attr-defined]
        self.fields["callin"].label_from_instance = _callin  # type: ignore[attr-defined]
        field = self.fields["incident"]
        field.queryset = Incident.objects.filter(pk__in=[pk for pk, _words in incidents])  # type: ignore[attr-defined]
        field.choices = [("", _("ingen")), *((str(pk), words) for pk, words in incidents)]  # type: ignore[attr-defined]

    def new(self, person: UUID) -> NewTalk:
        """What ``request_talk`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        answers = self.answers()
        return NewTalk(
            person=person,
            kind=TalkKind(told["kind"]),
            reason=Reason(told["reason"]),
            words=told["words"],
            group=told["group"],
            incident=told["incident"],
            callin=told["callin"],
            sooner=moment(told),
            concern=answers.concern,
            concern_reference=answers.concern_reference,
            guardians=answers.guardians,
        )


def _callin(one: CallIn) -> str:
    return f"{one.number}, {one.day}"


class PhoneForm(UnderEighteenForm):
    """Who said yes on the phone."""

    decider = forms.ChoiceField(
        label=_("Vem beslutade"),
        widget=forms.RadioSelect,
        help_text=_("Den som är i jour, eller dess ersättare. Bekräftas skriftligt inom 24 timmar."),
    )
    field_order = ("decider",)

    def __init__(self, *args: Any, minor: bool, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, minor=minor, **kwargs)
        self.fields["decider"].choices = [(str(it.pk), it.name) for it in members]  # type: ignore[attr-defined]


class SoonerForm(forms.Form):
    """An earlier time."""

    day = day_field(_("Ny senaste dag"))
    clock = clock_field()

    def due(self) -> datetime:
        """The chosen moment; call after ``is_valid``."""
        found = moment(self.cleaned_data)
        if found is None:
            raise ValueError("due() was called before is_valid()")
        return found
