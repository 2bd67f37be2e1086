"""The sentences and labels of chains, in Swedish and in English."""

UNKNOWN = {
    "sv": "{unknown} händelser räknas inte: någon sida är okänd eller båda är samma grupp.",
    "en": "{unknown} incidents are left out: a side is unknown or both are the same group.",
}
ALL_KNOWN = {
    "sv": "Inga händelser är utelämnade.",
    "en": "No incidents are left out.",
}
FOUND = {
    "sv": "Utöver vad en slump ger är {excess} av {n} händelser mellan grupper troliga svar på en tidigare händelse"
    " inom {window} dagar (95 %-intervall {low} till {high}; uppmätt {share}, av en slump {chance}).",
    "en": "Beyond what chance gives, {excess} of {n} incidents between groups are likely answers to an earlier one"
    " within {window} days (95% interval {low} to {high}; measured {share}, by chance {chance}).",
}
UNTOLD = {
    "sv": "Med {n} händelser mellan grupper går det inte att skilja svar från slump.",
    "en": "With {n} incidents between groups answers cannot be told from chance.",
}
NOT_SURE = {
    "sv": "Det går inte att utesluta att allt är slump.",
    "en": "That all of it is chance cannot be ruled out.",
}
CAUTION = {
    "sv": "Det är ett förslag av en regel, inte ett fastställt samband. n = {n}.",
    "en": "It is what a rule suggests, not an established connection. n = {n}.",
}
RULE = {
    "sv": "Förslag: den senaste tidigare händelsen där rollerna var ombytta, inom {window} dagar;"
    " {days} dagar tidigare.",
    "en": "Suggestion: the latest earlier incident with the sides reversed, within {window} days;"
    " {days} days earlier.",
}
LABELS = {
    "sv": {
        "window": "Fönster, dagar",
        "share": "Andel som kan vara svar",
        "found": "Uppmätt",
        "chance": "Av en slump",
    },
    "en": {
        "window": "Window, days",
        "share": "Share that may be answers",
        "found": "Measured",
        "chance": "By chance",
    },
}
