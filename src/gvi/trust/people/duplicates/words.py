"""What is compared and how far it agrees, in plain words; nowhere a figure about a person (trust.md, "Never")."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gvi.linkage import Degree, Field

FIELDS: Mapping[Field, Promise] = {
    Field.IDENTITY_NUMBER: _("Personnummer"),
    Field.GIVEN_NAME: _("Förnamn"),
    Field.SURNAME: _("Efternamn"),
    Field.BIRTH_DATE: _("Född"),
    Field.ADDRESS: _("Adress"),
}
DEGREES: Mapping[Degree, Promise] = {
    Degree.SAME: _("lika"),
    Degree.SIMILAR: _("nästan lika"),
    Degree.SWAPPED: _("omkastat"),
    Degree.COORDINATION: _("samordningsnummer och personnummer, samma födelsedag"),
    Degree.DIFFERENT: _("olika"),
    Degree.MISSING: _("saknas i minst en post"),
}
AGREES = frozenset({Degree.SAME, Degree.SIMILAR, Degree.SWAPPED, Degree.COORDINATION})
