"""The oral decision on one screen: what the decider said on the phone, recorded in a minute."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.disclosures.drafting import Line
from gvi.trust.disclosures.flows.decide_by_phone import Spoken
from gvi.trust.disclosures.forms.drafts import ItemsForm, RuleForm
from gvi.trust.disclosures.forms.fields import day_field, text_field
from gvi.trust.disclosures.queries.receivers import Standing
from gvi.trust.law.models import RuleVersion
from gvi.trust.workspaces.models import Member


class UrgentForm(RuleForm, ItemsForm):
    """Receiver, rule, person, name and address, decider, reason; only the test waits."""

    receiver = forms.ChoiceField(label=_("Till vem"), widget=forms.RadioSelect)
    decider = forms.ChoiceField(
        label=_("Vem beslutade"),
        widget=forms.RadioSelect,
        help_text=_("Den som är i jour, eller dess ersättare."),
    )
    on_request = forms.BooleanField(label=_("Mottagaren har begärt uppgifterna"), required=False)
    reason = text_field(_("Skäl"), longest=1000, rows=2, help_text=_("Varför det inte kan vänta."))
    birth_date = day_field(_("Födelsedatum"), required=False, help_text=_("Om regeln har en åldersgräns."))

    def __init__(
        self, *args: Any, standings: Iterable[Standing], members: list[Member], line: Line, **kwargs: Any
    ) -> None:
        """Only rooms with a road, and only rules that carry an oral decision."""
        self.rooms = {str(one.room.pk): one for one in standings}
        rules: dict[object, RuleVersion] = {}
        for one in self.rooms.values():
            rules |= {rule.pk: rule for rule in one.rules if rule.urgent}
        super().__init__(*args, rules=rules.values(), **kwargs)
        self.fields["rule"].required = True
        self.fields["receiver"].choices = [(pk, one.room.name) for pk, one in self.rooms.items()]  # type: ignore[attr-defined]
        self.members = {str(member.pk): member for member in members}
        self.fields["decider"].choices = [(pk, _with_call(member)) for pk, member in self.members.items()]  # type: ignore[attr-defined]
        self.offer(line)
        if not self.typed:
            del self.fields["birth_date"]

    def spoken(self) -> Spoken:
        """What ``decide_by_phone`` takes; call after ``is_valid``."""
        asked, row = self.cleaned_data, self.line.row
        rule = self.chosen_rule
        if rule is None:
            raise ValueError("spoken() was called before is_valid()")
        return Spoken(
            receiver=self.rooms[asked["receiver"]].room,
            rule=rule,
            decider=self.members[asked["decider"]],
            items=self.items(),
            reason=asked["reason"],
            answers=self.answers(),
            on_request=asked["on_request"],
            person=row.person_id,
            reference=row.subject_reference,
            birth_date=asked.get("birth_date"),
        )


def _with_call(member: Member) -> str:
    on_call: bool = member.on_call  # type: ignore[attr-defined]
    return f"{member.name} ({_('i jour') if on_call else _('ersättare')})"
