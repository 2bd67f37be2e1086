"""Short Swedish accounts of incidents: calm, plausible, and without a word about any person.

An account has three parts: what was reported, how it ended for those who were there, and what was
secured or done. The joint space shows it, so it names neither groups nor anyone.
"""

from gvi.city.process import Ints
from gvi.city.seeds import Stream

SPOTS = (
    "en port",
    "en parkeringsplats",
    "en gångtunnel",
    "ett trapphus",
    "en lekplats",
    "en busshållplats",
    "en cykelväg",
    "en garagelänga",
    "ett flerfamiljshus",
    "en stängd lokal",
    "en grillplats",
    "en innergård",
    "ett parkeringshus",
    "en idrottsplats",
)

OPENINGS: dict[str, tuple[str, ...]] = {
    "shooting": (
        "Flera skott avlossade vid {spot}.",
        "Larm om skottlossning vid {spot}.",
        "Skott hördes vid {spot}, två samtal till 112.",
        "Skottskador upptäckta på {spot}.",
        "Skott avlossade från ett fordon vid {spot}.",
        "Ett tiotal skott avlossade vid {spot}.",
    ),
    "explosion": (
        "Explosion vid {spot}.",
        "Kraftig smäll vid {spot}, fönster krossade.",
        "Sprängladdning detonerade vid {spot}.",
        "Explosion med materiella skador på {spot}.",
    ),
    "homicide": (
        "Dödligt våld vid {spot}.",
        "Larm om skottlossning vid {spot} med dödlig utgång.",
        "Grovt våld med dödlig utgång vid {spot}.",
    ),
    "attempted_homicide": (
        "Skottlossning på nära håll vid {spot}.",
        "Grovt våld vid {spot}, rubricerat som försök till mord.",
        "Skott riktade mot ett fordon vid {spot}.",
    ),
    "aggravated_assault": (
        "Misshandel av flera gärningsmän vid {spot}.",
        "Larm om grov misshandel vid {spot}.",
        "Bråk med tillhyggen vid {spot}.",
        "Slagsmål mellan flera vid {spot}.",
    ),
    "stabbing": (
        "Knivvåld vid {spot}.",
        "Larm om knivskärning vid {spot}.",
        "Bråk med kniv vid {spot}.",
    ),
    "robbery_with_weapon": (
        "Rån med skjutvapenliknande föremål vid {spot}.",
        "Rån under knivhot vid {spot}.",
        "Väpnat rån vid {spot}.",
    ),
    "arson": (
        "Brand i fordon vid {spot}, bedöms som anlagd.",
        "Anlagd brand vid {spot}.",
        "Brandfarlig vätska antänd vid {spot}.",
    ),
    "threat": (
        "Hot uttalat vid {spot}.",
        "Hot framfört med föremål som liknade vapen vid {spot}.",
        "Hotfullt klotter på {spot}.",
    ),
    "weapon_found": (
        "Skjutvapen påträffat vid {spot}.",
        "Ammunition påträffad vid {spot}.",
        "Föremål som liknade handgranat påträffat vid {spot}.",
    ),
}

ENDINGS: dict[str, tuple[str, ...]] = {
    "shooting": (
        "Hylsor säkrade.",
        "Kulhål säkrade, hylsor saknas.",
        "Hylsor och film säkrade.",
        "Två av varandra oberoende vittnesuppgifter.",
        "Platsen avspärrad till nästa morgon.",
    ),
    "explosion": (
        "Nationella bombskyddet har undersökt platsen.",
        "Rester säkrade för analys.",
        "Boende evakuerade under natten.",
        "Film säkrad.",
    ),
    "homicide": ("Stor insats under natten.", "Platsen avspärrad, trygghetspatruller utökade."),
    "attempted_homicide": ("Hylsor säkrade.", "Platsen avspärrad.", "Dörrknackning genomförd."),
    "aggravated_assault": ("Film säkrad.", "Dörrknackning genomförd.", "Tillhygge taget i beslag."),
    "stabbing": ("Kniv tagen i beslag.", "Spår säkrade.", "Film säkrad."),
    "robbery_with_weapon": ("Film säkrad.", "Hundpatrull spårade utan resultat.", "Spår säkrade."),
    "arson": ("Räddningstjänsten släckte.", "Dunk tagen i beslag.", "Teknisk undersökning gjord."),
    "threat": ("Anmälan upprättad.", "Dokumenterat.", "Uppgiften är inte kontrollerad."),
    "weapon_found": ("Taget i beslag.", "Skickat för analys.", "Området genomsökt."),
}

UNHURT = ("Ingen skadad.", "Inga skadade.", "Inga uppgifter om skadade.")
HURT = {
    (0, 1): ("En skadad, inte livshotande.", "En skadad förd till sjukhus.", "En lindrigt skadad."),
    (0, 2): ("Två skadade förda till sjukhus.", "Två skadade, ingen livshotande."),
    (1, 0): ("En död.",),
    (1, 1): ("En död och en skadad.",),
    (2, 0): ("Två döda.",),
    (2, 1): ("Två döda och en skadad.",),
}
WITHOUT_OUTCOME = ("threat", "weapon_found")

FALSE_ALARMS = (
    "Knallar hörda vid {spot}. Patrull på plats, inga spår.",
    "Larm om smällar vid {spot}. Området genomsökt utan fynd.",
    "Anonymt tips om händelse vid {spot}. Inget bekräftat på plats.",
    "Ljud som liknade skott vid {spot}. Inga hylsor, inga vittnen.",
    "Uppgift om händelse vid {spot}. Samtal med boende gav ingenting.",
)
UNFOUNDED_REASONS = (
    "Fyrverkerier, bekräftat av ordningsvakt.",
    "Inga spår och inget vittne efter genomsökning.",
    "Dubbelrapport om en händelse som redan finns.",
    "Avgaser från en moped.",
    "Startpistol vid träning.",
    "Byggarbete, bekräftat av platschefen.",
)


def write_summaries(rng: Stream, kinds: list[str], dead: Ints, injured: Ints) -> list[str]:
    """Return one account an incident, in keeping with its counts of dead and injured."""
    dice = rng.integers(0, 2**31, (len(kinds), 4)).tolist()
    counts = zip(kinds, dead.tolist(), injured.tolist(), dice, strict=True)
    return [_summary(kind, (killed, hurt), throw) for kind, killed, hurt, throw in counts]


def _summary(kind: str, harm: tuple[int, int], throw: list[int]) -> str:
    opening = OPENINGS[kind][throw[0] % len(OPENINGS[kind])]
    outcome = HURT.get(harm, UNHURT)
    parts = [opening.format(spot=SPOTS[throw[1] % len(SPOTS)])]
    if kind not in WITHOUT_OUTCOME:
        parts.append(outcome[throw[2] % len(outcome)])
    return " ".join([*parts, ENDINGS[kind][throw[3] % len(ENDINGS[kind])]])


def write_false_alarms(rng: Stream, count: int) -> tuple[list[str], list[str]]:
    """Return accounts of reports that come to nothing, and why each is set aside."""
    dice = rng.integers(0, 2**31, (count, 3)).tolist()
    accounts = [
        FALSE_ALARMS[what % len(FALSE_ALARMS)].format(spot=SPOTS[where % len(SPOTS)])
        for what, where, _ in dice
    ]
    return accounts, [UNFOUNDED_REASONS[why % len(UNFOUNDED_REASONS)] for _, _, why in dice]
