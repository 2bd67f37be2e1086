"""Text about a group names no person: it follows the group, and is not erased with anybody (trust.md, T16)."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.workspaces.free_text import Finding, GuardedForm, What

TELLS = frozenset({What.IDENTITY_NUMBER, What.LIKE_IDENTITY_NUMBER, What.PHONE, What.OWN_NAME})


class PersonlessForm(GuardedForm):
    """Asks once about names of the own room; identity numbers are refused. The page shows ``groups/_guard.html``."""

    found_words = _("Inget är sparat än. Här står ingen person, och vi hittade: %(what)s.")

    def find(self, name: str, text: str) -> list[Finding]:
        """What may point at a person; a street or a group's code name may well stand here."""
        return [finding for finding in super().find(name, text) if finding.what in TELLS]
