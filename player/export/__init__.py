"""Everything a scenario can be saved as. Each kind renders a scenario and its runs to bytes, and carries the scenario
in them.

To add one, write `render_<kind>(scenario, runs) -> bytes` in a file of this folder and list it here. Files are imported
when first asked for: drawing and film libraries are slow to load.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from dynamics import Trajectory
from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Export:
    """kind: its key; noun: what the menu calls it; suffix of its file, with the dot; mime type; the file of this folder
    that makes it."""

    kind: str
    noun: str
    suffix: str
    mime: str
    module: str

    def render(self, scenario: Scenario, runs: Sequence[Trajectory]) -> bytes:
        """The file's bytes. `runs` are the scenario's, in the order of its contenders."""
        made: bytes = getattr(import_module(f"player.export.{self.module}"), f"render_{self.kind}")(scenario, runs)
        return made

    def filename(self, scenario: Scenario) -> str:
        return f"descent-{scenario.surface}{self.suffix}"


EXPORTS: dict[str, Export] = {
    e.kind: e
    for e in (
        Export("png", "Picture", ".png", "image/png", "picture"),
        Export("svg", "Drawing", ".svg", "image/svg+xml", "picture"),
        Export("gif", "Loop", ".gif", "image/gif", "animation"),
        Export("mp4", "Film", ".mp4", "video/mp4", "animation"),
        Export("html", "Page", ".html", "text/html", "webpage"),
        Export("csv", "Table", ".csv", "text/csv", "table"),
        Export("json", "Data", ".json", "application/json", "data"),
        Export("code", "Code", ".py", "text/x-python", "snippet"),
    )
}

__all__ = ["EXPORTS", "Export"]
