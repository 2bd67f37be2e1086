"""Disclosures of the invented city in every state, each drafted, decided and received by the members it belongs to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gvi.city.persons import People
from gvi.cli.demo.moments import Story
from gvi.cli.demo.rooms import DemoCast
from gvi.trust.disclosures.drafting import read_sheet
from gvi.trust.disclosures.flows.add_line import add_line
from gvi.trust.disclosures.flows.common import draft_of
from gvi.trust.disclosures.flows.correct import correct
from gvi.trust.disclosures.flows.decide import Ruling, decide
from gvi.trust.disclosures.flows.decide_by_phone import Spoken, decide_by_phone
from gvi.trust.disclosures.flows.save_draft import Grounds, Written, save_draft
from gvi.trust.disclosures.flows.send_to_decider import send_to_decider
from gvi.trust.disclosures.flows.start_draft import NewDraft, start_draft
from gvi.trust.disclosures.flows.withdraw import withdraw
from gvi.trust.disclosures.models import Disclosure, Draft, DraftLine
from gvi.trust.disclosures.offers import Offered
from gvi.trust.disclosures.received.receive import receive
from gvi.trust.disclosures.states import MOST_LINES, Form, Outcome, Verdict
from gvi.trust.law.models import RuleVersion
from gvi.trust.law.queries import in_force
from gvi.trust.law.words import DataClass
from gvi.trust.log.models import Operation
from gvi.trust.log.write import write
from gvi.trust.people.models import Person
from gvi.trust.workspaces.actor import Actor
from gvi.trust.workspaces.kinds import Kind
from gvi.trust.workspaces.models import Workspace
from gvi.trust.workspaces.roles import Role

Row = dict[str, Any]
PREPARES = {
    Kind.POLICE: Role.ANALYST,
    Kind.PROBATION: Role.PROBATION_OFFICER,
    Kind.SOCIAL_SERVICES: Role.CASE_WORKER,
}
MOST = 200  # decisions: a tenth of a second each
SENT = "polislagen_duty"  # the draft under this rule is finished and waits for its decider


class Doors:
    """What is needed to write one disclosure after the other."""

    def __init__(
        self, known: dict[str, Person], rooms: dict[str, Workspace], cast: DemoCast, story: Story
    ) -> None:
        self.known, self.rooms, self.cast, self.story = known, rooms, cast, story
        self.rules = {rule.code: rule for rule in in_force(cast.today)}
        self._tests: dict[str, str] = {}

    def load(self, people: People) -> None:
        """In the order of their days, the lines of a joint decision together; of very many the latest ``MOST``."""
        rows = list(people.disclosures.iter_rows(named=True))
        self._tests = {row["rule"]: row["test"] for row in rows if row["test"]}
        for group in list(_decisions(rows))[-MOST:]:
            if group[0]["form"] == Form.URGENT:
                self._by_phone(group[0])
            else:
                self._on_paper(group)

    def _by_phone(self, row: Row) -> None:
        by, rule = self.preparer(row), self.rules[row["rule"]]
        spoken = Spoken(
            receiver=self.rooms[row["receiver"]],
            rule=rule,
            decider=self.cast.by_mail[row["decided_by"]],
            items={item["data_class"]: item["text"] for item in row["items"]},
            reason=row["reason"],
            answers=_answers(rule, row),
            on_request=row["requested"],
            person=self.known[row["person"]].pk,
        )
        with self.story.act(by, row["decided_at"]) as now:
            decide_by_phone(spoken, by=by, at=now)

    def preparer(self, row: Row) -> Actor:
        """Who prepares in the sender's room."""
        kind = Kind(self.rooms[row["sender"]].kind)
        return self.cast.here(row["sender"], PREPARES[kind])

    def _on_paper(self, group: list[Row]) -> None:
        by, first = self.preparer(group[0]), group[0]
        with self.story.act(by, first["drafted_at"]) as now:
            receiver = self.rooms[first["receiver"]]
            draft = start_draft(NewDraft(receiver, Form(first["form"])), by=by, at=now)
            lines = [self._line(draft, row, by, now) for row in group]
            self._write(draft, list(zip(lines, group, strict=True)), by, now)
            if first["state"] == "draft" and first["rule"] == SENT:
                send_to_decider(draft, by=by, at=now)
        if first["state"] != "draft":
            self._decide(draft, list(zip(lines, group, strict=True)))

    def _line(self, draft: Draft, row: Row, by: Actor, now: datetime) -> DraftLine:
        return add_line(draft, person=self.known[row["person"]].pk, by=by, at=now)

    def _write(self, draft: Draft, lines: list[tuple[DraftLine, Row]], by: Actor, now: datetime) -> None:
        row = lines[0][1]
        rule = self.rules[row["rule"]]
        unfinished = row["state"] == "draft" and row["rule"] != SENT
        grounds = Grounds(
            rule=rule,
            need=row["necessity"],
            on_request=row["requested"],
            answers={} if unfinished else _answers(rule, row),
            necessity=row["necessity"],
            test_words="" if unfinished else row["test"] or self._tests[row["rule"]],
        )
        offered = {line.row.pk: line.offered for line in read_sheet(draft, by).lines}
        written = {
            line.pk: Written(
                dict(_chosen(one, offered[line.pk], rule)), one["reason"], birth_date=one["birth_date"]
            )
            for line, one in lines
        }
        save_draft(draft, grounds, written, by=by, at=now)

    def _decide(self, draft: Draft, lines: list[tuple[DraftLine, Row]]) -> None:
        row = lines[0][1]
        decider = self.cast.mail(row["decided_by"])
        rulings = {line.pk: _ruling(one) for line, one in lines}
        with self.story.act(decider, max(one["decided_at"] for _, one in lines)) as now:
            seen = read_sheet(draft_of(decider, draft.pk), decider).fingerprint
            made = decide(draft, rulings, seen=seen, by=decider, at=now)
        for disclosure, (_, one) in zip(made, lines, strict=True):
            if disclosure.outcome == Outcome.DECIDED:
                self._afterwards(disclosure, one, decider)

    def _afterwards(self, made: Disclosure, row: Row, decider: Actor) -> None:
        """Received, read, withdrawn or corrected; a dropped suspicion is corrected from the person's own flow."""
        if row["received_by"]:
            reader = self.cast.mail(row["received_by"])
            with self.story.act(reader, row["received_at"]) as now:
                write(
                    Operation.READ, "disclosures.read_received", by=reader, kind="disclosure", record=made.pk
                )
                receive(made.pk, by=reader, at=now)
        end = {"withdrawn": withdraw, "corrected": correct}.get(row["state"])
        if end is None or self._dropped(row):
            return
        with self.story.act(decider, row["ended_at"]) as now:
            end(made.pk, row["outcome"], by=decider, at=now)

    def _dropped(self, row: Row) -> bool:
        return (row["state"], row["rule"]) == ("corrected", "osl_10_2")


