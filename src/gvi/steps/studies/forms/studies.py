"""Begin a study, read a file in, give a study up."""

from pathlib import Path

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.steps.review.forms.fields import text_field
from gvi.steps.studies.flows.create_study import NewStudy
from gvi.steps.studies.panels.reading import ENDINGS, LARGEST
from gvi.steps.studies.words import Source, StepOf, UnitOf
from gvi.trust.workspaces.code_names import NamelessForm


class NewStudyForm(NamelessForm, forms.Form):
    """What it is called, and where its figures come from."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=120,
        help_text=gettext_lazy("Kort, så att studien känns igen i listan."),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Uppgifter"), choices=Source, initial=Source.OWN, widget=forms.RadioSelect
    )
    unit_of = forms.ChoiceField(
        label=gettext_lazy("Egna händelser räknas per"), choices=UnitOf, initial=UnitOf.CITY
    )
    step_of = forms.ChoiceField(
        label=gettext_lazy("Tidssteg för egna händelser"), choices=StepOf, initial=StepOf.MONTH
    )

    def new(self) -> NewStudy:
        """What the flow takes; call after ``is_valid``."""
        return NewStudy(**{name: self.cleaned_data[name] for name in self.fields})


class PanelForm(forms.Form):
    """The file one drops, and which of its columns say where and when."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "CSV eller Excel (.xlsx), högst 5 MB: en rad per enhet och tid, med 0 där inget hände."
        ),
    )
    unit = forms.CharField(
        label=gettext_lazy("Kolumn med enhet"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Lämna tomt om den heter enhet, område, stad eller kommun, eller står först."),
    )
    time = forms.CharField(
        label=gettext_lazy("Kolumn med tid"),
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "Lämna tomt om den heter tid, månad, vecka, kvartal eller år, eller står som tvåa."
        ),
    )

    def clean_file(self) -> UploadedFile:
        """Check size and ending; the content is checked when it is read."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Filen är större än 5 MB. Kör den med kommandot gvi evaluate i stället.")
            )
        if Path(sent.name or "").suffix.lower() not in ENDINGS:
            raise forms.ValidationError(_("Filen ska sluta på .csv eller .xlsx."))
        return sent


class DropForm(NamelessForm, forms.Form):
    """Why a study is given up."""

    because = text_field(
        gettext_lazy("Varför läggs studien ned?"),
        longest=300,
        help_text=gettext_lazy(
            "Studien står kvar i listan med skälet, så att ingen studie försvinner i tysthet."
        ),
    )
