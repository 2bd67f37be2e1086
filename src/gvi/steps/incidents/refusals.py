"""What the flows of incidents refuse, each in a sentence that says how to go on."""

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal


class WrongState(Refusal):
    """The incident is not in a state from which this can be done; someone else may have decided meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Händelsens läge har ändrats och tillåter inte det här. Öppna händelsen igen och se vad som gäller."
            )
        )


class ReasonMissing(Refusal):
    """A decision that takes something back must say why."""

    def __init__(self) -> None:
        super().__init__(_("Skriv skälet, med högst 200 tecken."), field="reason")


class NothingChanged(Refusal):
    """A correction that changes nothing would be a revision without content."""

    def __init__(self) -> None:
        super().__init__(_("Inget är ändrat, så det finns inget att rätta."))


class NotYet(Refusal):
    """An incident lies in the past."""

    def __init__(self) -> None:
        super().__init__(_("Tiden ligger i framtiden. Rätta datum eller klockslag."), field="day")


class TooLongAgo(Refusal):
    """A date of another century is a slip of the keyboard."""

    def __init__(self) -> None:
        super().__init__(_("Händelser före 1990 hör inte hit. Rätta datumet."), field="day")


class NotAPoint(Refusal):
    """Half a coordinate, or one outside Sweden."""

    def __init__(self) -> None:
        super().__init__(
            _("Skriv både latitud (55 till 69,2) och longitud (10,5 till 24,3), eller ingen av dem."),
            field="latitude",
        )


class NoSuchNumber(Refusal):
    """Dead and injured are counts that a reader would believe."""

    def __init__(self) -> None:
        super().__init__(_("Antalet ska vara mellan 0 och 1000."), field="dead")


class EndsBeforeItBegins(Refusal):
    """A context event whose last day comes before its first."""

    def __init__(self) -> None:
        super().__init__(_("Sista dagen kommer före den första. Rätta en av dem."), field="ends")


class DayOutOfReach(Refusal):
    """A context event of another century is a slip of the keyboard."""

    def __init__(self, field: str) -> None:
        super().__init__(
            _("Datumet ska ligga från 1990 till högst fem år fram i tiden. Rätta det."), field=field
        )


class TitleMissing(Refusal):
    """A context event without a title says nothing on a chart."""

    def __init__(self) -> None:
        super().__init__(_("Skriv en rubrik, med högst 120 tecken."), field="title")


class TooManyRows(Refusal):
    """A file that large belongs to another format, or to a shorter period."""

    def __init__(self, most: int) -> None:
        sentence = _(
            "Urvalet har fler än %(most)s rader. Avgränsa perioden, eller välj CSV om du valde Excel."
        )
        super().__init__(sentence % {"most": f"{most:,}".replace(",", "\u00a0")})
