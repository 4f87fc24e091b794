"""What is loaded once and stays. Streamlit collects garbage after every rerun, 100 to 400 ms with all that these pages
load; what is frozen is not looked at again."""

import gc
import threading
from importlib import import_module
from pkgutil import iter_modules

import figures
from scenarios.warm import kernels

SOON = 2.0  # seconds after the first picture until the rest is loaded
DRAWING = ("pandas", "pyarrow")  # which tables and charts load when first shown

_settled: set[str] = set()
_lock = threading.Lock()


def settle(what: str) -> None:
    """Freeze all that is in memory, once for each `what` that has just been loaded. More often would keep what sessions
    leave behind: frozen, a cycle is never freed."""
    with _lock:
        if what in _settled:
            return
        _settled.add(what)
    gc.collect()
    gc.freeze()


def load_later() -> None:
    """Load what other pages need, once the first picture is there."""
    later = threading.Timer(SOON, _load)
    later.daemon = True
    later.start()


def _load() -> None:
    kernels()
    for name in (*DRAWING, *(f"figures.{module.name}" for module in iter_modules(figures.__path__))):
        import_module(name)
    settle("what other pages need")
