"""Forms of tasks: add, complete, drop, move, release."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Group
from gvi.steps.groups.queries import current_groups
from gvi.steps.incidents.models import Incident
from gvi.steps.review.flows.add_sealed_task import NewSealedTask
from gvi.steps.review.flows.add_task import NewTask
from gvi.steps.review.forms.fields import ALL, at_local, day_field, text_field, time_field
from gvi.steps.review.models import Meeting, SealedTask, Task
from gvi.steps.review.queries.tasks import LATE, SORTS, TaskFilters
from gvi.steps.review.states import TaskState
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.code_names import findings_in
from gvi.trust.workspaces.free_text import Finding, GuardedForm
from gvi.trust.workspaces.models import Member, Workspace
from gvi.trust.workspaces.rights import Right

JOINT, SEALED = "joint", "sealed"
SPACES = [(JOINT, _("Samverkan: alla ser den")), (SEALED, _("Polisen: stannar i arbetsytan"))]
FOUR_O_CLOCK = time(16)


class TaskForm(GuardedForm, forms.Form):
    """A new task. Only the police are asked where it belongs; only a joint text is guarded."""

    space = forms.ChoiceField(
        label=_("Var uppgiften finns"), choices=SPACES, initial=JOINT, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("Uppgift"), max_length=200, help_text=_("Vad som ska göras, så att den som läser vet.")
    )
    why = forms.CharField(label=_("Varför"), max_length=300, required=False)
    group = forms.ModelChoiceField(
        label=_("Gäller gruppen"), queryset=Group.objects.none(), required=False, empty_label=_("ingen grupp")
    )
    owner = forms.ModelChoiceField(label=_("Ansvarig"), queryset=Workspace.objects.order_by("name"))
    member = forms.ModelChoiceField(
        label=_("Person i er arbetsyta"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("ingen särskild"),
    )
    day = day_field(_("Klart senast"))
    time = time_field(_("Klockan"), initial=FOUR_O_CLOCK)

    def __init__(self, *args: Any, actor: Actor, incident: Incident | None = None, **kwargs: Any) -> None:
        """The choices that ``actor`` has; with an ``incident`` the task is about that."""
        super().__init__(*args, **{"auto_id": "task_%s", **kwargs})  # stands beside the judgement's own day
        self.actor, self.incident = actor, incident
        self.fields["owner"].initial = actor.workspace_id
        self.fields["group"].queryset = current_groups(actor)  # type: ignore[attr-defined]
        own = Member.objects.filter(workspace=actor.workspace_id, left_at=None)
        self.fields["member"].queryset = own.order_by("name")  # type: ignore[attr-defined]
        if not actor.may(Right.JUDGE):
            del self.fields["space"]
            if incident:
                del self.fields["group"]

    def find(self, name: str, text: str) -> list[Finding]:
        """A sealed text may say what it needs to; beside an incident a joint one names no group (T34)."""
        if self.is_sealed:
            return []
        return super().find(name, text) + (findings_in(text, self.actor) if self.incident else [])

    @property
    def is_sealed(self) -> bool:
        """Whether the task stays in the police room; call after ``is_valid``."""
        return self.cleaned_data.get("space") == SEALED

    def joint(self, meeting: Meeting | None) -> NewTask:
        """What ``add_task`` takes."""
        return NewTask(owner=self.cleaned_data["owner"], **self._shared(meeting))

    def sealed(self, meeting: Meeting | None) -> NewSealedTask:
        """What ``add_sealed_task`` takes."""
        return NewSealedTask(**self._shared(meeting))

    def _shared(self, meeting: Meeting | None) -> dict[str, Any]:
        asked = self.cleaned_data
        return {
            "title": asked["title"],
            "why": asked["why"],
            "due": at_local(asked["day"], asked["time"]),
            "group": asked.get("group"),
            "incident": self.incident,
            "meeting": meeting,
            "member": asked["member"],
        }


class JointTextForm(GuardedForm, forms.Form):
    """A form about an existing task: its text is guarded unless the task is sealed."""

    def __init__(self, *args: Any, task: Task | SealedTask, actor: Actor, **kwargs: Any) -> None:
        """``task`` tells which space the text ends in, and whether it stands beside an incident."""
        super().__init__(*args, **kwargs)
        self.task, self.actor = task, actor

    def find(self, name: str, text: str) -> list[Finding]:
        """A sealed text may say what it needs to; beside an incident a joint one names no group (T34)."""
        if isinstance(self.task, SealedTask):
            return []
        return super().find(name, text) + (findings_in(text, self.actor) if self.task.incident_id else [])


class DoneForm(JointTextForm):
    """What came of it."""

    outcome = forms.CharField(label=_("Resultat"), max_length=300, required=False)


class DropForm(JointTextForm):
    """Why it will not be done."""

    reason = forms.CharField(label=_("Skäl"), max_length=300)


class MoveForm(JointTextForm):
    """A new time, and why."""

    day = day_field(_("Nytt datum"))
    time = time_field(_("Klockan"), initial=FOUR_O_CLOCK)
    reason = forms.CharField(label=_("Skäl"), max_length=200)

    @property
    def due(self) -> datetime:
        """The chosen moment; call after ``is_valid``."""
        return at_local(self.cleaned_data["day"], self.cleaned_data["time"])


class ReleaseForm(forms.Form):
    """The secrecy test, and who answers for the task from now on."""

    owner = forms.ModelChoiceField(label=_("Ansvarig"), queryset=Workspace.objects.order_by("name"))
    test = text_field(
        _("Menprövning"),
        longest=1000,
        help_text=_(
            "Vem kan lida men om uppgiften blir känd för alla arbetsytor, och varför kan den ändå lämnas?"
        ),
    )
    confirmed = forms.BooleanField(
        label=_("Texten pekar inte ut någon person eller grupp, trots det som hittades"), required=False
    )


class FiguresForm(forms.Form):
    """Which month, and the secrecy test."""

    month_end = forms.TypedChoiceField(label=_("Månad som tar slut"), choices=[])
    test = text_field(
        _("Menprövning"),
        longest=1000,
        help_text=_(
            "Vem kan lida men om antalen blir kända för alla arbetsytor, och varför kan de ändå lämnas?"
        ),
    )


class TaskFilter(forms.Form):
    """What the list of tasks may be filtered and sorted by (T22)."""

    text = forms.CharField(label=_("Ord i uppgiften"), max_length=60, required=False)
    state = forms.ChoiceField(
        label=_("Läge"),
        choices=[(LATE, _("försenade")), *TaskState.choices, ("all", _("alla"))],
        required=False,
    )
    whose = forms.ChoiceField(
        label=_("Vems"), choices=[ALL, ("room", _("min arbetsytas")), ("me", _("mina"))], required=False
    )
    sort = forms.ChoiceField(
        choices=[(way + key, key) for key in SORTS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def filters(self) -> TaskFilters:
        """What the reader asked for; call after ``is_valid``."""
        asked = self.cleaned_data
        state = "" if asked["state"] == "all" else asked["state"] or TaskState.OPEN
        return TaskFilters(state=state, whose=asked["whose"], text=asked["text"], sort=asked["sort"] or "due")
