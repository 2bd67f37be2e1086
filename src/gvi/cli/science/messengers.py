"""``gvi messengers``: who to call in so that the message reaches as many as possible (science.md, Messengers)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from gvi.cli.science.reading import read_table, told, working, write_json
from gvi.cli.screen import console

if TYPE_CHECKING:
    from gvi.science.messengers import MessengersResult


def messengers(
    people: Annotated[
        Path, typer.Option(help="Persons: person_id, group_id, eligible; weight and attendance if known.")
    ],
    ties: Annotated[
        Path, typer.Option(help="Ties: source, target; weight, kind and evidence if known. Never conflicts.")
    ],
    seats: Annotated[int, typer.Option(help="Seats in each session.")],
    apart: Annotated[
        Path | None, typer.Option(help="Pairs who must not meet: a, b. Never in one session.")
    ] = None,
    steps: Annotated[int, typer.Option(help="1: those tied to a messenger. 2: those tied to them too.")] = 1,
    per_group: Annotated[int, typer.Option(help="At least so many of each group, in all sessions.")] = 1,
    sessions: Annotated[int, typer.Option(help="How many sessions; nobody sits in two.")] = 1,
    min_weight: Annotated[float, typer.Option(help="Leave out ties that weigh less.")] = 0,
    time_limit: Annotated[float, typer.Option(help="Seconds to search for a proof.")] = 30,
    seed: Annotated[int, typer.Option(help="The same seed gives the same answer, when proven.")] = 1,
    out: Annotated[Path | None, typer.Option("--json", help="Write the result to this file.")] = None,
) -> None:
    """Choose messengers so that as many as possible stand within one or two ties of someone called in.

    A choice keeps the seats, a minimum of each group and the pairs who must not meet. Only those whom people have
    judged eligible can be chosen. The answer says whether it is proven to be the best. No figure is about one person.
    An empty group_id is nobody's group. A tie with someone who is not in people.csv is left out.

    With these files and 2 seats the answer is a and d, who reach all six:
    people.csv
    person_id,group_id,eligible
    a,Gran,true
    b,Gran,true
    c,Gran,false
    d,Ask,true
    e,Ask,true
    f,Ask,false
    ties.csv
    source,target
    a,b
    a,c
    d,e
    f,d

    Example: gvi messengers --people people.csv --ties ties.csv --seats 2 --json out.json
    """
    from gvi.science.messengers import messengers as chosen
    from gvi.science.messengers import read_apart, read_people, read_ties

    with working("Choosing"):
        tables = [read_table(path) for path in (people, ties)]
        pairs = read_table(apart) if apart else None
        with told(people):
            persons = read_people(tables[0])
        with told(ties):
            known = read_ties(tables[1], persons)
        with told(apart or people):
            parted = read_apart(pairs, persons)
        found = chosen(
            persons,
            known,
            seats=seats,
            apart=parted,
            steps=steps,
            per_group=per_group,
            sessions=sessions,
            min_weight=min_weight,
            time_limit=time_limit,
            seed=seed,
        )
    if out:
        write_json(found.to_json(), out)
    _show(found)


def _show(found: "MessengersResult") -> None:
    """The sentence, why it is impossible if it is, who sits in which session, and a row a group."""
    console.print(found.sentence("en"), markup=False)
    for reason in found.blocking:
        who = " and ".join(reason.pair) if reason.pair else reason.group
        console.print(f"{who}: {reason.sentence('en')}", markup=False)
    for at, session in enumerate(found.messengers_by_session, start=1):
        console.print(f"session {at}: {', '.join(session)}", markup=False)
    table = Table(box=None)
    rows = found.table()
    for column in rows.columns:
        table.add_column(column, justify="left" if column == "group_id" else "right")
    for group, *counts in rows.iter_rows():
        table.add_row(group or "(none)", *map(str, counts))
    console.print(table)
