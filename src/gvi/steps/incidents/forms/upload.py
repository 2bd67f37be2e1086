"""The file one drops on the import page."""

from pathlib import Path

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gvi.steps.incidents.flows.keep_upload import FORMS

LARGEST = 20 * 1024 * 1024


class UploadForm(forms.Form):
    """Refuses what is too large to be read while one waits, and endings nobody can read."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Excel (.xlsx), CSV, Parquet eller polisens händelser (.json), högst 20 MB."),
    )

    def clean_file(self) -> UploadedFile:
        """Check size and ending; the content is checked when it is read."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("Filen är större än 20 MB. Läs in den med kommandot gvi import incidents.")
            )
        if Path(sent.name or "").suffix.lower() not in FORMS:
            raise forms.ValidationError(_("Filen ska sluta på .xlsx, .csv, .parquet eller .json."))
        return sent
