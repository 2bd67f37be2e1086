"""The file one drops, and the decision about it."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gvi.trust.people.batch.reading import LARGEST
from gvi.trust.people.forms.fields import text_field

APPROVE, REJECT = "approve", "reject"


class BatchForm(forms.Form):
    """A file with persons; its name is not kept."""

    file = forms.FileField(
        label=_("Fil"), help_text=_("CSV eller Excel (.xlsx), högst 2 MB och 2 000 rader.")
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large before it is read."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST:
            raise forms.ValidationError(_("Filen är större än 2 MB."))
        return sent


class DecisionForm(forms.Form):
    """Yes or no to all of the file, in writing; nothing is chosen beforehand."""

    answer = forms.ChoiceField(
        label=_("Beslut"),
        choices=[
            (APPROVE, _("Godkänn alla personer i filen")),
            (REJECT, _("Avvisa filen: raderna tas bort")),
        ],
        widget=forms.RadioSelect,
    )
    decision = text_field(
        _("Skäl för beslutet"),
        longest=1000,
        help_text=_("Varför just de här personerna får läggas in. Skriv inga namn: beslutet finns kvar."),
    )
