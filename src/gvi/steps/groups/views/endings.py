"""Merging, splitting and dissolving on screen: what ends, what follows, and what people say goes on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.steps.groups.flows.carry_memberships import Handover
from gvi.steps.groups.flows.dissolve_group import dissolve_group
from gvi.steps.groups.flows.merge_groups import merge_groups
from gvi.steps.groups.flows.split_group import split_group
from gvi.steps.groups.forms.endings import EndingForm, MergeForm, SplitForm, WhichForm, relation_choices
from gvi.steps.groups.models import Group
from gvi.steps.groups.queries.ending import Belonging, belonging_to, count_living, relations_to_decide
from gvi.steps.groups.queries.history import in_a_row
from gvi.steps.groups.queries.relation_rows import relation_rows
from gvi.steps.groups.refusals import GroupEnded
from gvi.steps.groups.states import FIRST
from gvi.steps.groups.views import read_group, status_of
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.workspaces.asked import refuse_unknown
from gvi.trust.workspaces.pages import RoomRequest, page
from gvi.trust.workspaces.rights import Right
from gvi.trust.workspaces.shell import attempt


@page(Right.WRITE_MAPPING)
def merge(request: RoomRequest) -> HttpResponse:
    """First which groups, by the address; then the day, the reason and what goes on."""
    refuse_unknown(request, {"grupp", "till", "vidare"})
    which = WhichForm(
        request.GET if "vidare" in request.GET else None, initial={"grupp": request.GET.getlist("grupp")}
    )
    if not which.is_valid():
        return render(request, "groups/merge.html", {"which": which}, status=status_of(which))
    former, into = list(which.cleaned_data["grupp"]), which.cleaned_data["till"]
    today = timezone.localdate()
    rows = relations_to_decide(former, into, today)
    form = MergeForm(request.POST or None, into=into, relations=relation_choices(rows))
    for group in former:
        read_group(request, group.pk)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = attempt(form, lambda: merge_groups(former, form.merger(), by=request.actor, at=now))
        if done:
            messages.success(request, handed_words(done[1]))
            return redirect("groups:detail", done[0].pk)
    members = count_living([group.pk for group in former], today)
    names = in_a_row(group.code_name for group in former)
    context = {"former": former, "names": names, "into": into, "form": form, "members": members}
    return render(request, "groups/merge.html", context, status=status_of(form))


@page(Right.WRITE_MAPPING)
def split(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """One group becomes several: each membership and relation is taken where people say."""
    refuse_unknown(request)
    group = _living(request, group_id)
    today = timezone.localdate()
    members = belonging_to(group, today)
    _log_persons(request, members)
    relations = relation_choices(relations_to_decide([group], None, today))
    form = SplitForm(request.POST or None, relations=relations, memberships=[one.row.pk for one in members])
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        done = attempt(form, lambda: split_group(group, form.splitting(), by=request.actor, at=now))
        if done:
            messages.success(request, handed_words(done[1]))
            return redirect("groups:detail", group.pk)
    rows = [(one, form[f"member_{one.row.pk}"]) for one in members]
    context = {"group": group, "form": form, "members": rows, "persons": bool(rows)}
    context["parts"] = [form[name] for name in form.fields if name.startswith("part_")]
    context["relations"] = [form[name] for name in form.fields if name.startswith("relation_")]
    return render(request, "groups/split.html", context, status=status_of(form))


@page(Right.WRITE_MAPPING)
def dissolve(request: RoomRequest, group_id: UUID) -> HttpResponse:
    """A group is no more and none follows."""
    refuse_unknown(request)
    group = _living(request, group_id)
    today = timezone.localdate()
    form = EndingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, timezone.now()
        done = attempt(
            form, lambda: dissolve_group(group, told["day"], told["reason"], by=request.actor, at=now)
        )
        if done:
            messages.success(request, handed_words(done[1]))
            return redirect("groups:detail", group.pk)
    context = {
        "group": group,
        "form": form,
        "members": count_living([group.pk], today),
        "relations": relation_rows(today, of=group),
    }
    return render(request, "groups/dissolve.html", context, status=status_of(form))


def _living(request: RoomRequest, group_id: UUID) -> Group:
    """A group that has not ended, read and therefore logged."""
    group = read_group(request, group_id)
    if group.state not in FIRST:
        raise GroupEnded
    return group


def _log_persons(request: RoomRequest, members: list[Belonging]) -> None:
    for one in members:
        write(Operation.READ, "people.read", by=request.actor, kind="person", record=one.row.person_id)


def handed_words(handed: Handover) -> str:
    """What became of the memberships, in a sentence; all of it still has to be confirmed by somebody else."""
    said = [_("Sparat. Allt som var känt står kvar att läsa.")]
    if handed.proposed:
        said.append(
            ngettext(
                "%(n)d medlemskap är föreslaget i gruppen som följer och bekräftas av en annan i arbetsytan.",
                "%(n)d medlemskap är föreslagna i det som följer och bekräftas av en annan i arbetsytan.",
                handed.proposed,
            )
            % {"n": handed.proposed}
        )
    if handed.ended:
        said.append(
            ngettext("%(n)d medlemskap avslutades.", "%(n)d medlemskap avslutades.", handed.ended)
            % {"n": handed.ended}
        )
    return " ".join(said)
