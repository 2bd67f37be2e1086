"""What a plan may ask of each method, by the names of science.md; what is left out is left to the method.

One struct a method, told apart by ``name``. Three questions can be put to every method, and a fourth to each that
compares with units or fits before a start: ``gvi.science.evaluation.sensitivity`` answers what a method does not.
"""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Time = Annotated[str | int, Meta(description='a time as in the data, in quotation marks, such as "2018-10"')]
Column = Annotated[str, Meta(min_length=1, description="the name of a column")]
Columns = Annotated[list[Column], Meta(min_length=1, description='names of columns, ["shootings", ..]')]
Yes = Annotated[bool, Meta(description="true or false")]
Count = Annotated[int, Meta(ge=1, description="a whole number from 1")]
Draws = Annotated[Literal["all"] | Count, Meta(description='"all" or how many')]
Seed = Annotated[int, Meta(ge=0, description="a whole number from 0")]


class Match(Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """One column to match on, its times inclusive: their mean, or each of them."""

    column: Column
    since: Time | UnsetType = UNSET
    to: Time | UnsetType = UNSET
    how: Annotated[Literal["mean", "each"], Meta(description='"mean" or "each"')] = "mean"


class Method(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="name"):
    """What every method may be asked."""

    seed: Seed | UnsetType = UNSET
    negative_control: Column | None = None
    leave_one_out: Yes = False
    in_time: Time | None = None
    curve: Annotated[
        list[dict[str, Any]], Meta(description="tables of option changes, [{ridge = 0.1}, ..]")
    ] = []

    @property
    def name(self) -> str:
        """The method's name."""
        return str(self.__struct_config__.tag)

    @property
    def options(self) -> dict[str, Any]:
        """The method's own options that the plan gives, as plain values."""
        given: dict[str, Any] = msgspec.to_builtins(self)
        return {key: value for key, value in given.items() if key not in SHARED}

    @property
    def variants(self) -> tuple["Method", ...]:
        """The method as each table of ``curve`` changes it."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return tuple(msgspec.convert({**plain, "curve": [], **change}, type(self)) for change in self.curve)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the options name as covariates."""
        return ()

    @property
    def outcome_columns(self) -> tuple[str, ...]:
        """The columns that the options name as outcomes."""
        return ()


SHARED = frozenset({"name", *Method.__struct_fields__} - {"seed"})

Matching = Annotated[
    Literal["outcomes"] | list[Match],
    Meta(description='"outcomes" or [{column = "x", from = "..", to = "..", how = "mean"}, ..]'),
]
Importance = Annotated[
    Literal["nested", "equal"] | list[float],
    Meta(description='"nested", "equal" or one number a matched column'),
]


class SyntheticControl(Method, frozen=True, forbid_unknown_fields=True, tag="synthetic_control"):
    """Simplex weights on outcomes or covariates."""

    match: Matching | UnsetType = UNSET
    v: Importance | UnsetType = UNSET
    v_from: Time | UnsetType = UNSET
    v_to: Time | UnsetType = UNSET
    starts: Count | UnsetType = UNSET
    placebos: Draws | UnsetType = UNSET

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns matched on."""
        if isinstance(self.match, UnsetType | str):
            return ()
        return tuple(dict.fromkeys(one.column for one in self.match))


class AugmentedSyntheticControl(
    SyntheticControl, frozen=True, forbid_unknown_fields=True, tag="augmented_synthetic_control"
):
    """The same, and ridge."""

    ridge: Annotated[Literal["cv"] | float, Meta(description='"cv" or a number')] | UnsetType = UNSET


class MicroSynthetic(Method, frozen=True, forbid_unknown_fields=True, tag="micro_synthetic"):
    """Many small areas to few treated."""

    outcomes: Columns | UnsetType = UNSET
    covariates: Columns | UnsetType = UNSET
    match_from: Time | UnsetType = UNSET
    match_to: Time | UnsetType = UNSET
    permutations: Count | UnsetType = UNSET
    slack: Annotated[float, Meta(ge=0, description="a number from 0")] | UnsetType = UNSET

    @property
    def columns(self) -> tuple[str, ...]:
        """The covariates."""
        return () if isinstance(self.covariates, UnsetType) else tuple(self.covariates)

    @property
    def outcome_columns(self) -> tuple[str, ...]:
        """The outcomes to match on."""
        return () if isinstance(self.outcomes, UnsetType) else tuple(self.outcomes)


class InterruptedSeries(Method, frozen=True, forbid_unknown_fields=True, tag="interrupted_series"):
    """Level and trend of one series."""

    family: (
        Annotated[
            Literal["quasi_poisson", "negative_binomial"],
            Meta(description='"quasi_poisson" or "negative_binomial"'),
        ]
        | UnsetType
    ) = UNSET
    trend: Yes | UnsetType = UNSET
    season: Yes | UnsetType = UNSET
    errors: (
        Annotated[Literal["t", "bootstrap_ar", "hac"], Meta(description='"t", "bootstrap_ar" or "hac"')]
        | UnsetType
    ) = UNSET


class Differences(Method, frozen=True, forbid_unknown_fields=True, tag="differences"):
    """Ratio or linear effects against all units, with refit."""

    family: Annotated[Literal["poisson", "linear"], Meta(description='"poisson" or "linear"')] | UnsetType = (
        UNSET
    )
    inference: (
        Annotated[
            Literal["randomisation", "wild", "cluster"],
            Meta(description='"randomisation", "wild" or "cluster"'),
        ]
        | UnsetType
    ) = UNSET
    draws: Count | UnsetType = UNSET


class SyntheticDid(Method, frozen=True, forbid_unknown_fields=True, tag="synthetic_did"):
    """Arkhangelsky et al. 2021."""

    placebos: Draws | UnsetType = UNSET


class StaggeredDifferences(Method, frozen=True, forbid_unknown_fields=True, tag="staggered_differences"):
    """Callaway and Sant'Anna 2021."""

    controls: Annotated[Literal["never", "not_yet"], Meta(description='"never" or "not_yet"')] | UnsetType = (
        UNSET
    )
    aggregate: (
        Annotated[Literal["simple", "event", "group"], Meta(description='"simple", "event" or "group"')]
        | UnsetType
    ) = UNSET


class SteppedWedge(Method, frozen=True, forbid_unknown_fields=True, tag="stepped_wedge"):
    """Groups by weeks; ``links`` is a file beside the plan."""

    links: Annotated[str, Meta(min_length=1, description="a file beside the plan")] | UnsetType = UNSET
    carry_over: Annotated[int, Meta(ge=0, description="a number of steps")] | UnsetType = UNSET
    draws: Count | UnsetType = UNSET


class Displacement(Method, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="displacement"):
    """Wheeler and Ratcliffe 2018; ``role`` is a column."""

    role: Column


AnyMethod = (
    SyntheticControl
    | AugmentedSyntheticControl
    | MicroSynthetic
    | InterruptedSeries
    | Differences
    | SyntheticDid
    | StaggeredDifferences
    | SteppedWedge
    | Displacement
)
