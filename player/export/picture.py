"""A still picture of a scenario at its last step: PNG at twice the size, and SVG."""

from collections.abc import Sequence
from io import BytesIO

from dynamics import Trajectory
from player.export.provenance import as_text, versions
from player.export.scene import Scene, drawing
from scenarios.scenario import Scenario
from scenarios.version import PRODUCT, RELEASE

TWICE = 144  # dots an inch; scenes are laid out at 72


def render_png(scenario: Scenario, runs: Sequence[Trajectory], dark: bool = False) -> bytes:
    """2560 x 1440. Text chunks: "scenario" (JSON), "provenance" (JSON), "Software", "versions"."""
    libraries = ", ".join(f"{name} {version}" for name, version in versions().items())
    known = {
        "scenario": scenario.to_json(),
        "provenance": as_text(scenario),
        "Software": f"{PRODUCT} {RELEASE}",
        "versions": libraries,
    }
    return _save(scenario, runs, dark, format="png", dpi=TWICE, metadata=known, pil_kwargs={"compress_level": 6})


def render_svg(scenario: Scenario, runs: Sequence[Trajectory], dark: bool = False) -> bytes:
    """Letters are outlines, so that it looks the same everywhere. The provenance (JSON) is the description in its
    metadata."""
    known = {
        "Title": f"{scenario.landscape.title}: {PRODUCT}",
        "Description": as_text(scenario),
        "Creator": f"{PRODUCT} {RELEASE}",
        "Date": None,
    }
    return _save(scenario, runs, dark, format="svg", dpi=72, metadata=known)


def _save(scenario: Scenario, runs: Sequence[Trajectory], dark: bool, **how: object) -> bytes:
    out = BytesIO()
    with drawing():
        scene = Scene(scenario, runs, dark)
        scene.rest(scenario.steps)
        scene.figure.savefig(out, **how)  # type: ignore[arg-type]
    return out.getvalue()
