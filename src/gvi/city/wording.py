"""How people at the municipality fill in a cell: the words and habits of the untidy sheet.

Every function takes the true value and a throw of the dice, and returns what somebody typed.
"""

from datetime import date, time

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
WEEKDAYS = "mån tis ons tors fre lör sön"

KINDS = {
    "shooting": ("Skjutning", "skottlossning", "Skjutning ", "SKJUTNING"),
    "explosion": ("Sprängning", "explosion", "Detonation"),
    "homicide": ("Mord", "Dödligt våld", "mord"),
    "attempted_homicide": ("Mordförsök", "försök till mord"),
    "aggravated_assault": ("Grov misshandel", "misshandel grov", "grov missh."),
    "stabbing": ("Knivdåd", "Knivskärning", "kniv"),
    "robbery_with_weapon": ("Rån (vapen)", "Väpnat rån", "rån med vapen"),
    "arson": ("Mordbrand", "anlagd brand", "Bilbrand"),
    "threat": ("Hot", "Olaga hot", "hot"),
    "weapon_found": ("Vapenfynd", "Hittat vapen"),
}
STATES = {
    "confirmed": ("Bekräftad", "bekräftad", "Bekr.", "ja"),
    "unfounded": ("Avskriven", "avförd", "ingen händelse"),
    "waiting": ("Avvaktar", "väntar på polisen"),
    "reported": ("Ny", "anmäld"),
}
NOBODY = (0, 0, 0, "0", "-", None)
NUMBERS = {1: (1, 1, 1, "1", "en", "1 st"), 2: (2, 2, 2, "2", "två", "2 st")}
ASIDES = ("", "", "", "", " OBS kolla tiden!", " Uppgift från väktare.", " Se även mejl.")


def day(true: date, throw: int) -> date | str:
    """Return a real date, or a date as text in one of five styles."""
    month, weekday = MONTHS.split()[true.month - 1], WEEKDAYS.split()[true.weekday()]
    styles: tuple[date | str, ...] = (
        true,
        true,
        true.isoformat(),
        f"{true.day} {month} {true.year}",
        f"den {true.day} {month} {true.year}",
        f"{weekday} {true.day}/{true.month} {true.year}",
        f"{true.day} {month[:3]} {true.year}",
    )
    return styles[throw % len(styles)]


def hour(true: time, precision: str, throw: int) -> str | None:
    """Return the time as text; the vaguer it is known, the vaguer it is typed."""
    if precision == "day":
        return (None, "?", "okänt")[throw % 3]
    if precision == "hour":
        return (f"ca {true.hour}", f"ca kl {true.hour}", f"vid {true.hour}-tiden")[throw % 3]
    minute = f"{true.minute:02}"
    styles = (
        f"{true.hour:02}.{minute}",
        f"{true.hour:02}:{minute}",
        f"kl {true.hour}.{minute}",
        f"{true.hour:02}{minute}",
    )
    return styles[throw % len(styles)]


def spaced(true: str, throw: int) -> str:
    """Return a place, now and then in capitals or with a blank too many."""
    return (true, true, true, true, f"{true} ", true.upper(), f" {true}")[throw % 7]


def kind(true: str, throw: int) -> str:
    """Return one of the city's own words for a kind of incident."""
    return KINDS[true][throw % len(KINDS[true])]


def state(true: str, throw: int) -> str:
    """Return one of the city's own words for a state."""
    return STATES[true][throw % len(STATES[true])]


def count(true: int, throw: int) -> int | str | None:
    """Return a count of dead or injured: a number, a word, a dash, or nothing for none."""
    styles = NUMBERS.get(true, NOBODY)
    return styles[throw % len(styles)]


def degrees(true: float | None, throw: int) -> float | str | None:
    """Return a coordinate as a number or with a decimal comma; nothing where no point is public."""
    if true is None:
        return None
    return (true, f"{true:.4f}".replace(".", ","), f"{true:.5f}")[throw % 3]


def note(summary: str, reason: str | None, throw: int) -> str:
    """Return the note: the account, why it was set aside, and an aside now and then."""
    told = summary if reason is None else f"{summary} {reason}"
    return told + ASIDES[throw % len(ASIDES)]
