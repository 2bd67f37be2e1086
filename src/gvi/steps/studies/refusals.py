"""What flows of studies refuse, each in a sentence that says how to go on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gvi.trust.refusals import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class StudyMoved(Refusal):
    """Someone else may have locked it or given it up meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _("Studiens läge har ändrats och tillåter inte det här. Öppna sidan igen och se vad som gäller.")
        )


class NotOurStudy(Refusal):
    """A plan is written in the room that owns the study."""

    def __init__(self) -> None:
        super().__init__(_("Planen skrivs av den arbetsyta som äger studien."))


class GroupInStudy(Refusal):
    """No joint text of a study names a group (T34)."""

    def __init__(self, name: str, field: str = "") -> None:
        super().__init__(
            _("Texten nämner gruppen %(name)s. Ta bort namnet.") % {"name": name},
            reason=_("En studie delas av alla och handlar om händelser."),
            field=field,
        )


class NoIncidents(Refusal):
    """Nothing to count."""

    def __init__(self) -> None:
        super().__init__(
            _("Det finns inga bekräftade händelser före den här perioden. Läs in dem under Händelser först.")
        )


class NoPanel(Refusal):
    """A plan chooses from the figures."""

    def __init__(self) -> None:
        super().__init__(_("Läs in studiens uppgifter först. Planen väljer bland dem."))


class NoPlan(Refusal):
    """Nothing to lock or run."""

    def __init__(self) -> None:
        super().__init__(_("Skriv planen först."))


class PlanFaulty(Refusal):
    """The plan can't be read: which table and key, and what was expected."""

    def __init__(self, place: str, expected: str, field: str = "text") -> None:
        super().__init__(
            _("Planen går inte att läsa. %(place)s: väntade %(expected)s.")
            % {"place": place, "expected": expected},
            field=field,
        )


class SecondMemberLocks(Refusal):
    """Whoever wrote the plan does not lock it."""

    def __init__(self) -> None:
        super().__init__(_("Du har själv skrivit planen. En annan medlem läser den och låser den."))


class LaterThanLock(Refusal):
    """What was read was read before now."""

    def __init__(self) -> None:
        super().__init__(_("Dagen har inte kommit än. Ange en dag som har varit."), field="read_on")


class StillGoing(Refusal):
    """One run at a time of a study."""

    def __init__(self) -> None:
        super().__init__(_("En körning av studien pågår redan. Vänta tills den är klar."))


class ReasonNeeded(Refusal):
    """What is given up says why, since a study nobody hears of flatters those that are left."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fältet är tomt. Skriv något."), field=field)


class PanelTooLarge(Refusal):
    """A panel is small."""

    def __init__(self, most: int) -> None:
        super().__init__(
            _("Filen har fler än %(most)s rader. Kör den med kommandot gvi evaluate i stället.")
            % {"most": most},
            field="file",
        )


class PanelFaulty(Refusal):
    """A table that is no panel: what is wrong, where, and what was expected. Nothing has been kept."""

    EMPTY = _("Filen är tom. Väntade en rubrikrad och en rad per enhet och tid.")
    HEADINGS = _("Kolumn %(column)s: väntade en rubrik som inte finns i en annan kolumn.")
    WIDTH = _("Rad %(row)s: väntade lika många fält som rubriker.")
    NO_COLUMN = _("Kolumnen som du angav finns inte i filen. Väntade en av filens rubriker.")
    NO_NUMBERS = _("Väntade en kolumn med enhet, en med tid och minst en med antal.")
    UNIT = _("Kolumn %(column)s, rad %(row)s: väntade enhetens namn, högst 200 tecken.")
    TIME = _(
        "Kolumn %(column)s, rad %(row)s: väntade en tid skriven som de andra: 2018-10, 2018-10-07, 2018-W40, 2012Q2, "
        "1989 eller ett heltal."
    )
    TWICE = _(
        "Rad %(row)s: samma enhet och tid finns redan på rad %(first)s. Väntade en rad per enhet och tid."
    )
    MISSING = _(
        "Enheten på rad %(row)s saknar en rad för %(time)s. Väntade en rad per enhet och tid, med 0 där inget hände."
    )
    NUMBER = _(
        "Kolumn %(column)s, rad %(row)s: väntade ett tal med decimalpunkt, med högst nio siffror före punkten och "
        "ingen nolla först."
    )
    NEGATIVE = _("Kolumn %(column)s, rad %(row)s: väntade ett tal som inte är negativt.")
    TEXT = _(
        "Kolumn %(column)s innehåller text. Väntade enhet, tid och kolumner med antal, inget annat. Ta bort kolumnen "
        "ur filen."
    )
    PERSON = _(
        "Kolumn %(column)s, rad %(row)s ser ut att innehålla ett personnummer. Väntade uppgifter om platser, aldrig om "
        "personer."
    )
    PERSON_HEADING = _(
        "Rubriken till kolumn %(column)s ser ut att innehålla ett personnummer. Väntade uppgifter om platser, aldrig "
        "om personer."
    )
    ABOUT_PERSONS = _(
        "Rubriken till kolumn %(column)s handlar om en person, eller om något som ingen sorteras eller poängsätts "
        "efter här. Ta bort kolumnen ur filen."
    )
    OWN_NAME = _("Kolumn %(column)s, rad %(row)s pekar ut en person. Väntade platser, aldrig personer.")
    GROUP = _("Kolumn %(column)s, rad %(row)s nämner en grupp. Väntade platser, aldrig grupper.")
    GROUP_HEADING = _(
        "Rubriken till kolumn %(column)s nämner en grupp. Väntade uppgifter om platser, aldrig om grupper."
    )
    OTHER = _("Kolumn %(column)s går inte att läsa som enheter och tider.")

    def __init__(self, what: "_StrPromise", **where: object) -> None:
        super().__init__(what % where if where else what, field="file")


class NothingSealed(Refusal):
    """The settings name no key file, so no receipt can be signed."""

    def __init__(self) -> None:
        super().__init__(_("Planen kan inte låsas: servern saknar nyckeln som undertecknar kvittot."))


class TooFewGroups(Refusal):
    """A sentence about few groups could be tied to one of them (T34)."""

    def __init__(self, least: int) -> None:
        super().__init__(
            _(
                "Meningen kan inte lämnas: färre än %(least)s kontaktade grupper eller händelser ligger bakom den."
            )
            % {"least": least}
        )


class OwnQuestion(Refusal):
    """Somebody else reads it before it leaves."""

    def __init__(self) -> None:
        super().__init__(_("Du har själv ställt frågan. En annan beslutsfattare lämnar meningen."))


class SentenceReleased(Refusal):
    """One for each end of a period."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "En mening för en period som slutar samma dag är redan lämnad. En till lämnas inte, för det som "
                "skiljer dem åt kan röja en enda händelse."
            )
        )
