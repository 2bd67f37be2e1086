"""Every obstacle between a disclosure and its rule, each in a sentence that cites (trust.md, T03-T09, T12).

Pure: the form shows them while one writes, the flow refuses by them, and ``sql/disclosures.sql`` is the wall behind.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gvi.trust.law.ages import age_on
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.situation import Obstacle, Piece, Situation
from gvi.trust.law.steps import Step
from gvi.trust.law.wording import room_word, text_of
from gvi.trust.law.words import URGENT, DataClass, Secrecy
from gvi.trust.workspaces.kinds import Kind

OWN_SECRECY = frozenset({Secrecy.SOCIAL_SERVICES, Secrecy.HEALTH})
NAMES_ROLES = frozenset({Kind.POLICE, Kind.PROBATION})
HOUSE_RULE = "gvi"


def obstacles(rule: RuleVersion, situation: Situation) -> list[Obstacle]:
    """What stands between ``situation`` and a disclosure by ``rule``: first what stops it, then what remains."""
    found = [
        *_road(rule, situation),
        *_age(rule, situation),
        *_pieces(rule, situation),
        *_words(rule, situation),
    ]
    return sorted(found, key=lambda obstacle: obstacle.remains)


def _road(rule: RuleVersion, at: Situation) -> Iterator[Obstacle]:
    text = text_of(rule)
    if at.sender not in rule.from_kinds:
        sentence = _("Regeln gäller inte det som %(room)s lämnar ut.") % {"room": room_word(at.sender)}
        yield Obstacle("sender", sentence, text.citation)
    if at.receiver not in rule.to_kinds:
        sentence = _("%(room)s får inte ta emot uppgifter enligt regeln.") % {"room": room_word(at.receiver)}
        yield Obstacle("receiver", sentence, text.citation)
    if not at.on:
        sentence = _("Regeln är inte påslagen i er arbetsyta. Först ska er jurist ha kontrollerat den.")
        yield Obstacle("off", sentence, text.citation)
    if at.day < rule.valid_from or (rule.valid_to and at.day > rule.valid_to):
        yield Obstacle("not_in_force", _("Den här versionen av regeln gäller inte i dag."), text.citation)
    if at.step and at.step not in rule.steps:
        sentence = _("Regeln är inte till för det här steget: %(step)s.") % {"step": Step(at.step).label}
        yield Obstacle("step", sentence, text.citation)
    yield from _form(rule, at)


def _form(rule: RuleVersion, at: Situation) -> Iterator[Obstacle]:
    text = text_of(rule)
    if at.urgent and not rule.urgent:
        sentence = _("Regeln kan inte användas för ett muntligt, brådskande utlämnande.")
        yield Obstacle("urgent", sentence, text.citation)
    if text.on_request_only and at.on_request is not True:
        sentence = _("Uppgifterna får bara lämnas på begäran av mottagaren.")
        yield Obstacle("on_request", sentence, text.citation, remains=at.on_request is None)


def _age(rule: RuleVersion, at: Situation) -> Iterator[Obstacle]:
    if rule.age_from is None and rule.age_under is None:
        return
    citation = text_of(rule).citation
    if at.birth_date is None:
        sentence = _("Regeln har en åldersgräns. Födelsedatum behövs för att pröva den.")
        yield Obstacle("birth_date", sentence, citation, remains=True)
        return
    age = age_on(at.birth_date, at.day)
    if rule.age_from is not None and age < rule.age_from:
        sentence = _("Regeln gäller först från %(age)s års ålder.") % {"age": rule.age_from}
        yield Obstacle("too_young", sentence, citation)
    if rule.age_under is not None and age >= rule.age_under:
        sentence = _("Regeln gäller bara den som är under %(age)s år.") % {"age": rule.age_under}
        yield Obstacle("too_old", sentence, citation)


def _pieces(rule: RuleVersion, at: Situation) -> Iterator[Obstacle]:
    if not at.pieces:
        yield Obstacle("no_pieces", _("Välj minst en uppgift."), HOUSE_RULE, remains=True)
    for place, piece in enumerate(at.pieces):
        yield from _piece(rule, at, piece, place)


def _piece(rule: RuleVersion, at: Situation, piece: Piece, place: int) -> Iterator[Obstacle]:
    citation = text_of(rule).citation
    said = {"data": DataClass(piece.data_class).label, "secrecy": Secrecy(piece.secrecy).label}
    if piece.data_class not in rule.carries:
        yield Obstacle("not_carried", _("Regeln bär aldrig: %(data)s.") % said, citation, piece=place)
    if at.urgent and piece.data_class not in URGENT:
        sentence = _("Muntligt och brådskande lämnas bara namn och adress, inte: %(data)s.") % said
        yield Obstacle("not_urgent", sentence, HOUSE_RULE, piece=place)
    if piece.secrecy in rule.never_secrecy:
        sentence = _("Uppgifter under sekretess enligt %(secrecy)s får inte lämnas enligt regeln.") % said
        yield Obstacle("never_secrecy", sentence, citation, piece=place)
    if at.sender == Kind.SOCIAL_SERVICES and piece.secrecy not in OWN_SECRECY:
        sentence = _("Det som socialtjänsten lämnar står under socialtjänstens sekretess eller vårdens.")
        yield Obstacle("own_secrecy", sentence, "OSL 26:1", piece=place)
    yield from _told_right(at, piece, place)


def _told_right(at: Situation, piece: Piece, place: int) -> Iterator[Obstacle]:
    if piece.data_class == DataClass.STATEMENT and not piece.assertion:
        sentence = _("En uppgift om personen ska vara märkt som faktauppgift eller bedömning.")
        yield Obstacle("assertion", sentence, _("brottsdatalagen 2 kap. 10 §"), remains=True, piece=place)
    if piece.data_class == DataClass.NAME and at.sender in NAMES_ROLES and not piece.role:
        sentence = _("Rollen ska stå bredvid namnet.")
        yield Obstacle("role", sentence, _("brottsdatalagen 2 kap. 9 §"), remains=True, piece=place)


def _words(rule: RuleVersion, at: Situation) -> Iterator[Obstacle]:
    text = text_of(rule)
    for question in text.questions:
        if not at.answers.get(question.id, "").strip():
            yield Obstacle("answer", question.text, text.citation, remains=True, question=question.id)
    if not at.reason.strip():
        yield Obstacle("reason", _("Skriv skälen för just den här personen."), HOUSE_RULE, remains=True)
    if not at.urgent and not at.necessity.strip():
        yield Obstacle("necessity", _("Skriv varför det är nödvändigt."), HOUSE_RULE, remains=True)
    if not at.urgent and not at.test_words.strip():
        sentence = _("Skriv prövningen i ord: %(test)s.") % {"test": rule.get_test_display()}
        yield Obstacle("test_words", sentence, text.citation, remains=True)


def remaining_words(found: list[Obstacle]) -> str:
    """How much is left to fill in, as one says it."""
    left = sum(obstacle.remains for obstacle in found)
    return ngettext("%(n)s sak återstår", "%(n)s saker återstår", left) % {"n": left}
