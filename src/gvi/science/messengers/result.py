"""What the choice is and reaches, and the ways it can say itself. No figure is about one person; ids stand in order."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from gvi.science.chart_theme import Spec
from gvi.science.charts import Bar, bars
from gvi.science.messengers import words
from gvi.science.numerals import decimal, percent, whole

OPTIMAL, NEARLY, FEASIBLE, INFEASIBLE = "optimal", "optimal within 0.5 %", "feasible", "infeasible"


@dataclass(frozen=True, slots=True)
class GroupReach:
    """A group (None: those in no group): its members, how many are within reach, how many messengers it has."""

    group_id: str | None
    members: int
    reached: int
    messengers: int


@dataclass(frozen=True, slots=True)
class Blocking:
    """One reason why no choice is possible: a ``group`` or a ``pair`` of ids, and a ``reason`` of words.REASONS."""

    reason: str
    group: str | None = None
    pair: tuple[str, str] | None = None
    count: int = 0
    needed: int = 0
    sessions: int | None = None

    def sentence(self, lang: str = "sv") -> str:
        """Say the reason, and how many sessions would help when that is known to."""
        said = words.REASONS[lang][self.reason].format(count=self.count, needed=self.needed)
        helped = words.SESSIONS_HELP[lang].format(sessions=self.sessions) if self.sessions else ""
        return f"{said}. {helped}".strip()

    def to_json(self) -> dict[str, Any]:
        """Return the group or the pair, and the reason in English."""
        who: dict[str, Any] = {"pair": list(self.pair)} if self.pair else {"group": self.group}
        return {**who, "reason": self.sentence("en")}


@dataclass(frozen=True, slots=True)
class MessengersResult:
    """The choice and what it reaches. ``reached_ids`` and ``ties`` are for the network beside it, not in the JSON.

    ``bound`` holds for the ``reached_weight`` of every possible choice, and ``gap`` is how far above it lies, as a
    share; both None when not known. ``share`` is reached / members. ``reserves`` are, for each of the chosen, up to
    three who best take that place. ``alternatives`` are other sets as good, of whom nobody can be spared.
    """

    status: str
    steps: int
    bound: float | None
    gap: float | None
    reached_weight: float
    members: int
    ties: int
    expected: bool
    messengers_by_session: tuple[tuple[str, ...], ...]
    reached_ids: tuple[str, ...]
    by_group: tuple[GroupReach, ...]
    unreachable: tuple[str, ...]
    one_more_seat: Mapping[str, Any] | None = None
    reserves: Mapping[str, tuple[str, ...]] | None = None
    alternatives: tuple[tuple[str, ...], ...] = ()
    equally_good: Mapping[str, Any] | None = None
    without_evidence: Mapping[str, Mapping[str, Any]] | None = None
    blocking: tuple[Blocking, ...] = ()

    @property
    def messengers(self) -> tuple[str, ...]:
        """Everyone chosen, in order of id."""
        return tuple(sorted(one for session in self.messengers_by_session for one in session))

    @property
    def reached(self) -> int:
        """How many persons are within reach of someone chosen, the chosen among them."""
        return len(self.reached_ids)

    @property
    def share(self) -> float:
        """The reached as a share of all persons."""
        return self.reached / self.members if self.members else 0.0

    def sentence(self, lang: str = "sv") -> str:
        """Say what is reached, whether that is proven to be the best, and what it is for."""
        if self.status == INFEASIBLE:
            helped = next((one.sessions for one in self.blocking if one.sessions), None)
            more = [words.SESSIONS_HELP[lang].format(sessions=helped)] if helped else []
            return " ".join([words.IMPOSSIBLE[lang], *more, self._caution(lang)])
        said = words.REACHED[lang].format(
            chosen=whole(len(self.messengers), lang),
            reached=whole(self.reached, lang),
            members=whole(self.members, lang),
            share=percent(self.share, lang),
            steps=words.STEPS[lang][self.steps],
        )
        told = [said, words.STATUS[lang][self.status], self._caution(lang)]
        if self.status == FEASIBLE and self.gap is not None:
            told.insert(2, words.GAP[lang].format(gap=percent(self.gap, lang, 1)))
        if self.expected:
            told.insert(1, words.EXPECTED[lang].format(weight=decimal(self.reached_weight, lang, 1)))
        return " ".join(told)

    def _caution(self, lang: str) -> str:
        return words.CAUTION[lang].format(members=whole(self.members, lang), ties=whole(self.ties, lang))

    def table(self) -> pl.DataFrame:
        """One row a group: group_id, members, reached, messengers."""
        schema = {"group_id": pl.String, "members": pl.Int64, "reached": pl.Int64, "messengers": pl.Int64}
        return pl.DataFrame([asdict(row) for row in self.by_group], schema=schema)

    def chart(self, lang: str = "sv") -> Spec:
        """Draw the share of each group that is reached, in per cent."""
        rows = [
            Bar(
                words.BARS[lang].format(
                    group=row.group_id or words.NO_GROUP[lang], reached=row.reached, members=row.members
                ),
                round(100 * row.reached / row.members),
            )
            for row in self.by_group
        ]
        return bars(rows)

    def to_json(self) -> dict[str, Any]:
        """Return the keys of science.md, in its order."""
        return {
            "status": self.status,
            "bound": self.bound,
            "gap": self.gap,
            "reached": self.reached,
            "reached_weight": self.reached_weight,
            "members": self.members,
            "share": self.share,
            "messengers": list(self.messengers),
            "messengers_by_session": [list(session) for session in self.messengers_by_session],
            "by_group": [asdict(row) for row in self.by_group],
            "unreachable": list(self.unreachable),
            "one_more_seat": None if self.one_more_seat is None else dict(self.one_more_seat),
            "reserves": {one: list(others) for one, others in (self.reserves or {}).items()},
            "alternatives": [list(one) for one in self.alternatives],
            "equally_good": None if self.equally_good is None else dict(self.equally_good),
            "without_evidence": {name: dict(found) for name, found in (self.without_evidence or {}).items()},
            "blocking": [one.to_json() for one in self.blocking],
        }
