"""Figures as a sentence writes them, in Swedish and in English: decimal comma or point, and per cent."""

NO_BREAK = "\N{NO-BREAK SPACE}"


def decimal(value: float, lang: str = "sv", digits: int = 2) -> str:
    """Write a number with ``digits`` decimals and thousands kept apart.

    >>> decimal(0.456), decimal(-1234.5, "en", 1)
    ('0,46', '-1,234.5')
    """
    text = f"{value:,.{digits}f}"
    return text if lang == "en" else text.replace(",", NO_BREAK).replace(".", ",")


def whole(value: int, lang: str = "sv") -> str:
    """Write a whole number with thousands kept apart.

    >>> whole(11123, "en")
    '11,123'
    """
    return decimal(value, lang, 0)


def percent(share: float, lang: str = "sv", digits: int = 0) -> str:
    """Write a share of one as per cent.

    >>> percent(0.55, "en")
    '55%'
    """
    return f"{decimal(100 * share, lang, digits)}{'' if lang == 'en' else NO_BREAK}%"
