"""What each page's address can say: a model of its state, and which names other pages would understand."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from dynamics.outcomes.repetition import MOST
from scenarios.cycles import CYCLES
from scenarios.flat_scenes import FlatSettings
from scenarios.lesson_link import LessonLink
from scenarios.link_parts import Hide, Lock
from scenarios.links import names
from scenarios.map_links import MapLink
from scenarios.noisy import NoisePage
from scenarios.online_scenario import OnlineScenario
from scenarios.opening import FIRST, opening
from scenarios.permalink import Packed
from scenarios.recession_scenes import RecessionSettings
from scenarios.scenario import Frozen, listed_optimizer, listed_surface

CYCLE = next(iter(CYCLES.values()))


class ExploreLink(Frozen):
    """The scenario, and what the link hides and keeps as it is; `view`, `field` and `panels` are the browser's own, and
    only looked at there."""

    model_config = ConfigDict(title="This page")

    s: Packed = Field(opening(FIRST), title="The scenario")
    view: str | None = Field(None, max_length=100)
    field: str | None = Field(None, max_length=100)
    panels: str | None = Field(None, max_length=200)
    hide: Hide = ()
    lock: Lock = ()


class OrbitsLink(Frozen):
    """The scenario whose first optimizer cycles, and the period that is looked for; `view` and `field` as in the
    explorer."""

    model_config = ConfigDict(title="This page")

    s: Packed = Field(CYCLE.scenario, title="The scenario")
    period: int = Field(CYCLE.period, ge=1, le=MOST)
    view: str | None = Field(None, max_length=100)
    field: str | None = Field(None, max_length=100)


class ReferenceLink(Frozen):
    """Which optimizer or which surface is looked up, or the literature."""

    model_config = ConfigDict(title="This page")

    show: Literal["Optimizers", "Surfaces", "Literature"] = "Optimizers"
    optimizer: Annotated[str, AfterValidator(listed_optimizer)] = "adam"
    surface: Annotated[str, AfterValidator(listed_surface)] = FIRST


BY_PAGE: dict[str, type[BaseModel]] = {
    "explore": ExploreLink,
    "orbits": OrbitsLink,
    "maps": MapLink,
    "flats": FlatSettings,
    "recession": RecessionSettings,
    "online": OnlineScenario,
    "noise": NoisePage,
    "lessons": LessonLink,
    "reference": ReferenceLink,
}
PAGES = tuple(BY_PAGE.values())
# what the pages of networks and of papers read: their models, in the player, need the networks and the papers
NETWORKS = frozenset(("preset", "setting", "seeds", "runs", "view", "quantities", "plane", "surface"))
PAPERS = frozenset(("item",))


def elsewhere(page: type[BaseModel]) -> frozenset[str]:
    """The names that only other pages read."""
    return frozenset().union(NETWORKS, PAPERS, *map(names, PAGES)) - names(page)
