"""Surfaces that only the server has, such as a slice through the loss of a network: described for the figure."""

from typing import Any

import networks.slices.slice_files  # noqa: F401 -- links to slices find their surface
from dynamics import OPTIMIZERS
from landscapes import LANDSCAPES
from landscapes.sampled import description
from landscapes.typed.surface import MARK
from scenarios.opening import suited
from scenarios.scenario import Scenario


def lands(scenario: Scenario) -> dict[str, dict[str, Any]]:
    """name -> description, of the scenario's surface if the browser knows it neither by name nor by its text. `values`
    is the vector that its formula reads; `formula` is MathML; `keeper` is the module that finds it on this machine."""
    keeper = None if scenario.surface.startswith(MARK) else LANDSCAPES.keeper(scenario.surface)
    if keeper is None:
        return {}
    from player.mathml import mathml

    land = scenario.landscape
    return {
        land.name: description(land)
        | {
            "title": land.title,
            "source": land.source,
            "look": land.look,
            "formula": mathml(land.latex),
            "starts": [{"what": what, "at": at} for what, at in land.starts.items()],
            "steps": land.steps,
            "keeper": keeper,
            "suited": {name: suited(land.name, name) for name in OPTIMIZERS},
        }
    }
