"""The judgement form of the meeting, and the quick review's. Both stay in the police room."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.judge import Judged
from gvi.steps.review.flows.quick_review import QuickLook
from gvi.steps.review.forms.fields import KeyedRadio, day_field, text_field
from gvi.steps.review.models import Certainty, Gmi, Motive
from gvi.steps.review.queries.earlier import Search, earlier_incidents
from gvi.steps.review.queries.judgements import JudgementView
from gvi.steps.review.queries.words import incident_words
from gvi.trust.workspaces.models import Area

FEW_GROUPS = 40
NO_ANSWER = ("", _("Nej, eller vet inte"))


class JudgementForm(forms.Form):
    """One version of a judgement. ``after`` is the version its author has before their eyes."""

    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    gmi = forms.ChoiceField(label=_("Grupprelaterad"), choices=Gmi.choices, widget=KeyedRadio)
    certainty = forms.ChoiceField(label=_("Säkerhet"), choices=Certainty.choices, widget=forms.RadioSelect)
    motive = forms.ChoiceField(label=_("Motiv"), choices=Motive.choices)
    acting = forms.ModelMultipleChoiceField(
        label=_("Misstänkt sida"), queryset=Group.objects.none(), required=False
    )
    suffering = forms.ModelMultipleChoiceField(
        label=_("Utsatt sida"), queryset=Group.objects.none(), required=False
    )
    acting_more = forms.CharField(label=_("Fler på misstänkt sida"), max_length=200, required=False)
    suffering_more = forms.CharField(label=_("Fler på utsatt sida"), max_length=200, required=False)
    area = forms.ModelChoiceField(
        label=_("Område"), queryset=Area.objects.all(), required=False, empty_label=_("alla områden")
    )
    day = day_field(_("Dag"), required=False)
    answer_to = forms.ChoiceField(label=_("Svar på"), required=False, widget=forms.RadioSelect)
    risk = text_field(
        _("Risk för hämnd"),
        longest=2000,
        required=False,
        help_text=_("Med ord: hur stor, mot vem, hur länge, och vad den bygger på."),
    )
    warn = text_field(_("Vem kan behöva varnas eller skyddas"), longest=2000, required=False)

    def __init__(
        self, *args: Any, incident: Incident, groups: list[Group], more: bool = False, **kwargs: Any
    ) -> None:
        """``groups`` are those the form offers; ``more`` says that others may be named in words."""
        super().__init__(*args, **kwargs)
        self.incident, self.groups, self.more = incident, groups, more
        every = Group.objects.filter(pk__in=[group.pk for group in groups])
        self.fields["acting"].queryset = every  # type: ignore[attr-defined]
        self.fields["suffering"].queryset = every  # type: ignore[attr-defined]
        self.fields["answer_to"].choices = self._answers()  # type: ignore[attr-defined]

    def clean_acting_more(self) -> list[Group]:
        """Groups beyond those the form offers, by code name."""
        return self._by_name(self.cleaned_data["acting_more"])

    def clean_suffering_more(self) -> list[Group]:
        """Groups beyond those the form offers, by code name."""
        return self._by_name(self.cleaned_data["suffering_more"])

    def _by_name(self, text: str) -> list[Group]:
        wanted = [name.strip() for name in text.split(",") if name.strip()]
        found = {group.code_name: group for group in Group.objects.filter(code_name__in=wanted)}
        for name in wanted:
            if name not in found:
                raise forms.ValidationError(
                    _("Det finns ingen grupp som heter %(name)s."), params={"name": name}
                )
        return list(found.values())

    def _answers(self) -> list[tuple[str, Any]]:
        found = earlier_incidents(self.incident, self._search())
        known = {str(pk): words for pk, words in found}
        chosen = self._chosen()
        if chosen and chosen[0] not in known:
            known = {chosen[0]: chosen[1], **known}
        return [NO_ANSWER, *known.items()]

    def _search(self) -> Search:
        """What the reader looks for, as far as it can be read; the form's own check says what is wrong."""
        area, day = self["area"].value(), self.fields["day"]
        try:
            return Search(UUID(str(area)) if area else None, day.clean(self["day"].value() or None))
        except (ValueError, forms.ValidationError):
            return Search()

    def _chosen(self) -> tuple[str, str] | None:
        """The answer chosen already, which stays in the list whatever one looks for."""
        value = self["answer_to"].value()
        try:
            found = (
                Incident.objects.select_related("area").filter(pk=UUID(str(value))).first() if value else None
            )
        except ValueError:
            return None
        return (str(found.pk), incident_words(found)) if found else None

    @property
    def chosen_acting(self) -> set[str]:
        """Ids of the groups ticked on the acting side."""
        return {str(value) for value in self["acting"].value() or ()}

    @property
    def chosen_suffering(self) -> set[str]:
        """Ids of the groups ticked on the suffering side."""
        return {str(value) for value in self["suffering"].value() or ()}

    def judged(self) -> Judged:
        """What the flow takes; call after ``is_valid``."""
        asked = self.cleaned_data
        answer = asked["answer_to"]
        return Judged(
            gmi=Gmi(asked["gmi"]),
            certainty=Certainty(asked["certainty"]),
            motive=Motive(asked["motive"]),
            acting=tuple({*asked["acting"], *asked["acting_more"]}),
            suffering=tuple({*asked["suffering"], *asked["suffering_more"]}),
            answer_to=Incident.objects.get(pk=answer) if answer else None,
            risk=asked["risk"],
            warn=asked["warn"],
        )


def typed_in(data: QueryDict) -> dict[str, Any]:
    """What was typed, to be shown again in a form that has not been judged."""
    return {**data.dict(), "acting": data.getlist("acting"), "suffering": data.getlist("suffering")}


def initial_of(previous: JudgementView | None, groups: list[Group]) -> dict[str, Any]:
    """What the form begins with: the judgement that holds, to be changed where it no longer does."""
    if previous is None:
        return {"after": 0, "motive": Motive.UNKNOWN}
    by_name = {group.code_name: group.pk for group in groups}
    return {
        "after": previous.version,
        "gmi": previous.gmi,
        "certainty": previous.certainty,
        "motive": previous.motive,
        "acting": [by_name[name] for name in previous.acting if name in by_name],
        "suffering": [by_name[name] for name in previous.suffering if name in by_name],
        "answer_to": previous.answer_to_id or "",
        "risk": previous.risk,
        "warn": previous.warn,
    }


class QuickForm(forms.Form):
    """Five minutes on a phone."""

    groups = forms.CharField(
        label=_("Vilka grupper kan det röra"),
        max_length=300,
        required=False,
        help_text=_("Kodnamn och sida."),
    )
    risk = text_field(_("Risk för hämnd"), longest=2000, help_text=_("Hur stor, mot vem, hur snart."))
    warn = text_field(_("Vem behöver varnas eller skyddas nu"), longest=2000, required=False)
    talks = forms.ChoiceField(
        label=_("Behövs samtal"), choices=[("yes", _("Ja")), ("no", _("Nej"))], widget=forms.RadioSelect
    )

    def look(self) -> QuickLook:
        """What the flow takes; call after ``is_valid``."""
        asked = self.cleaned_data
        return QuickLook(
            groups=asked["groups"], risk=asked["risk"], warn=asked["warn"], talks=asked["talks"] == "yes"
        )


class TickForm(forms.Form):
    """What was done."""

    note = forms.CharField(label=_("Anteckning"), max_length=300, required=False)
