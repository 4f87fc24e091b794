"""Files that are too large to bundle: from the folder DESCENT_DATA, else from the cache, else from the network; always
verified."""

import logging
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import platformdirs
import pooch

from networks.experiment.data.pictures import Progress

STALE = 3600.0  # seconds after which a download that was not written to is nobody's

BROKEN = "The data file {path} cannot be read. Delete it and start again."


class File(NamedTuple):
    name: str
    url: str
    sha256: str


def folder() -> Path:
    """Where what is fetched is kept, one folder for each user."""
    return platformdirs.user_cache_path("descent-explorer")


def find(file: File, progress: Progress | None = None) -> Path:
    """The verified file. Raises ValueError with what to do."""
    own = os.environ.get("DESCENT_DATA")
    if own:
        path = Path(own) / file.name
        if not path.is_file():
            raise ValueError(
                f"The folder {own} (from DESCENT_DATA) has no {file.name}. Put it there, or choose the digits."
            )
        if pooch.file_hash(str(path)) != file.sha256:
            raise ValueError(
                f"{path} is not the {file.name} that is known here: its checksum differs. Fetch it again from"
                f" {file.url}."
            )
        return path
    import requests  # here: only who fetches waits for it

    pooch.get_logger().setLevel(logging.ERROR)
    _sweep(folder() / "data")
    try:
        found = pooch.retrieve(
            file.url,
            f"sha256:{file.sha256}",
            file.name,
            folder() / "data",
            downloader=pooch.HTTPDownloader(progressbar=_Bar(progress), timeout=30),
        )
    except ValueError:
        raise ValueError(f"What {file.url} sent has the wrong checksum and was thrown away. Try again later.") from None
    except requests.RequestException as error:
        raise ValueError(
            f"{file.name} could not be fetched from {file.url} ({type(error).__name__}). Without a network, put it into"
            " a folder, name that in the environment variable DESCENT_DATA, or choose the digits: they are bundled."
        ) from None
    except OSError as error:
        raise ValueError(
            f"{file.name} could not be kept in {folder()} ({error.strerror or type(error).__name__}). Make room there,"
            " or make it writable."
        ) from None
    return Path(found)


def _sweep(place: Path) -> None:
    """Removes what downloads left that were killed: pooch writes each aside, under a name of its own, and renames it
    when verified."""
    for left in place.glob("tmp*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > STALE:
                left.unlink()


class _Bar:
    """A progress bar as pooch wants one, which tells a share from 0 to 1."""

    def __init__(self, progress: Progress | None) -> None:
        self.progress = progress
        self.total = 0
        self.done = 0

    def update(self, amount: int) -> None:
        self.done += amount
        if self.progress and self.total:
            self.progress(min(self.done / self.total, 1.0))

    def reset(self) -> None:
        self.done = 0

    def close(self) -> Any:
        pass
