"""A page in Chromium that can import the modules of static/, served as Streamlit serves them."""

import base64
import functools
import http.server
import json
import threading
from pathlib import Path

import numpy as np
import pytest

STATIC = Path(__file__).parents[2] / "static"
# what JSON lacks travels as bytes: arrays by their kind
CALL = """async ([base, source, given]) => {
  const load = (name) => import(`${base}engine/${name}.js`);
  const script = `data:text/javascript,export default ${encodeURIComponent(source)}`;
  const told = await (await import(script)).default(load, given);
  const packed = (_, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) return { number: String(value) };
    if (!ArrayBuffer.isView(value)) return value;
    let text = "";
    for (const byte of new Uint8Array(value.slice().buffer)) text += String.fromCharCode(byte);
    return { array: btoa(text), kind: value.constructor.name };
  };
  return JSON.stringify(told, packed);
}"""
KINDS = {"Float64Array": np.float64, "Float32Array": np.float32, "Uint8Array": np.uint8}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def unpacked(told):
    if "number" in told:
        return float(told["number"].replace("Infinity", "inf"))
    return np.frombuffer(base64.b64decode(told["array"]), KINDS[told["kind"]]) if "array" in told else told


@pytest.fixture(scope="session")
def static_address():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def engine_page(browser, static_address):
    """One for all tests: to make one costs ten times as much as most of what they compute in it."""
    page = browser.new_page()
    page.goto(static_address)
    yield page
    page.close()


@pytest.fixture(scope="session")
def called(engine_page, static_address):
    """`called("async (load, given) => ...", given)`: what the function gives; `load("runs")` is a module of the
    engine."""

    def call(source, given=None):
        return json.loads(engine_page.evaluate(CALL, [static_address, source, given]), object_hook=unpacked)

    return call
