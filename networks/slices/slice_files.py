"""Slices kept as surfaces: `LANDSCAPES["slice-<digest>"]` finds one among the jobs' files. Importing this module
registers the source.

A file is plain arrays: nothing in it is executed. Its name is the digest of what it holds, so one that was changed is
not found.
"""

import hashlib
import os
import re
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jobs import store
from landscapes import LANDSCAPES, Landscape, sampled

Array = npt.NDArray[np.float64]

NAME = re.compile(r"slice-[0-9a-f]{16}")  # names come from links: nothing else is ever opened
NUMBERS, WORDS = ("x", "y", "values", "start"), ("title", "source", "look")


def keep(
    job: int, title: str, source: str, look: str, x: Array, y: Array, values: Array, start: tuple[float, float]
) -> str:
    """Keeps a surface with a job's files, which are deleted together; its name. x, y, values, start as in
    `landscapes.sampled`. Raises ValueError where they make none, RecordError where it cannot be written."""
    sampled("", title, source, look, x, y, values, start)
    held = {"x": x, "y": y, "values": values, "start": np.array(start)} | {
        "title": title,
        "source": source,
        "look": look,
    }
    name = f"slice-{_digest({key: np.asarray(value) for key, value in held.items()})}"
    file = store.job_folder(job) / f"{name}.npz"
    with store.explained(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}.part")
        with aside.open("wb") as stream:
            np.savez_compressed(stream, **held)  # type: ignore[arg-type]
        aside.replace(file)
    return name


def find(name: str) -> Landscape | None:
    """The surface of that name; None where there is none that can be read."""
    if not NAME.fullmatch(name):
        return None
    try:
        file = next(store.job_folders().glob(f"*/{name}.npz"), None)
        return _read(name, file) if file else None
    except Exception:  # a damaged archive raises nearly anything
        return None


@lru_cache(maxsize=64)
def _read(name: str, file: Path) -> Landscape:
    with np.load(file, allow_pickle=False) as arrays:
        held = {key: arrays[key] for key in (*NUMBERS, *WORDS)}
    if name != f"slice-{_digest(held)}":
        raise ValueError("its digest differs")
    x, y, values, start = (held[key].astype(np.float64) for key in NUMBERS)
    title, source, look = (str(held[key]) for key in WORDS)
    return sampled(name, title, source, look, x, y, values, (float(start[0]), float(start[1])))


def _digest(held: dict[str, npt.NDArray[np.generic]]) -> str:
    """Of the numbers as float64 and the words as UTF-8, in a fixed order."""
    digest = hashlib.sha256()
    for key in NUMBERS:
        digest.update(repr(held[key].shape).encode() + np.ascontiguousarray(held[key], "<f8").tobytes())
    for key in WORDS:
        digest.update(str(held[key]).encode() + b"\0")
    return digest.hexdigest()[:16]


LANDSCAPES.sources.append(find)