def _decisions(rows: list[Row]) -> Iterator[list[Row]]:
    """Each decision with its lines; a joint one has nobody twice and at most fifteen."""
    joint: dict[tuple[Any, ...], list[list[Row]]] = defaultdict(list)
    for row in rows:
        if row["form"] != Form.JOINT:
            joint[(row["id"],)].append([row])
            continue
        lines = joint[row["sender"], row["receiver"], row["decided_at"].date()]
        if not lines or len(lines[-1]) == MOST_LINES or row["person"] in {one["person"] for one in lines[-1]}:
            lines.append([])
        lines[-1].append(row)
    for decisions in joint.values():
        yield from decisions


def _answers(rule: RuleVersion, row: Row) -> dict[str, str]:
    """The reason, the test and the need in turn, as the questions ask."""
    said = [text for text in (row["reason"], row["test"], row["necessity"]) if text]
    return {name: said[place % len(said)] for place, name in enumerate(rule.questions)}


def _chosen(row: Row, offered: tuple[Offered, ...], rule: RuleVersion) -> Iterator[tuple[str, str]]:
    """The keys of what is told: by class where the words are typed, else what the person's own row has."""
    for item in row["items"]:
        found = [it for it in offered if it.data_class == item["data_class"] and _fits(it, item, rule)]
        if found:
            yield found[0].key, item["text"]


def _fits(one: Offered, item: dict[str, str], rule: RuleVersion) -> bool:
    if one.data_class is DataClass.STATEMENT:
        return one.assertion == item["assertion"] and one.secrecy not in rule.never_secrecy
    return one.secrecy not in rule.never_secrecy


def _ruling(row: Row) -> Ruling:
    if row["state"] == "refused":
        return Ruling(Verdict.NO, row["outcome"])
    return Ruling(Verdict.YES, row["reason"])
