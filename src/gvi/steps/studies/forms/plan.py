"""The plan as questions, and as text. What the figures allow is offered; nothing about them is chosen in advance."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.science.evaluation import times
from gvi.science.evaluation.times import Step
from gvi.steps.review.forms.fields import text_field
from gvi.steps.studies.models import PanelFile
from gvi.steps.studies.own_words import column_words
from gvi.steps.studies.plan_text import Answers
from gvi.trust.workspaces.code_names import NamelessForm

METHODS = [
    ("interrupted_series", gettext_lazy("Avbruten tidsserie: en stad mot sin egen historia")),
    ("synthetic_control", gettext_lazy("Syntetisk kontroll: en blandning av jämförbara enheter")),
    ("augmented_synthetic_control", gettext_lazy("Syntetisk kontroll med korrigering")),
    ("synthetic_did", gettext_lazy("Syntetisk differens i differenser")),
    ("differences", gettext_lazy("Differens i differenser: behandlade mot obehandlade")),
]
SEASONS = [
    ("where", gettext_lazy("ja, om varje kalendermånad har händelser före starten")),
    ("no", gettext_lazy("nej")),
]
ALONE = frozenset({"interrupted_series"})
ALPHAS = [("0.05", "5 %"), ("0.1", "10 %"), ("0.01", "1 %")]
PERIOD = re.compile(r"(\d{1,3})\s*[–-]\s*(\d{1,3})")


class PlanForm(NamelessForm, forms.Form):
    """The pre-registration, question by question."""

    title = forms.CharField(label=gettext_lazy("Studiens namn"), max_length=120)
    question = text_field(
        gettext_lazy("Fråga"),
        longest=500,
        help_text=gettext_lazy("En mening, till exempel: Minskade skjutningarna sedan strategin började?"),
    )
    primary = forms.ChoiceField(
        label=gettext_lazy("Huvudutfall"),
        help_text=gettext_lazy("Det som slutsatsen vilar på. Ett, och bara ett."),
    )
    secondary = forms.MultipleChoiceField(
        label=gettext_lazy("Andra utfall"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Deras p-värden justeras för att de är flera."),
    )
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Var infördes strategin?"), widget=forms.CheckboxSelectMultiple
    )
    start = forms.CharField(label=gettext_lazy("Första tiden med strategin"), max_length=20)
    why_then = text_field(
        gettext_lazy("Varför just då?"),
        longest=1000,
        help_text=gettext_lazy(
            "Ett program som startar på en topp ser verksamt ut av sig självt. Skriv vad som avgjorde tidpunkten, och "
            "om våldet var ovanligt högt."
        ),
    )
    phase_in = forms.IntegerField(
        label=gettext_lazy("Inkörning, antal steg som inte räknas"), min_value=0, max_value=36, initial=0
    )
    method = forms.ChoiceField(label=gettext_lazy("Metod"), choices=METHODS, widget=forms.RadioSelect)
    season = forms.ChoiceField(
        label=gettext_lazy("Räkna med årstider?"),
        choices=SEASONS,
        initial="where",
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Gäller avbruten tidsserie. Med få händelser svarar metoden bara utan årstider."
        ),
    )
    out = forms.MultipleChoiceField(
        label=gettext_lazy("Jämför inte med"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Enheter som påverkas av strategin eller av något annat särskilt."),
    )
    periods = forms.CharField(
        label=gettext_lazy("Perioder efter starten"),
        required=False,
        max_length=100,
        initial="1–6, 7–12, 13–24",
        help_text=gettext_lazy(
            "I studiens tidssteg, till exempel 1–6, 7–12. Tomt är hela tiden efter starten."
        ),
    )
    alpha = forms.ChoiceField(
        label=gettext_lazy("Signifikansnivå"),
        choices=ALPHAS,
        initial="0.05",
        help_text=gettext_lazy("Så ofta får en slump tas för en effekt."),
    )
    margin = forms.IntegerField(
        label=gettext_lazy("Så liten att den saknar betydelse, per cent"),
        min_value=1,
        max_value=50,
        initial=10,
    )
    negative_control = forms.ChoiceField(
        label=gettext_lazy("Kontrollutfall"),
        required=False,
        help_text=gettext_lazy(
            "Något som strategin inte borde påverka. Ändras det också är något annat på gång."
        ),
    )
    leave_one_out = forms.BooleanField(
        label=gettext_lazy("Pröva om svaret hänger på en enda jämförelseenhet"), required=False
    )

    def __init__(self, *args: Any, panel: PanelFile, **kwargs: Any) -> None:
        """``panel`` is what there is to choose from."""
        super().__init__(*args, **kwargs)
        self.panel = panel
        columns = [(name, column_words(name)) for name in panel.columns]
        units = [(unit, unit) for unit in panel.units]
        self._choose("primary", [("", _("välj ett")), *columns])
        self._choose("secondary", columns)
        self._choose("negative_control", [("", _("inget")), *columns])
        self._choose("units", units)
        self._choose("out", units)
        self.fields["start"].help_text = _(
            "Skriven som uppgifternas egen tid, till exempel %(last)s. Den får ligga efter dem."
        ) % {"last": panel.last}
        if len(units) == 1:
            self._alone()

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _alone(self) -> None:
        """One unit is compared with itself alone."""
        self.fields["units"].initial = list(self.panel.units)
        self._choose("method", [(name, str(words)) for name, words in METHODS if name in ALONE])
        self.fields["method"].initial = METHODS[0][0]
        for name in ("out", "leave_one_out"):
            del self.fields[name]

    def clean_start(self) -> str:
        """A time as the panel's own."""
        start: str = self.cleaned_data["start"].strip()
        if times.read(Step(self.panel.step), start) is None:
            raise forms.ValidationError(_("Väntade en tid som %(last)s.") % {"last": self.panel.last})
        return start

    def clean_periods(self) -> tuple[tuple[int, int], ...]:
        """Pairs of steps, in order."""
        parts = [part.strip() for part in self.cleaned_data["periods"].split(",") if part.strip()]
        found = [PERIOD.fullmatch(part) for part in parts]
        pairs = tuple((int(one[1]), int(one[2])) for one in found if one)
        if len(pairs) < len(parts) or any(first < 1 or last < first for first, last in pairs):
            raise forms.ValidationError(_("Väntade perioder som 1–6, 7–12, räknade från 1."))
        return pairs

    def clean(self) -> dict[str, Any]:
        """What is treated is not compared with, and a method that compares has something to compare with."""
        cleaned = super().clean() or {}
        treated, out = set(cleaned.get("units", ())), set(cleaned.get("out", ()))
        if treated & out:
            self.add_error(
                "out", _("En enhet där strategin infördes kan inte också tas bort ur jämförelsen.")
            )
        left = len(self.panel.units) - len(treated | out)
        if cleaned.get("method") not in {None, *ALONE} and left < 2:
            self.add_error("method", _("Metoden jämför med andra enheter, och här finns färre än två kvar."))
        return cleaned

    def answers(self) -> Answers:
        """What the plan is written from; call after ``is_valid``."""
        told = self.cleaned_data
        second = [name for name in told["secondary"] if name != told["primary"]]
        return Answers(
            title=told["title"].strip(),
            question=told["question"].strip(),
            outcomes=(told["primary"], *second),
            units=tuple(told["units"]),
            start=told["start"],
            why_then=told["why_then"].strip(),
            method=told["method"],
            phase_in=told["phase_in"],
            out=tuple(told.get("out", ())),
            periods=told["periods"],
            alpha=float(told["alpha"]),
            margin=told["margin"] / 100,
            negative_control=told["negative_control"],
            leave_one_out=told.get("leave_one_out", False),
            season=told["season"] != "no",
        )


class PlanTextForm(NamelessForm, forms.Form):
    """plan.toml as it stands."""

    text = forms.CharField(
        label=gettext_lazy("plan.toml"),
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "gvi-code"}),
    )
