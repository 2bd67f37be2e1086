"""What the flows of groups refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class NameTaken(Refusal):
    """Two groups with one code name would be taken for each other."""

    def __init__(self) -> None:
        super().__init__(_("Det finns redan en grupp med det kodnamnet. Välj ett annat."), field="code_name")


class NameMissing(Refusal):
    """A group is known by its code name only."""

    def __init__(self) -> None:
        super().__init__(_("Skriv ett kodnamn, med högst 40 tecken."), field="code_name")


class NameNotLatin(Refusal):
    """A letter of another alphabet can look like ours and make two names that nobody can tell apart."""

    def __init__(self) -> None:
        sentence = _(
            "Skriv kodnamnet med vanliga latinska bokstäver, som a till ö. Något tecken är ett annat."
        )
        super().__init__(sentence, field="code_name")


class WrongState(Refusal):
    """A group that has ended does not come back; a new one gets a new code name."""

    def __init__(self) -> None:
        super().__init__(_("Gruppen kan inte gå till det läget härifrån."), field="state")
