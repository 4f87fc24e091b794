"""What the address of the Networks page holds: which launches are looked at, and how.

`NetworksLink` is all there is to it: what a parameter may be stands in its field, and what is wrong in a link is told
from pydantic's errors. A parameter stands in the address where it differs from its default.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from landscapes import LANDSCAPES
from networks.slices.slice import SliceKind
from scenarios.scenario import Frozen

View = Literal["curves", "slice", "bridge"]
MOST_SHOWN = 50  # launches at once


def _surface(name: str) -> str:
    if name not in tuple(LANDSCAPES):  # the registered ones: a slice may be deleted while it is looked at
        raise ValueError(f"There is no surface {name[:40]!r}.")
    return name


class NetworksLink(Frozen):
    """`runs`: numbers of launches, as text, since a link may name what is not here. `plane`: of a loss slice.
    `surface`: beside a network."""

    model_config = ConfigDict(title="This page")

    runs: tuple[str, ...] = Field((), title="Launches", max_length=MOST_SHOWN)
    view: View = Field("curves", title="View")
    plane: SliceKind = Field("path", title="Plane")
    surface: Annotated[str, AfterValidator(_surface)] = Field("smooth-valley", title="Surface")


def parameters(link: NetworksLink) -> dict[str, str]:
    """Query parameters that open it; none for what the page opens with."""
    return {
        name: ",".join(value) if isinstance(value, tuple) else value
        for name, value in link.model_dump(exclude_defaults=True).items()
    }


def read(query: Mapping[str, str]) -> tuple[NetworksLink, list[str]]:
    """What the address means, and a sentence for each parameter that cannot be used: its default takes its place. Never
    raises; parameters that are not ours stay unread."""
    given = {name: query[name] for name in NetworksLink.model_fields if name in query}
    kept: dict[str, object] = dict(given)
    if "runs" in given:
        kept["runs"] = tuple(part.strip() for part in given["runs"].split(",") if part.strip())
    notices: list[str] = []
    while True:
        try:
            return NetworksLink.model_validate(kept), notices
        except ValidationError as error:
            for each in error.errors():
                name = str(each["loc"][0])
                if name in kept:
                    del kept[name]
                    notices.append(_sentence(name, each["type"], each.get("ctx", {}), given[name]))


def _sentence(name: str, kind: str, context: Mapping[str, object], given: str) -> str:
    field = NetworksLink.model_fields[name]
    if kind == "value_error":
        wrong = str(context["error"]).removesuffix(".")
    elif kind == "too_long":
        wrong = f"{field.title}: at most {context['max_length']} can be named"
    else:
        wrong = f"{field.title} must be {context.get('expected', 'something else')}, not {given[:40]!r}"
    return f"{wrong}; {field.default} is shown." if field.default else f"{wrong}; none is shown."


VIEWS: dict[View, str] = dict(zip(get_args(View), ("Curves", "Loss slice", "Beside the plane"), strict=True))
PLANES: dict[SliceKind, str] = {"path": "Along the path", "around": "Around the end", "between": "Between ends"}
