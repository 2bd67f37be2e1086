"""Which problem analysis to make, and the decision to release one without secrets."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.groups.models import Source
from gvi.steps.incidents.sources import source_words
from gvi.steps.mapping.flows.make_analysis import EverySourceCounts, Wanted
from gvi.steps.mapping.flows.release_analysis import Decision
from gvi.steps.mapping.models import Language, Version
from gvi.steps.mapping.queries.facts import incident_sources
from gvi.steps.review.forms.fields import text_field
from gvi.trust.workspaces.code_names import NamelessForm

INCIDENTS, GROUPS = "handelser:", "grupper:"
MONTHS = [(12, _("de senaste 12 månaderna")), (24, _("de senaste 24 månaderna"))]


class AnalysisForm(forms.Form):
    """One click makes the usual one: a year, in Swedish, with every source."""

    version = forms.ChoiceField(
        label=_("Version"), choices=Version, initial=Version.FULL, widget=forms.RadioSelect
    )
    months = forms.TypedChoiceField(label=_("Period"), choices=MONTHS, coerce=int, initial=12)
    language = forms.ChoiceField(label=_("Språk"), choices=Language, initial=Language.SWEDISH)
    without = forms.ChoiceField(label=_("Utan källan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(f"{GROUPS}{pk}", name) for pk, name in Source.objects.values_list("pk", "name")]
        incidents = [(f"{INCIDENTS}{name}", source_words(name)) for name in incident_sources()]
        self.fields["without"].choices = [  # type: ignore[attr-defined]
            ("", _("räkna alla källor")),
            (_("Källor till händelser"), incidents),
            (_("Källor till grupper"), groups),
        ]

    def clean(self) -> dict[str, Any]:
        """The version without secrets is made of every source."""
        cleaned = super().clean() or {}
        if cleaned.get("version") == Version.OPEN and cleaned.get("without"):
            self.add_error("without", str(EverySourceCounts()))
        return cleaned

    def wanted(self) -> Wanted:
        """What the flow takes; call after ``is_valid``."""
        asked = self.cleaned_data
        left_out = asked["without"]
        return Wanted(
            version=Version(asked["version"]),
            language=Language(asked["language"]),
            months=asked["months"],
            without=left_out.removeprefix(INCIDENTS) if left_out.startswith(INCIDENTS) else "",
            source=UUID(left_out.removeprefix(GROUPS)) if left_out.startswith(GROUPS) else None,
        )


class ReleaseAnalysisForm(NamelessForm, forms.Form):
    """The secrecy test, and how the joint document is kept."""

    test = text_field(
        _("Menprövning"),
        longest=1000,
        help_text=_(
            "Vem kan lida men om analysen blir känd för alla arbetsytor och för politiker, och varför kan den "
            "ändå lämnas?"
        ),
    )
    registry_number = forms.CharField(label=_("Diarienummer"), max_length=40)
    secrecy_marking = forms.CharField(
        label=_("Sekretessmarkering"),
        max_length=120,
        required=False,
        help_text=_("Lämna tomt om handlingen inte ska sekretessmarkeras."),
    )
    erasure_decision = forms.CharField(
        label=_("Gallringsbeslut"), max_length=80, help_text=_("Beslutets beteckning.")
    )

    def guarded(self) -> list[str]:
        """The marks are read by everybody; the secrecy test stays in the room and may name what it weighs."""
        return ["registry_number", "secrecy_marking", "erasure_decision"]

    def decision(self) -> Decision:
        """What the flow takes; call after ``is_valid``."""
        return Decision(
            test=self.cleaned_data["test"], **{name: self.cleaned_data[name] for name in self.guarded()}
        )
