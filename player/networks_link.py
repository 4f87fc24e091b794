"""What the address of the Networks page can say: the experiment that Train would start, which launches are looked at,
and how."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, ConfigDict, Field

from landscapes import LANDSCAPES
from networks.experiment.training_presets import TRAINING_PRESETS
from networks.results.comparing import QUANTITIES
from networks.slices.slice import SliceKind
from scenarios.scenario import Frozen

View = Literal["curves", "slice", "bridge"]
Setting = Literal["laptop", "paper"]
MOST_SHOWN = 50  # launches at once
MOST_SEEDS = 100


def _preset(name: str) -> str:
    if name not in TRAINING_PRESETS:
        raise ValueError(f"There is no experiment {name[:40]!r}.")
    return name


def _surface(name: str) -> str:
    if name not in tuple(LANDSCAPES):  # the registered ones: a slice may be deleted while it is looked at
        raise ValueError(f"There is no surface {name[:40]!r}.")
    return name


def _quantities(names: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [name for name in names if name not in QUANTITIES]:
        raise ValueError(f"There is no quantity {unknown[0][:40]!r}.")
    return tuple(dict.fromkeys(names))


def _stripped(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(stripped for name in names if (stripped := name.strip()))


class NetworksLink(Frozen):
    """`seeds` None: as many as the preset has. `runs`: numbers of launches, as text, since a link may name what is not
    here. `plane`: of a loss slice. `surface`: beside a network."""

    model_config = ConfigDict(title="This page")

    preset: Annotated[str, AfterValidator(_preset)] = Field(next(iter(TRAINING_PRESETS)), title="Experiment")
    setting: Setting = Field("laptop", title="Setting")
    seeds: int | None = Field(None, ge=1, le=MOST_SEEDS, title="Seeds")
    runs: Annotated[tuple[str, ...], AfterValidator(_stripped)] = Field((), title="Launches", max_length=MOST_SHOWN)
    view: View = Field("curves", title="View")
    quantities: Annotated[tuple[str, ...], AfterValidator(_quantities)] = Field(
        ("loss", "validation_accuracy", "gradient_norm", "v_norm"), title="Quantities"
    )
    plane: SliceKind = Field("path", title="Plane")
    surface: Annotated[str, AfterValidator(_surface)] = Field("smooth-valley", title="Surface")


VIEWS: dict[View, str] = dict(zip(get_args(View), ("Curves", "Loss slice", "Beside the plane"), strict=True))
PLANES: dict[SliceKind, str] = {"path": "Along the path", "around": "Around the end", "between": "Between ends"}
