"""What is refused about extracts, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchRequest(NotAllowed):
    """Another room's request is as if there were none."""

    def __init__(self) -> None:
        super().__init__(_("Det finns ingen sådan begäran i er arbetsyta."))


class ReferenceTaken(Refusal):
    """Two requests under one case number could not be told apart."""

    def __init__(self) -> None:
        super().__init__(_("Ärendenumret används redan för en annan begäran."), field="reference")


class NotYet(Refusal):
    """A request that has not come in yet has no time to count from."""

    def __init__(self) -> None:
        super().__init__(_("Begäran kan inte ha kommit in i framtiden."), field="received_on")


class Answered(Refusal):
    """An answered request stays as it was."""

    def __init__(self) -> None:
        super().__init__(_("Begäran är redan besvarad."))


class OneAnswerForAll(Refusal):
    """The police neither confirm nor deny, so nothing is looked up and nobody is tied to the request."""

    def __init__(self) -> None:
        super().__init__(_("Polisen svarar alla lika och slår inte upp någon. Ingen person väljs här."))
