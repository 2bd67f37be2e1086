"""Groups that start one after another: every group is compared with itself before and with those that wait.

Rows are group by week. The start is a group's call-in or first talk. The ratio model has group and week effects; p
comes from dealing the order of the starts out anew among the groups, the model refitted for each (Hussey & Hughes
2007; Ji, Fink, Robyn & Small 2017 on permutation in stepped wedges). What linked groups' starts do to one that still
waits is spill-over, and has an effect of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gvi.science import frames
from gvi.science.evaluation.blas import one_thread
from gvi.science.evaluation.comparing.assigning import Deals, Labels, deals
from gvi.science.evaluation.comparing.differing import make
from gvi.science.evaluation.comparing.fit import fit
from gvi.science.evaluation.comparing.question import Question, Span, pattern, rest
from gvi.science.evaluation.comparing.randomising import Inference, Randomised
from gvi.science.evaluation.comparing.saying import NO_EVENTS, NO_INTERVAL
from gvi.science.evaluation.comparing.showing import series
from gvi.science.evaluation.design import Design
from gvi.science.evaluation.holm import notes as holm_notes
from gvi.science.evaluation.holm import secondaries
from gvi.science.evaluation.panel import Matrix, PanelRefused
from gvi.science.evaluation.result import Evaluation, Note, OutcomeResult, PeriodEffect

ORDER = Note(
    "order_by_lot",
    "P-värdet förutsätter att gruppernas ordning är lottad, eller lika gärna kunde ha varit en annan.",
    "The p value assumes that the groups' order was drawn by lot, or might as well have been another.",
)
SPILL = Note(
    "spill_over",
    "Effekten räknas mot grupper som väntar och inte har kontakt med någon grupp som har börjat.",
    "The effect is counted against groups that wait and have no tie to a group that has started.",
)
NO_SPILL = Note(
    "no_links",
    "Ingen smitta mellan grupper räknas med. Om grupper som väntar påverkas blir effekten för liten.",
    "No spill-over between groups is counted. If waiting groups are affected, the effect comes out too small.",
)


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """Groups, their starts, all deals of the order, and who is tied to whom.

    A label is a group's own start plus (starts + 1) times the first start among the groups it is tied to.
    """

    asked: Design
    carry_over: int | None
    starts: tuple[int, ...]
    labels: Labels
    dealt: Deals
    linked: bool

    @classmethod
    def of(cls, asked: Design, links: Any, carry_over: int | None, draws: int, seed: int) -> "Setup":
        """Number the starts and deal the order out."""
        starts = tuple(sorted(set(asked.starts.values())))
        units = [*asked.treated, *asked.donors]
        if len(starts) + bool(asked.donors) < 2:
            raise PanelRefused("expected groups that start at different times, or groups that never start")
        own = np.array([starts.index(asked.starts[u]) + 1 if u in asked.starts else 0 for u in units])
        dealt = deals(own, draws, np.random.default_rng(seed))
        if links is None:
            return cls(asked, carry_over, starts, own, dealt, linked=False)
        labels = _with_links(dealt.labels, _ties(links, units), len(starts))
        return cls(asked, carry_over, starts, own, Deals(labels, dealt.exact), linked=True)

    def cells(self, spans: Sequence[Span]) -> Matrix:
        """The treated cells of each effect (labels, effects, times): ``spans``, and with links spill-over last."""
        times = self.asked.panel.n_times
        own = pattern(self.starts, times, spans)
        if not self.linked:
            return own
        after = pattern(self.starts, times, [(0, None)])[:, 0]
        waits = after[:, None] * (1 - after[None])  # (first tied, own, times)
        both = np.concatenate([np.tile(own, (len(own), 1, 1)), waits.reshape(-1, 1, times)], axis=1)
        return both

    @property
    def span(self) -> Span:
        """The steps after the start whose effect is asked about."""
        return (self.asked.phase_in, self.carry_over)


def stepped_wedge(
    asked: Design,
    *,
    links: Any = None,
    carry_over: int | None = None,
    draws: int = 999,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Evaluation:
    """Estimate the ratio of outcomes after a group's start to what they would have been, over groups and weeks.

    ``links`` is a table (or the path of one) with the columns source and target: a waiting group tied to one that has
    started is counted as exposed, in an effect of its own (diagnostics, ``spill_over``). ``carry_over`` is how many
    steps after the start the effect is asked about; later steps have an effect of their own, none is assumed to end.
    All orders are tried when they are at most 5,000, else ``draws``. Groups that never start may be donors. Raises
    ``PanelRefused`` when all start at once, and ``FitRefused``. ``progress`` is told how many outcomes are done.
    """
    setup = Setup.of(asked, links, carry_over, draws, seed)
    results = []
    with one_thread():
        for name in asked.outcomes:
            results.append(_outcome(setup, name))
            if progress:
                progress(len(results))
        spill = _spill(setup) if setup.linked else None
    first = setup.starts[0]
    return Evaluation(
        method="stepped_wedge",
        results=secondaries(results),
        n_units=len(setup.labels),
        n_pre=first,
        n_post=asked.panel.n_times - first,
        start=asked.panel.times[first],
        alpha=asked.alpha,
        margin=asked.margin,
        p_least=setup.dealt.p_least if not setup.linked else 1 / len(setup.dealt.labels),
        diagnostics={
            "orders": len(setup.dealt.labels),
            "every_order": setup.dealt.exact,
            "carry_over": carry_over,
            "spill_over": spill,
        },
        notes=(*_notes(setup, results[0]), *holm_notes(results)),
    )


def _notes(setup: Setup, primary: OutcomeResult) -> tuple[Note, ...]:
    found = [ORDER, SPILL if setup.linked else NO_SPILL]
    if primary.estimate is None:
        found.append(NO_EVENTS)
    elif primary.interval is None:
        found.append(NO_INTERVAL)
    return tuple(found)


def ask(setup: Setup, name: str, span: Span) -> Question:
    """Ask about the steps of ``span`` after each start; the other steps after it have effects of their own."""
    asked, times = setup.asked, setup.asked.panel.n_times
    rows = np.concatenate([asked.treated_rows, asked.donor_rows])
    cells = setup.cells([span, *rest([span], setup.starts, times)])
    return make("poisson", asked, name, rows, setup.dealt.labels[0], cells, np.ones(times, dtype=bool))


def randomised(setup: Setup, question: Question) -> Randomised:
    """Work out every order for a question; a typical start is the one in the middle."""
    middle = (len(setup.starts) + 1) // 2
    return Randomised(question, setup.dealt, setup.cells([(0, None)])[middle, 0])


def _judged(setup: Setup, name: str, span: Span) -> tuple[float | None, Inference]:
    question = ask(setup, name, span)
    estimate = fit(question).effects[0]
    return estimate, randomised(setup, question).infer(estimate, setup.asked.alpha)


def _outcome(setup: Setup, name: str) -> OutcomeResult:
    asked = setup.asked
    estimate, found = _judged(setup, name, setup.span)
    whole = ask(setup, name, setup.span)
    times = asked.panel.times
    return OutcomeResult(
        outcome=name,
        estimate=estimate,
        scale="log_rate_ratio",
        se=found.se,
        interval=found.interval,
        interval_level=1 - asked.alpha,
        p_value=found.p_value,
        effects_by_period=tuple(_period(setup, name, span) for span in asked.windows()),
        series=series(whole, fit(whole), times, range(len(times)), mean=asked.pooling == "mean"),
    )


def _period(setup: Setup, name: str, span: tuple[int, int]) -> PeriodEffect:
    """One period since the start, named by the times of the group that started first."""
    times, first = setup.asked.panel.times, setup.starts[0]
    estimate, found = _judged(setup, name, span)
    last = min(first + span[1], len(times)) - 1
    return PeriodEffect(times[first + span[0]], times[last], estimate, found.interval, found.p_value)


def _spill(setup: Setup) -> dict[str, Any]:
    """The effect on waiting groups tied to one that has started, for the primary outcome."""
    question = ask(setup, setup.asked.outcomes[0], setup.span)
    turned = replace(question, pattern=question.pattern[:, ::-1])
    exposed = int(turned.cells[:, 0].sum())
    if not exposed:
        return {"estimate": None, "interval": None, "p_value": None, "steps": 0}
    estimate = fit(turned).effects[0]
    found = randomised(setup, turned).infer(estimate, setup.asked.alpha)
    interval = None if found.interval is None else list(found.interval)
    return {"estimate": estimate, "interval": interval, "p_value": found.p_value, "steps": exposed}


def _ties(links: Any, units: Sequence[str]) -> NDArray[np.bool_]:
    """Who is tied to whom (groups, groups); a group that the panel lacks is refused with its row."""
    table = frames.frame(pl.read_csv(links) if isinstance(links, str | Path) else links, ["source", "target"])
    tied = np.zeros((len(units), len(units)), dtype=bool)
    ends = []
    for column in ("source", "target"):
        names = frames.texts(table, column)
        frames.refuse(table[column], ~names.is_in(list(units)), "a group of the panel")
        ends.append([units.index(name) for name in names])
    tied[ends[0], ends[1]] = tied[ends[1], ends[0]] = True
    np.fill_diagonal(tied, val=False)
    return tied


def _with_links(labels: Labels, tied: NDArray[np.bool_], starts: int) -> Labels:
    """Add to each label the first start among the groups it is tied to (deals, groups)."""
    never = starts + 1
    order = np.where(labels == 0, never, labels)
    first = np.stack([np.where(row, order, never).min(axis=1) for row in tied], axis=1)
    found: Labels = labels + never * np.where(first == never, 0, first)
    return found
