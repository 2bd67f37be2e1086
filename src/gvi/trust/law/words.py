"""The words that rules, disclosures and the database share: classes of data, kinds of secrecy, tests, acts.

The database compares the stored values in ``sql/law.sql`` and ``sql/disclosures.sql``; people read the labels.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DataClass(TextChoices):
    """What one item of a disclosure is about."""

    NAME = "name", _("namn")
    IDENTITY_NUMBER = "identity_number", _("personnummer eller samordningsnummer")
    BIRTH_DATE = "birth_date", _("födelsedatum")
    ADDRESS = "address", _("adress")
    PHONE = "phone", _("telefonnummer")
    EMAIL = "email", _("e-postadress")
    ROLE = "role", _("roll")
    STATEMENT = "statement", _("uppgift om personen")
    GROUP = "group", _("grupp, kodnamn")
    SUPERVISION = "supervision", _("står under övervakning, ja eller nej")
    ATTENDANCE = "attendance", _("närvaro vid call-in")
    CASE_NUMBER = "case_number", _("ärendenummer")
    MEASURE = "measure", _("vidtagen åtgärd")
    CONTACT_EXISTS = "contact_exists", _("att en stödkontakt finns")


CONTACT = frozenset({DataClass.NAME, DataClass.ADDRESS, DataClass.PHONE, DataClass.EMAIL})
URGENT = frozenset({DataClass.NAME, DataClass.ADDRESS})


class Secrecy(TextChoices):
    """The secrecy an item stands under where it comes from (OSL 2009:400)."""

    NONE = "none", _("ingen sekretess")
    CRIME = "osl_18_1", _("förundersökning, OSL 18:1")
    STATISTICS = "osl_24_8", _("statistik, OSL 24:8")
    HEALTH = "osl_25", _("hälso- och sjukvård, OSL 25 kap.")
    SOCIAL_SERVICES = "osl_26", _("socialtjänst, OSL 26:1–6")
    TAX = "osl_27", _("skatt, OSL 27 kap.")
    SOCIAL_INSURANCE = "osl_28", _("socialförsäkring, OSL 28 kap.")
    ENFORCEMENT = "osl_34", _("utsökning, OSL 34 kap.")
    POLICE = "osl_35_1", _("brottsbekämpning, OSL 35:1")
    PROBATION = "osl_35_15", _("kriminalvård, OSL 35:15")


class Test(TextChoices):
    """The test a rule demands before a disclosure."""

    __test__ = False

    STANDS_CLEAR = "stands_clear", _("står klart")
    WEIGHTY_REASONS = "weighty_reasons", _("övervägande skäl")
    SPECIAL_REASONS = "special_reasons", _("synnerliga skäl")
    STRAIGHT_HARM = "straight_harm", _("rakt skaderekvisit")
    REVERSE_HARM = "reverse_harm", _("omvänt skaderekvisit")
    BALANCE = "balance", _("intresseavvägning")


class Act(TextChoices):
    """What a room has done with a version of a rule."""

    VERIFIED = "verified", _("kontrollerad av jurist")
    ADVISED = "advised", _("råd av dataskyddsombud")
    ENABLED = "enabled", _("påslagen")
    DISABLED = "disabled", _("avslagen")
