"""Which process holds a job, told so that it survives reused numbers, a reboot and a changed clock."""

import os
import sys
from pathlib import Path

import psutil


def identity(pid: int | None = None) -> str | None:
    """A name for a living process that no other ever bears: boot, number and start. None if there is none, or only its
    zombie.

    pid: by default this process.
    """
    pid = os.getpid() if pid is None else pid
    if sys.platform == "linux":  # ticks since boot; psutil would count them from a wall clock that can be set
        try:
            # the command's name may hold spaces
            after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (OSError, UnicodeDecodeError):
            return None
        return None if after[0] in "ZX" else f"{_boot()}:{pid}:{after[19]}"
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else f"{pid}:{process.create_time()}"
    except psutil.Error:
        return None


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "unknown"


def alive(name: str | None) -> bool:
    """Whether the process that `identity` named still runs."""
    if not name:
        return False
    return identity(int(name.split(":")[-2])) == name
