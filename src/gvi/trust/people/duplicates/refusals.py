"""What the flows of duplicates refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import NotAllowed, Refusal


class NoSuchPair(NotAllowed):
    """The pair is another room's, one of its persons is out of sight, or it was never there: one answer for all."""

    def __init__(self) -> None:
        super().__init__(_("Det finns inget sådant par i er arbetsyta."))


class OverduePair(Refusal):
    """T14: what is past its review is read and not written, and joining two records writes."""

    def __init__(self) -> None:
        super().__init__(
            _("Granskningen av en av posterna är försenad, så den kan bara läsas. Granska personen först.")
        )


class OtherReaders(Refusal):
    """3:2 p. 2: joined records are read as one, so whoever may read one must be allowed to read the other."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Den ena posten får bara läsas av namngivna tjänstemän och den andra av fler. Låt samma personer få "
                "läsa båda innan ni för ihop dem."
            )
        )
