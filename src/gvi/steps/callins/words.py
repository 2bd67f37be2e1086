"""The words that a call-in is planned in. None of them is about a person."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Plan(TextChoices):
    """How long the plan is."""

    NORMAL = "normal", _("åtta veckor")
    COMPRESSED = "compressed", _("tre veckor, förkortad")


class SpeakerRole(TextChoices):
    """Whom a speaker speaks for."""

    POLICE = "police", _("Polisen")
    PROSECUTOR = "prosecutor", _("Åklagarmyndigheten")
    MUNICIPALITY = "municipality", _("Kommunen")
    SOCIAL_SERVICES = "social_services", _("Socialtjänsten")
    PROBATION = "probation", _("Frivården")
    GRIEF = "grief", _("Sorgens röst")
    HOPE = "hope", _("Hoppets röst")
    REMORSE = "remorse", _("Ångerns röst")
    FAITH = "faith", _("Trossamfund")


class SlotState(TextChoices):
    """Whether somebody speaks."""

    OPEN = "open", _("ingen tillfrågad")
    ASKED = "asked", _("tillfrågad")
    CONFIRMED = "confirmed", _("har tackat ja")
    DECLINED = "declined", _("har tackat nej")


class Verdict(TextChoices):
    """Go or no-go, by authority."""

    GO = "go", _("klart att genomföra")
    NO_GO = "no_go", _("inte klart")


class ObservationKind(TextChoices):
    """What somebody noticed on the day."""

    WORKED = "worked", _("fungerade")
    CHANGE = "change", _("ändra till nästa gång")
    SAFETY = "safety", _("säkerhet")


class Supervision(TextChoices):
    """What supervision somebody stands under; never leaves probation's room."""

    NONE = "none", _("ingen övervakning")
    PROBATION = "probation", _("skyddstillsyn")
    PAROLE = "parole", _("villkorligt frigiven med övervakning")
    OTHER = "other", _("annan övervakning")


class LetterKind(TextChoices):
    """A summons for whoever is under supervision, an invitation for everybody else, an information sheet for all."""

    SUMMONS = "summons", _("kallelse")
    INVITATION = "invitation", _("inbjudan")
    INFORMATION = "information", _("informationsblad")


class Service(TextChoices):
    """How a letter reached its receiver."""

    NONE = "", _("inte delgiven")
    IN_PERSON = "in_person", _("överlämnad personligen")
    MEETING = "meeting", _("vid besök på frivården")
    POST = "post", _("med post och mottagningsbevis")
    TOLD = "told", _("muntligen")
