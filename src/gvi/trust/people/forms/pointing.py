"""Fields that stand outside what is sealed about a person: a reservation, a case number. They name nobody (T31).

An identity number is refused. What else may point at a person is shown to the writer, who may keep it.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.free_text import CONFIRM, Finding, GuardedForm


class PointingForm(GuardedForm, forms.Form):
    """Looks through the fields named ``outside``; the page shows ``people/_pointing.html``."""

    outside: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any] | None:
        """Refuse identity numbers, and ask once about the rest."""
        cleaned = forms.Form.clean(self)
        self.findings: list[Finding] = []
        for name in self.guarded():
            self._check(name, self.find(name, self.cleaned_data.get(name) or ""))
        if self.findings and self.data.get(CONFIRM) != self.confirm_value:
            self.add_error(None, _("Inget är sparat än. Texten kan peka ut en person. Läs den en gång till."))
        return cleaned

    def guarded(self) -> list[str]:
        """The fields that name nobody."""
        return [name for name in self.outside if name in self.fields]
