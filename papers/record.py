"""What an item is: a thing that a paper says, what would bear it out, and the function that measures it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from papers.search import Search
from scenarios.online_scenario import OnlineScenario
from scenarios.scenario import Scenario

Setting = Scenario | OnlineScenario
Measured = Mapping[str, float]
Kind = Literal["claim", "figure", "table", "proposition", "theorem", "algorithm", "equation"]
ROUNDING = 1e-9  # relative; a run of thousands of steps stays far below it


@dataclass(frozen=True)
class Predicate:
    """What words say, of measured names. holds: None where what was measured cannot tell."""

    words: str
    holds: Callable[[Measured], bool | None]


class Expected(Protocol):
    """A number and how far from it still counts. `tolerance`: in its own unit; `reason`: why so much."""

    @property
    def value(self) -> float: ...

    @property
    def reason(self) -> str: ...

    @property
    def tolerance(self) -> float: ...


@dataclass(frozen=True)
class Count:
    """An exact count: any other is another run. open_if: a measured name; where it is not 0, rounding decides the
    count, and the run cannot tell."""

    value: float
    reason: str = "exact"
    open_if: str = ""

    @property
    def tolerance(self) -> float:
        return 0.5  # between two counts


@dataclass(frozen=True)
class Exact:
    """A number of a formula: equal but for rounding, relative to `scale`."""

    value: float
    scale: float = 1.0
    reason: str = "but for rounding"

    @property
    def tolerance(self) -> float:
        return ROUNDING * self.scale


@dataclass(frozen=True)
class Printed:
    """A number as printed, with so many digits after the point (below 0: none of the last ones either): half a unit of
    the last."""

    value: float
    digits: int
    reason: str = "half a unit of its last digit"

    @property
    def tolerance(self) -> float:
        return 0.5 * 10.0**-self.digits * (1 + ROUNDING)


@dataclass(frozen=True)
class Sampled:
    """A mean over seeds with its standard deviation: two of them."""

    value: float
    deviation: float
    reason: str = "two standard deviations"

    @property
    def tolerance(self) -> float:
        return 2 * self.deviation


@dataclass(frozen=True)
class Chosen:
    """A setting that the paper leaves open, what stands here, and why. search: runs what was tried before it was
    chosen."""

    what: str
    why: str
    search: Callable[[], Search] | None = None


@dataclass(frozen=True)
class NotHere:
    """Data too large for this machine. setting: the paper's; presets: the training presets that have it in full;
    reduced: what has run instead."""

    setting: str
    presets: tuple[str, ...]
    reduced: str


@dataclass(frozen=True)
class Item:
    """One thing that a paper says.

    says: in our own words. measure: the scenario, or the online problem (or nothing where there is neither) to named
    numbers. claims: what the words say of these; expected: the numbers that the paper prints. printed, corrected: what
    the formula as it stands there, and as it has to read, say of them; with printed_tex and corrected_tex. conventions:
    words -> the same run as the paper may also have meant it. trains: whether it trains networks, for minutes. moves:
    why a rate 10 % higher changes nothing measured, where it does not or there is none.
    """

    paper: str
    label: str
    section: str
    kind: Kind
    says: str
    measure: Callable[..., Measured]
    scenario: Scenario | None = None
    online: OnlineScenario | None = None
    claims: tuple[Predicate, ...] = ()
    expected: Mapping[str, Expected] = field(default_factory=dict)
    printed: tuple[Predicate, ...] = ()
    corrected: tuple[Predicate, ...] = ()
    printed_tex: str = ""
    corrected_tex: str = ""
    chosen: tuple[Chosen, ...] = ()
    conventions: Mapping[str, Setting] = field(default_factory=dict)
    not_here: NotHere | None = None
    trains: bool = False
    figure: str = ""
    axes_from: str = ""
    moves: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.paper} {self.label}"

    @property
    def setting(self) -> Setting | None:
        """What is run: a scenario, an online problem, or nothing that has a form of its own."""
        return self.scenario or self.online

    @property
    def slow(self) -> bool:
        """Whether networks are trained for it."""
        return self.trains or self.not_here is not None

    def measured(self, setting: Setting | None = None) -> Measured:
        """What it comes to, for its own setting or another."""
        given = setting or self.setting
        found = self.measure(given) if given else self.measure()
        return {name: float(value) for name, value in found.items()}  # NumPy's own numbers are no JSON
