"""Forms of the settings pages. A day one writes as the last is stored as the day after (half-open, as grants are)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.free_text import Finding, GuardedForm
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Area, Holiday, Member, Programme
from gvi.trust.workspaces.roles import Role, roles_of

HALF_YEAR = timedelta(days=182)


def day_input() -> forms.DateInput:
    """A date field as the browser draws it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LastDayField(forms.DateField):
    """The last day of something; cleans to the day after."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Sista dag"), widget=day_input(), **kwargs)

    def clean(self, value: Any) -> Any:
        """The day after the one written."""
        day = super().clean(value)
        return day + timedelta(days=1) if isinstance(day, date) and day < date.max else day


def _role_field(kind: Kind) -> forms.TypedChoiceField:
    held = roles_of(kind)
    choices = [(role.value, role.label) for role in Role if role in held]
    return forms.TypedChoiceField(label=_("Roll"), choices=choices, coerce=Role)


class InviteForm(GuardedForm, forms.Form):
    """A new member of one's own room."""

    name = forms.CharField(label=_("Namn"), max_length=80)
    email = forms.EmailField(
        label=_("E-postadress i tjänsten"), help_text=_("Används bara för att logga in.")
    )
    function = forms.CharField(label=_("Funktion"), max_length=80, required=False)
    ends = LastDayField(help_text=_("Högst tolv månader. Rollen kan förlängas."))

    def __init__(self, *args: Any, kind: Kind, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"ends": today + HALF_YEAR}
        super().__init__(*args, **kwargs)
        self.fields["role"] = _role_field(kind)
        self.order_fields(["name", "email", "function", "role", "ends"])


class GrantForm(forms.Form):
    """A role from one day to another."""

    starts = forms.DateField(label=_("Första dag"), widget=day_input())
    ends = LastDayField(help_text=_("Högst tolv månader efter första dagen."))

    def __init__(self, *args: Any, kind: Kind, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts": today, "ends": today + HALF_YEAR}
        super().__init__(*args, **kwargs)
        self.fields["role"] = _role_field(kind)
        self.order_fields(["role", "starts", "ends"])


class DeputyForm(forms.Form):
    """Who stands in, and when."""

    deputy = forms.ModelChoiceField(Member.objects.none(), label=_("Ställföreträdare"))
    starts = forms.DateField(label=_("Första dag"), widget=day_input())
    ends = LastDayField()

    def __init__(self, *args: Any, colleagues: QuerySet[Member], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"starts": today, "ends": today + timedelta(days=30)}
        super().__init__(*args, **kwargs)
        _offer(self, colleagues)


class HandOverForm(forms.Form):
    """Who takes over."""

    deputy = forms.ModelChoiceField(Member.objects.none(), label=_("Vem tar över?"))

    def __init__(self, *args: Any, colleagues: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, colleagues)


def _offer(form: forms.Form, colleagues: QuerySet[Member]) -> None:
    field = form.fields["deputy"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = colleagues


class ResetForm(forms.Form):
    """Why a second factor must be replaced."""

    reason = forms.CharField(
        label=_("Vad har hänt?"),
        max_length=200,
        help_text=_("Till exempel: telefonen är borta sedan i går. Skriv inget om ärenden eller personer."),
    )


class AskResetForm(ResetForm):
    """Whose second factor must be replaced, and why."""

    member = forms.ModelChoiceField(Member.objects.none(), label=_("Medlem"))

    def __init__(self, *args: Any, colleagues: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = colleagues
        self.order_fields(["member", "reason"])


class SwitchForm(forms.Form):
    """An authority's decision about its room."""

    on = forms.TypedChoiceField(
        label=_("Beslut"),
        choices=[("on", _("Slå på arbetsytan")), ("off", _("Stäng av arbetsytan"))],
        coerce=lambda value: value == "on",
        widget=forms.RadioSelect,
    )
    assessment = forms.CharField(
        label=_("Konsekvensbedömning, referens"),
        max_length=120,
        help_text=_("Diarienummer eller annan beteckning i er egen myndighet."),
    )
    decider = forms.CharField(label=_("Beslutad av"), max_length=120, help_text=_("Namn och funktion."))
    decided_on = forms.DateField(label=_("Beslutsdatum"), widget=day_input())
    valid_until = forms.DateField(
        label=_("Gäller till och med"),
        widget=day_input(),
        required=False,
        help_text=_("Därefter stängs arbetsytan av sig själv."),
    )


class ProgrammeForm(GuardedForm, forms.ModelForm[Programme]):
    """The programme's facts."""

    class Meta:
        model = Programme
        fields = ("name", "municipality", "helpline", "meeting_weekday", "meeting_time", "meeting_weeks")
        labels = {
            "name": _("Programmets namn"),
            "municipality": _("Kommun"),
            "helpline": _("Hjälptelefon"),
            "meeting_weekday": _("Mötesdag"),
            "meeting_time": _("Mötestid"),
            "meeting_weeks": _("Mötesrytm"),
        }
        widgets = {"meeting_time": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def find(self, name: str, text: str) -> list[Finding]:
        """The helpline is a telephone number that everybody may call."""
        return [it for it in super().find(name, text) if name != "helpline" or it.refused]


class AreaForm(GuardedForm, forms.Form):
    """An area's name. Unlike a model form it does not compare with what exists: the flow does."""

    name = forms.CharField(label=_("Område"), max_length=Area._meta.get_field("name").max_length)


class HolidayForm(GuardedForm, forms.Form):
    """A day without a meeting."""

    day = forms.DateField(label=_("Dag"), widget=day_input())
    name = forms.CharField(label=_("Benämning"), max_length=Holiday._meta.get_field("name").max_length)


class DropHolidayForm(forms.Form):
    """The day that is an ordinary one again."""

    day = forms.DateField()


class RoomForm(GuardedForm, forms.Form):
    """A room for one more authority, and its first administrator."""

    kind = forms.TypedChoiceField(label=_("Slag av myndighet"), choices=Kind.choices, coerce=Kind)
    name = forms.CharField(
        label=_("Arbetsytans namn"), max_length=80, help_text=_("Myndigheten eller nämnden, som den heter.")
    )
    founder = forms.CharField(label=_("Första administratör, namn"), max_length=80)
    email = forms.EmailField(label=_("Första administratör, e-postadress i tjänsten"))
