"""The registered surfaces, and those that others keep: found by name, but not listed."""

from collections.abc import Callable

from engines.registry import Registry
from landscapes.landscape import Landscape

Source = Callable[[str], Landscape | None]


class Gallery(Registry[Landscape]):
    """A dict of the registered surfaces. A name that is not among them is looked for in `sources`, each a function from
    a name to its surface or None."""

    def __init__(self, registered: dict[str, Landscape]) -> None:
        super().__init__(registered)
        self.sources: list[Source] = []

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or (isinstance(name, str) and self._found(name) is not None)

    def __missing__(self, name: str) -> Landscape:
        found = self._found(name)
        if found is None:
            raise KeyError(self.unknown(name))
        return found

    def keeper(self, name: str) -> str | None:
        """The module to import so that `name` is found; None for what is registered, or unknown."""
        if super().__contains__(name):
            return None
        return next((source.__module__ for source in self.sources if source(name) is not None), None)

    def _found(self, name: str) -> Landscape | None:
        return next((land for source in self.sources if (land := source(name)) is not None), None)
