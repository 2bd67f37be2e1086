"""What a reader must know of a displacement difference, and the check on which the warning rests."""

from collections.abc import Sequence

from gvi.science.evaluation.result import Note
from gvi.science.numerals import decimal, percent

MOST_APART = 1.5
ROLES = ("control", "treated", "displacement_control", "displacement_treated")
"""In the order in which science.md gives their counts."""

POISSON = Note(
    "assumes_poisson",
    "Beräknat på summor: felet förutsätter att antalen är Poissonfördelade. Våld varierar oftast mer än så, och då är "
    "intervallet för smalt. Med antal per månad behövs inte antagandet.",
    "From totals: the error assumes that counts are Poisson. Violence mostly varies more than that, and then the "
    "interval is too narrow. With counts by month the assumption is not needed.",
)
BASES = Note(
    "bases_differ",
    "Före starten skilde sig platserna som jämförs minst 1,5 gånger i antal. Då kan samma förändring i procent se ut "
    "som en effekt i antal: skillnaden får inget p-värde. Läs kvoten i stället.",
    "Before the start the places that are compared differed by at least 1.5 times in counts. The same change in per "
    "cent may then look like an effect in counts: the difference has no p value. Read the ratio instead.",
    withholds=True,
)
FEW_STEPS = Note(
    "few_steps",
    "För få steg i tiden för att skatta hur mycket antalen varierar: p-värde och intervall ges inte.",
    "Too few steps of time to estimate how much the counts vary: no p value and no interval are given.",
    withholds=True,
)


def bases_differ(before: Sequence[float]) -> bool:
    """Whether a place and the one it is compared with differ 1.5 times; ``before`` has one value a role in ``ROLES``.

    >>> bases_differ((308, 207, 150, 178)), bases_differ((310, 200, 150, 178))
    (False, True)
    """
    control, treated, beside_control, beside_treated = before
    pairs = ((control, treated), (beside_control, beside_treated))
    return any(max(pair) >= MOST_APART * min(pair) for pair in pairs)


def ratio_note(ratio: float, interval: tuple[float, float] | None) -> Note:
    """The ratio in words, which stands beside every difference."""
    return Note("ratio", _ratio("sv", ratio, interval), _ratio("en", ratio, interval))


def _ratio(lang: str, ratio: float, interval: tuple[float, float] | None) -> str:
    ends = interval and (decimal(interval[0], lang), decimal(interval[1], lang))
    change = percent(ratio - 1, lang)
    if lang == "sv":
        said = f", intervall {ends[0]} till {ends[1]}" if ends else ""
        return (
            "Som kvot: antalen i det behandlade området och området intill ändrades till "
            f"{decimal(ratio)} gånger jämförelseområdenas ändring ({change}{said})."
        )
    said = f", interval {ends[0]} to {ends[1]}" if ends else ""
    return (
        "As a ratio: the counts in the treated area and beside it changed to "
        f"{decimal(ratio, 'en')} times the change of the areas compared with ({change}{said})."
    )
