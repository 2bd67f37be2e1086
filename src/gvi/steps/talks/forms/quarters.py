"""The secrecy test that a quarter's counts need to leave the room."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.steps.review.forms.fields import text_field


class QuarterForm(forms.Form):
    """Written, not ticked."""

    test = text_field(
        _("Menprövning"),
        longest=1000,
        help_text=_(
            "Vem kan lida men om antalen blir kända för alla arbetsytor, och varför kan de ändå lämnas?"
        ),
    )
