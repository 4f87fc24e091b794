"""Node, with the modules that read formulas."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture(scope="session")
def node(tmp_path_factory):
    """`node(module, body, given)`: what the body of a function of `m` (what the module of static/formula exports) and
    `given` returns. JSON takes neither NaN nor -0: numbers go as the digits of their bits, by `bits`."""
    folder = tmp_path_factory.mktemp("formula")
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copytree(STATIC / "formula", folder / "formula")
    (folder / "engine").mkdir()
    shutil.copy(STATIC / "engine" / "formulas.js", folder / "engine")
    shutil.copy(STATIC / "known.js", folder)

    def call(module, body, given):
        (folder / "given.json").write_text(json.dumps(given))
        (folder / "run.js").write_text(
            f"""import {{ readFileSync }} from "node:fs";
            import * as m from "./formula/{module}.js";
            const view = new DataView(new ArrayBuffer(8));
            const bits = (value) => {{
              view.setFloat64(0, Number(value));
              return Number.isNaN(Number(value)) ? "nan" : view.getBigUint64(0).toString(16).padStart(16, "0");
            }};
            const run = async (given) => {{ {body} }};
            console.log(JSON.stringify(await run(JSON.parse(readFileSync("given.json")))));"""
        )
        done = subprocess.run(["node", "run.js"], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call
