"""Forms to prepare, check, try and stop a talk, and to write letters and teams. Nothing is chosen beforehand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gvi.steps.talks.flows.prepare_talk import Preparation
from gvi.steps.talks.flows.record_attempt import SPOKEN_TO, Check, NewAttempt
from gvi.steps.talks.models import TalkLetter, Team
from gvi.steps.talks.words import Line, Outcome, Stop
from gvi.trust.people.forms.fields import day_field, line_field, text_field

YES_NO = [("yes", _("ja")), ("no", _("nej"))]


class TeamField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A team in service."""

    def __init__(self, **given: Any) -> None:
        super().__init__(label=_("Lag"), queryset=Team.objects.none(), empty_label=_("välj"), **given)


class PlanForm(forms.Form):
    """Which team, which day."""

    team = TeamField()
    day = day_field(_("Dag"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(active=True)  # type: ignore[attr-defined]


class PrepareForm(PlanForm):
    """Who goes, when, where, with what."""

    place = line_field(_("Var"), longest=200, required=True)
    letter = forms.ModelChoiceField(
        label=_("Brev"),
        queryset=TalkLetter.objects.none(),
        required=False,
        empty_label=_("inget brev"),
        help_text=_("Bara godkända versioner."),
    )
    joint_visit = forms.BooleanField(
        label=_("Gemensamt besök med socialtjänsten"),
        required=False,
        help_text=_("Namn och adress lämnas i så fall genom ett utlämnande av sitt eget slag."),
    )

    def __init__(self, *args: Any, message: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        approved = TalkLetter.objects.filter(approved_at__isnull=False)
        self.fields["letter"].queryset = approved  # type: ignore[attr-defined]
        self.fields["letter"].label_from_instance = _version  # type: ignore[attr-defined]
        if not message:
            del self.fields["letter"]

    def preparation(self) -> Preparation:
        """What ``prepare_talk`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        return Preparation(
            told["team"], told["day"], told["place"], told.get("letter"), joint_visit=told["joint_visit"]
        )


def _version(letter: TalkLetter) -> str:
    return str(_("version %(number)s") % {"number": letter.number})


def _question(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, widget=forms.RadioSelect)


class CheckForm(forms.Form):
    """The three questions of the day; each needs an answer, and none has one beforehand."""

    no_rivals = _question(_("Är det säkert att ingen rival finns på platsen?"))
    no_open_case = _question(_("Är det säkert att samtalet inte rör något öppet ärende?"))
    safe_place = _question(_("Är platsen bedömd som säker för alla som är med?"))
    words = line_field(_("Anteckning"), longest=300)

    def check(self) -> Check:
        """What ``check_safety`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        said = {name: told[name] == "yes" for name in ("no_rivals", "no_open_case", "safe_place")}
        return Check(**said, words=told["words"])


class AttemptForm(forms.Form):
    """An attempt on a phone: tick what was said, press what happened. ``id`` makes a second sending the same one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    waited = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    lines = forms.MultipleChoiceField(
        label=_("Det som sades"),
        choices=Line.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    card_left = forms.BooleanField(label=_("Kortet lämnades"), required=False)
    outcome = forms.ChoiceField(label=_("Vad hände?"), choices=Outcome.choices)
    words = line_field(_("Anteckning"), longest=300)

    def __init__(self, data: QueryDict | None = None, *, message: bool) -> None:
        super().__init__(data, initial={"id": uuid4()})
        if not message:
            del self.fields["lines"]

    @property
    def spoken(self) -> list[Outcome]:
        """Answers where somebody was spoken to."""
        return list(SPOKEN_TO)

    @property
    def alone(self) -> list[Outcome]:
        """Answers where nobody was."""
        return [one for one in Outcome if one not in SPOKEN_TO]

    def new(self) -> NewAttempt:
        """What ``record_attempt`` takes; call after ``is_valid``."""
        told = self.cleaned_data
        said = set(told.get("lines", []))
        number: UUID = told["id"]
        return NewAttempt(
            number,
            Outcome(told["outcome"]),
            tuple(line for line in Line if line.value in said),
            card_left=told["card_left"],
            words=told["words"],
            waited=timedelta(seconds=told["waited"] or 0),
        )


class StopForm(forms.Form):
    """Why: one of the reasons, and no other words (T17)."""

    reason = forms.ChoiceField(
        label=_("Varför samtalet stoppas"),
        choices=[(it.value, it.label) for it in Stop if it],
        widget=forms.RadioSelect,
    )


class FollowForm(forms.Form):
    """Why it is followed up; empty keeps the first talk's words."""

    words = text_field(_("Varför just nu"), longest=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False


class LetterForm(forms.Form):
    """A version of the letter."""

    words = text_field(
        _("Brevets text"),
        longest=4000,
        help_text=_("Lika för alla. Skriv inget om någon person: namnet trycks ovanför texten."),
    )


class TeamForm(forms.Form):
    """A team, by what it is called."""

    name = line_field(_("Lagets namn"), longest=60, required=True)


class WeekForm(forms.Form):
    """From which day the planner begins."""

    fran = day_field(_("Från"), required=False)

    def monday(self, today: date) -> date:
        """The Monday of the asked week; call after ``is_valid``."""
        asked: date = self.cleaned_data.get("fran") or today
        return asked - timedelta(days=asked.weekday())
