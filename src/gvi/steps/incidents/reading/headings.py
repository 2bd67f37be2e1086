"""Where a sheet's headings are and what they mean, however untidy the sheet.

Titles, empty rows and empty columns may stand above and beside the headings. A heading that occurs twice gets a
number, an empty one the letter of its column, so that every column can be named. The words are those that cities use.
"""

from collections.abc import Sequence

from gvi.steps.incidents.reading.kinds import plain

SEARCHED_ROWS = 50
WORDS = {
    "date": "datum|händelsedatum|brottsdatum|datum för händelsen|datum och tid|datum/tid|datum & tid|tidpunkt|dag|när"
    "|date",
    "time": "tid|klockslag|kl|klockan|tid på dygnet|händelsetid|time",
    "area": "område|område/plats|plats|plats/område|stadsdel|ort|kommun|var|brottsplats|bostadsområde|area",
    "area_level": "områdestyp|områdesnivå",
    "kind": "händelse|händelsetyp|typ|typ av händelse|brott|brottstyp|brottsrubricering|rubricering|art|kategori"
    "|vad|vad har hänt|typ av brott|kind|type",
    "dead": "döda|antal döda|avlidna|antal avlidna|dödade|omkomna|dödsfall|dead",
    "injured": "skadade|antal skadade|skador|skadad|injured",
    "latitude": "latitud|lat|latitude",
    "longitude": "longitud|long|lon|lng|longitude",
    "id": "id|händelse-id|händelseid|ärende|ärendenummer|ärendenr|ärende-id|k-nummer|knr|dnr|diarienummer|referens|ref",
    "source": "källa|source",
    "state": "status|läge|state",
    "reason": "skäl|skäl till avförd|orsak till avförd|reason",
    "summary": "sammanfattning|beskrivning|anteckning|anteckningar|notering|noteringar|kommentar|kommentarer"
    "|fritext|övrigt|info|information|text|summary|notes",
    "link": "länk|webbadress|url|link",
}
FIELD_OF = {word: field for field, words in WORDS.items() for word in words.split("|")}


def column_letters(position: int) -> str:
    """Return a column's letters as a spreadsheet program writes them (0 is A)."""
    letters = ""
    position += 1
    while position:
        position, last = divmod(position - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters


def name_columns(cells: Sequence[str]) -> list[str]:
    """Return one distinct name for each column from the cells of the heading row."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for position, cell in enumerate(cells):
        name = " ".join(cell.split())[:100] or f"Kolumn {column_letters(position)}"
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return names


def named(cells: Sequence[str]) -> list[str]:
    """Return the names of the columns that have a heading of their own."""
    return [name for name, cell in zip(name_columns(cells), cells, strict=True) if cell.strip()]


def fields_of(cells: Sequence[str]) -> dict[str, str]:
    """Return field → heading for the headings we know; the first column of each meaning wins."""
    found: dict[str, str] = {}
    for name, cell in zip(name_columns(cells), cells, strict=True):
        field = FIELD_OF.get(plain(cell))
        if field:
            found.setdefault(field, name)
    return found


def find_known(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the row that looks most like headings: at least two known, a date or a kind among them."""
    best, best_count = None, 1
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        found = fields_of(cells)
        if len(found) > best_count and ("date" in found or "kind" in found):
            best, best_count = index, len(found)
    return best


def find_likely(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the index of the first row that could be headings nobody knows: two words or more, no figures."""
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        words = [cell for cell in cells if cell.strip()]
        if len(words) > 1 and not any(character.isdigit() for word in words for character in word):
            return index
    return None


def find_named(rows: Sequence[Sequence[str]], names: set[str]) -> int | None:
    """Return the index of the first row that holds all these headings."""
    for index, cells in enumerate(rows[:SEARCHED_ROWS]):
        if names <= set(name_columns(cells)):
            return index
    return None
