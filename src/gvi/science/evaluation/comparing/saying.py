"""What a reader of differences must know: why p is withheld, what randomisation assumes, what staggered starts do."""

from gvi.science.evaluation.comparing.before import Before
from gvi.science.evaluation.result import Note

EXCHANGEABLE = Note(
    "exchangeable",
    "P-värdet förutsätter att vilken som helst av de jämförda enheterna lika gärna kunde ha fått insatsen.",
    "The p value assumes that any of the units compared might as well have been the one treated.",
)
STAGGERED = Note(
    "staggered_starts",
    "Enheterna börjar vid olika tid. En enda modell blandar då effekter av olika ålder och kan gå fel; "
    "metoden staggered_differences gör inte det.",
    "Units start at different times. One model then mixes effects of different age and may go wrong; "
    "the method staggered_differences does not.",
)
NO_INTERVAL = Note(
    "no_interval",
    "Det finns för få sätt att fördela insatsen för att ge ett intervall på den valda nivån.",
    "There are too few ways to deal the treatment out to give an interval at the chosen level.",
)
NO_EVENTS = Note(
    "no_events",
    "De behandlade har inga händelser före eller efter starten, så kvoten kan inte anges.",
    "The treated have no events before or after the start, so the ratio cannot be given.",
)
CEASED = Note(
    "no_events",
    "De behandlade har inga händelser efter starten, så kvoten kan inte anges. P-värdet prövar ändå om skillnaden är "
    "större än slumpen ger.",
    "The treated have no events after the start, so the ratio cannot be given. The p value still tests whether the "
    "difference is greater than chance gives.",
)
NONE_BEFORE = Note(
    "no_events",
    "De behandlade har inga händelser före starten, så varken kvot eller p-värde kan anges.",
    "The treated have no events before the start, so neither ratio nor p value can be given.",
    withholds=True,
)
BEFORE_PARTED = Note(
    "before_parted",
    "Behandlade och jämförda gick isär redan före starten. Effekten kan vara en fortsättning på det.",
    "Treated and compared units parted ways already before the start. The effect may be more of that.",
)
BEFORE_UNCLEAR = Note(
    "before_unclear",
    "Det går inte att visa att behandlade och jämförda följdes åt före starten så nära som marginalen kräver.",
    "It cannot be shown that treated and compared units kept together before the start as closely as the margin asks.",
)
BEFORE_ALIKE = Note(
    "before_alike",
    "Behandlade och jämförda följdes åt före starten, inom den valda marginalen.",
    "Treated and compared units kept together before the start, within the chosen margin.",
)


def without_ratio(p_value: float | None, *, withheld: bool) -> Note:
    """Why there is no ratio: the events ceased, and p says so; or there were none before, and nothing can be said."""
    if p_value is not None:
        return CEASED
    return NO_EVENTS if withheld else NONE_BEFORE


def few_treated(treated: int, least: int) -> Note:
    """Too few treated units for the wild bootstrap."""
    return Note(
        "few_treated",
        f"Inget p-värde ges: {treated} behandlade, och metoden (wild bootstrap) kräver minst {least}. "
        "Använd randomisering.",
        f"No p value is given: {treated} treated, and the method (wild bootstrap) needs at least {least}. "
        "Use randomisation.",
        withholds=True,
    )


def few_clusters(treated: int, others: int, least: int) -> Note:
    """Too few units on one side for clustered errors."""
    return Note(
        "few_clusters",
        f"Inget p-värde ges: {treated} behandlade och {others} jämförda, och klustrade medelfel kräver minst "
        f"{least} av varje. Med en behandlad stad finner de oftare än inte en effekt som inte finns. "
        "Använd randomisering.",
        f"No p value is given: {treated} treated and {others} compared, and clustered errors need at least {least} of "
        "each. With one treated city they find an effect that is not there more often than not. Use randomisation.",
        withholds=True,
    )


def parted(found: Before, alpha: float) -> Note:
    """What the time before says: alike within the margin, parted, or neither shown."""
    if found.equivalent:
        return BEFORE_ALIKE
    return BEFORE_PARTED if found.p_value is not None and found.p_value <= alpha else BEFORE_UNCLEAR
