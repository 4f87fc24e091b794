"""A server of the app on a free port, and the browser that looks at it: for benchmarks and journeys."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager


def chromium() -> str:
    """Path of a Chromium. Raises FileNotFoundError."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("The browser benchmark needs Chromium: apt-get install chromium")


def free_port() -> int:
    with closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def server(port: int | None = None) -> Iterator[tuple[str, float]]:
    """A server, on a free port unless one is given, as (address, seconds until it answered)."""
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
        "--server.address",
        "127.0.0.1",
    ]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": os.getcwd()}
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while not _answers(url):
            if process.poll() is not None or time.perf_counter() - start > 60:
                raise RuntimeError("The server did not start.")
            time.sleep(0.05)
        yield url, time.perf_counter() - start
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; what still compiles then holds it for as long as that takes, so it is not waited for."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answers(url: str) -> bool:
    try:
        return bool(urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).status == 200)
    except OSError:
        return False
