"""The phrases that the sentence of an evaluation is put together from, in Swedish and English (``words``)."""

METHODS = {
    "sv": {
        "interrupted_series": ("avbruten tidsserie", "än vad utvecklingen före starten talar för"),
        "synthetic_control": ("syntetisk kontroll", "än i en vägd jämförelse av andra enheter"),
        "augmented_synthetic_control": (
            "syntetisk kontroll med justering (ridge)",
            "än i en vägd och justerad jämförelse av andra enheter",
        ),
        "synthetic_did": ("syntetiska differenser", "än i en vägd jämförelse av andra enheter"),
        "differences": ("differenser mellan enheter", "än i de jämförda enheterna"),
        "staggered_differences": ("differenser med olika starter", "än i de jämförda enheterna"),
        "stepped_wedge": ("stegvis start grupp för grupp", "än när grupperna ännu inte hade nåtts"),
        "micro_synthetic": ("syntetisk kontroll för små områden", "än i vägda jämförbara områden"),
        "displacement": (
            "skillnad med hänsyn till omflyttning",
            "än i kontrollområdet, omgivningen inräknad",
        ),
    },
    "en": {
        "interrupted_series": ("interrupted time series", "than what went before the start suggests"),
        "synthetic_control": ("synthetic control", "than in a weighted comparison of other units"),
        "augmented_synthetic_control": (
            "synthetic control with ridge adjustment",
            "than in a weighted and adjusted comparison of other units",
        ),
        "synthetic_did": (
            "synthetic difference in differences",
            "than in a weighted comparison of other units",
        ),
        "differences": ("differences between units", "than in the units compared with"),
        "staggered_differences": ("differences with staggered starts", "than in the units compared with"),
        "stepped_wedge": ("stepped wedge, group by group", "than while the groups had not yet been reached"),
        "micro_synthetic": ("synthetic control for small areas", "than in weighted comparable areas"),
        "displacement": (
            "weighted displacement difference",
            "than in the control area, the surroundings counted in",
        ),
    },
}
TEXTS = {
    "sv": {
        "size": "{outcome} var {size} {span} {beside}{interval}.",
        "same": "{outcome} var lika hög {span} som väntat utan insatsen{interval}.",
        "ceased": "{outcome} upphörde {span}: inte en enda händelse efter starten bland de behandlade. Hur mycket "
        "lägre det är än väntat kan därför inte räknas som kvot.",
        "constant": "{outcome} var {value} vid varje tid, både före starten och efter: det finns ingen skillnad att "
        "räkna på.",
        "span": "från {start} till {to}",
        "since": "från {start}",
        "mean": "i genomsnitt {size} {side} per {step}",
        "total": "{size} {side} totalt",
        "relative": " ({share})",
        "lower": "lägre",
        "higher": "högre",
        "interval": " ({level}s konfidensintervall: {low} till {high})",
        "none": "Ingen effekt på {outcome} kunde räknas fram: {reason}",
        "hidden": "talen döljs, så att inga små antal kan läsas eller räknas fram.",
        "no_reason": "data räcker inte.",
        "withheld": "Något p-värde ges inte. {reason} Därför går det inte att säga om skillnaden är större än vad "
        "slumpen ger, och resultatet är förenligt med både effekt och ingen effekt.",
        "withheld_bare": "metoden kan inte ge ett tillförlitligt p-värde för dessa data.",
        "cannot_reject": "Med så få jämförelser kan p aldrig bli lägre än {least}, och gränsen är {alpha}: upplägget "
        "kan inte skilja en effekt från slumpen ({p}). Resultatet är förenligt med både effekt och ingen effekt.",
        "unsure": "Så stor skillnad kan slumpen ge ({p}): resultatet är förenligt med både effekt och ingen effekt.",
        "small": "Skillnaden kan vara slump ({p}), och den är liten: både en minskning och en ökning på mer än "
        "{margin} kan uteslutas.",
        "sure": "Så stor skillnad ger slumpen sällan ({p}). Det talar för att insatsen hade effekt, men annat som "
        "hände samtidigt kan också ha bidragit.",
        "sure_up": "Så stor skillnad ger slumpen sällan ({p}). Utfallet blev högre än väntat, inte lägre; annat som "
        "hände samtidigt kan ha bidragit.",
        "ruled_out": "En minskning på mer än {least} kan uteslutas.",
        "not_ruled_out": "Inte heller en mycket stor minskning kan uteslutas.",
        "registered": "Analysen följer en plan som låstes innan utfallen lästes.",
        "deviated": "Analysen avviker från den låsta planen ({what}).",
        "exploratory": "Analysen är utforskande: det är inte visat att planen låstes innan utfallen lästes. Den ger "
        "uppslag, inte svar.",
        "late": "Analysen är utforskande: planen låstes först efter att utfallen lästs. Den ger uppslag, inte svar.",
        "n": "n = {n} {units}, {pre} {steps} före start och {post} efter.",
    },
    "en": {
        "size": "{outcome} was {size} {span} {beside}{interval}.",
        "same": "{outcome} was the same {span} as expected without the programme{interval}.",
        "ceased": "{outcome} ceased {span}: not one event after the start among the treated. How much lower it is than "
        "expected can therefore not be reckoned as a ratio.",
        "constant": "{outcome} was {value} at every time, before the start and after: there is no difference to "
        "reckon with.",
        "span": "from {start} to {to}",
        "since": "from {start}",
        "mean": "on average {size} {side} a {step}",
        "total": "{size} {side} in all",
        "relative": " ({share})",
        "lower": "lower",
        "higher": "higher",
        "interval": " ({level} confidence interval: {low} to {high})",
        "none": "No effect on {outcome} could be worked out: {reason}",
        "hidden": "the numbers are hidden, so that no small count can be read or worked out.",
        "no_reason": "the data are not enough.",
        "withheld": "No p value is given. {reason} So it cannot be said whether the difference is greater than chance "
        "gives, and the result is consistent both with an effect and with none.",
        "withheld_bare": "The method cannot give a p value to rely on for these data.",
        "cannot_reject": "With so few comparisons p can never be under {least}, and the limit is {alpha}: the design "
        "cannot tell an effect from chance ({p}). The result is consistent both with an effect and with none.",
        "unsure": "Chance can give a difference as great ({p}): the result is consistent both with an effect and with "
        "none.",
        "small": "The difference may be chance ({p}), and it is small: both a fall and a rise of more than {margin} "
        "can be ruled out.",
        "sure": "Chance seldom gives a difference as great ({p}). That speaks for an effect of the programme, but "
        "other things that happened at the time may have contributed.",
        "sure_up": "Chance seldom gives a difference as great ({p}). The outcome was higher than expected, not lower; "
        "other things that happened at the time may have contributed.",
        "ruled_out": "A fall of more than {least} can be ruled out.",
        "not_ruled_out": "Not even a very great fall can be ruled out.",
        "registered": "The analysis follows a plan that was locked before outcomes were read.",
        "deviated": "The analysis deviates from the locked plan ({what}).",
        "exploratory": "The analysis is exploratory: it has not been shown that the plan was locked before outcomes "
        "were read. It gives leads, not answers.",
        "late": "The analysis is exploratory: the plan was locked only after outcomes had been read. It gives leads, "
        "not answers.",
        "n": "n = {n} {units}, {pre} {steps} before the start and {post} after.",
    },
}
