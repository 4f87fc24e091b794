"""Every export decodes, carries the scenario it came from, and holds the same numbers as the run."""

import ast
import csv
import io
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pytest
from PIL import Image

from dynamics import OPTIMIZERS, Schedule
from dynamics.orbits import thermometer
from dynamics.outcomes.outcome import Kind
from landscapes import LANDSCAPES
from player.export import EXPORTS
from player.export.provenance import conditions, settings
from player.export.scene import Scene
from player.export.table import COLUMNS, MOST_ROWS
from scenarios import Contender, Scenario, decode, opening, read_json, run
from scenarios.opening import contender

ROOT = Path(__file__).parent.parent.parent
ADAM = Contender(optimizer="adam", hyper={"lr": 0.1, "beta2": 0.99})
SGD = Contender(optimizer="sgd", hyper={"lr": 0.01})
HASTY = Contender(optimizer="sgd", hyper={"lr": 5.0})
TWELVE = tuple(contender("saddle", name) for name in list(OPTIMIZERS)[:12])

SCENARIOS = {
    "opening": opening("himmelblau"),
    "noisy": Scenario(
        surface="rosenbrock", contenders=(ADAM, SGD, ADAM), start=(-1.5, 1.2), steps=120, noise=0.5, seed=3,
        parameters={"b": 50.0}, schedule=Schedule(kind="exponential", final=0.1),
    ),
    "empty": Scenario(surface="plateau", contenders=(), start=(0.5, 0.3), steps=50),
    "diverging": Scenario(surface="himmelblau", contenders=(HASTY, ADAM), start=(1.0, 1.0), steps=60),
    "long": Scenario(surface="smooth-valley", contenders=(ADAM, SGD), start=(0.7, 0.9), steps=1_000_000),
    "twelve": Scenario(surface="saddle", contenders=TWELVE, start=(0.0, 0.9), steps=1),
}  # fmt: skip


@cache
def made(name, kind):
    return EXPORTS[kind].render(SCENARIOS[name], runs(name))


@cache
def runs(name):
    return run(SCENARIOS[name])


def carried(text):
    """The scenario in a text that holds JSON."""
    scenario, notices = read_json(text)
    assert notices == []
    return scenario


@pytest.mark.parametrize("kind", sorted(set(EXPORTS) - {"mp4", "gif"}))
@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_breaks_an_export(name, kind):
    assert made(name, kind)


@pytest.mark.parametrize("name", ["empty", "diverging", "long"])
def test_nothing_breaks_a_loop(name):
    assert Image.open(io.BytesIO(made(name, "gif"))).is_animated


def test_the_cases_are_what_they_are_called():
    assert runs("diverging")[0].outcome.kind == Kind.DIVERGED
    assert len(runs("long")[0].position) == 1_000_001


@pytest.mark.parametrize("kind", EXPORTS)
def test_files_have_names(kind):
    e = EXPORTS[kind]
    assert e.kind == kind
    assert e.noun
    assert "/" in e.mime
    assert re.fullmatch(r"descent-himmelblau\.\w+", e.filename(SCENARIOS["opening"]))


@pytest.mark.parametrize("name", ["opening", "noisy", "empty"])
def test_png_decodes_and_carries_its_scenario(name):
    image = Image.open(io.BytesIO(made(name, "png")))
    assert image.size == (2560, 1440)
    assert carried(image.text["scenario"]) == carried(image.text["provenance"]) == SCENARIOS[name]
    assert "numba" in image.text["versions"]
    assert image.text["Software"].startswith("Descent Explorer")
    assert len(image.convert("RGB").getcolors(1 << 24)) > 30


@pytest.mark.parametrize("name", ["opening", "noisy"])
def test_svg_is_xml_and_carries_its_scenario(name):
    root = ElementTree.fromstring(made(name, "svg"))
    assert root.attrib["viewBox"] == "0 0 1280 720"
    described = [e.text for e in root.iter() if e.tag.endswith("}description")]
    assert carried(described[0]) == SCENARIOS[name]


def test_the_same_scenario_gives_the_same_drawing_in_every_thread():
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: EXPORTS["svg"].render(SCENARIOS["noisy"], runs("noisy")), range(4)))
    assert set(drawn) == {made("noisy", "svg")}


def test_gif_plays_and_carries_its_scenario():
    image = Image.open(io.BytesIO(made("noisy", "gif")))
    assert image.size == (960, 540)
    assert image.n_frames >= 60
    assert image.info["loop"] == 0
    assert carried(image.info["comment"]) == SCENARIOS["noisy"]
    shots, lasted = [], 0
    for i in range(image.n_frames):
        image.seek(i)
        lasted += image.info["duration"]
        if i % 20 == 0:
            shots.append(np.asarray(image.convert("RGB")).astype(int))
    assert 5_000 < lasted < 9_000
    assert all(np.abs(a - b).max() > 50 for a, b in pairwise(shots))
    assert len(made("noisy", "gif")) < 4_000_000


def test_mp4_plays_and_carries_its_scenario():
    data = made("noisy", "mp4")
    assert data.index(b"moov") < data.index(b"mdat")  # starts while it loads
    with av.open(io.BytesIO(data)) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate, stream.pix_fmt) == (1280, 720, 30, "yuv420p")
        assert carried(film.metadata["comment"]) == SCENARIOS["noisy"]
        shots = [frame.to_ndarray(format="rgb24")[::8, ::8].astype(int) for frame in film.decode(video=0)]
    assert len(shots) > 150
    assert np.abs(shots[0] - shots[90]).max() > 50
    assert np.abs(shots[90] - shots[-1]).max() > 50


@pytest.mark.parametrize("name", ["opening", "noisy", "diverging"])
def test_json_gives_the_scenario_and_the_scenario_the_numbers(name):
    saved = json.loads(made(name, "json"), parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    scenario, notices = read_json(made(name, "json"))
    assert (scenario, notices) == (SCENARIOS[name], [])
    assert decode(saved["link"].removeprefix("?s=")) == (SCENARIOS[name], [])
    for again, result in zip(run(scenario), saved["results"], strict=True):
        assert result["final"]["position"] == again.position[-1].tolist()
        assert result["outcome"]["sentence"] == again.outcome.sentence
        path = np.array(result["path"]["position"])
        np.testing.assert_array_equal(path, again.position[result["path"]["step"]])


@pytest.mark.parametrize("name", ["opening", "noisy", "diverging"])
def test_csv_holds_every_step_exactly(name):
    lines = made(name, "csv").decode().splitlines()
    header = {line[2:].partition(": ")[0]: line.partition(": ")[2] for line in lines if line.startswith("# ")}
    assert carried(header["scenario"]) == SCENARIOS[name]
    assert "numpy" in json.loads(header["versions"])
    assert set(json.loads(header["conventions"])) == set(SCENARIOS[name].keys)
    assert "thinned" not in header
    table = list(csv.DictReader(line for line in lines if not line.startswith("# ")))
    assert tuple(table[0]) == COLUMNS
    for key, r in zip(SCENARIOS[name].keys, runs(name), strict=True):
        mine = [row for row in table if row["optimizer"] == key]
        assert [int(row["step"]) for row in mine] == r.step.tolist()
        for columns, values in (
            (("x", "y"), r.position),
            (("loss",), r.loss[:, None]),
            (("gradient_x", "gradient_y"), r.gradient),
            (("distance",), r.distance[:, None]),
            (("effective_lr_x", "effective_lr_y"), r.effective_lr),
            (("first_moment_x", "first_moment_y"), r.first_moment),
            (("second_moment_x", "second_moment_y"), r.second_moment),
            (("sharpness",), thermometer(r).sharpness[:, None]),
            (("steepest_x", "steepest_y"), thermometer(r).direction),
        ):
            np.testing.assert_array_equal(np.array([[float(row[c]) for c in columns] for row in mine]), values)


def test_a_long_table_is_thinned_and_says_so():
    lines = made("long", "csv").decode().splitlines()
    rows = [line.split(",") for line in lines if not line.startswith(("#", "optimizer"))]
    assert len(rows) <= MOST_ROWS + 2
    assert any(line.startswith("# thinned: every 11th step") and "Python code" in line for line in lines)
    adam = [int(row[1]) for row in rows if row[0] == "adam"]
    assert adam[:3] == [0, 11, 22]
    assert adam[-1] == 1_000_000


@pytest.mark.parametrize("name", ["noisy", "empty"])
def test_the_code_makes_the_same_runs(name, tmp_path):
    code = made(name, "code").decode()
    assert ("map_2d(*runs).show()" in code) == bool(runs(name))
    script = tmp_path / "snippet.py"
    script.write_text(code.replace(".show()", ""))  # the figure is built, no browser is opened
    done = subprocess.run(
        [sys.executable, script],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = [ast.literal_eval(line[line.rindex("[") :]) for line in done.stdout.splitlines()]
    assert printed == [r.position[-1].tolist() for r in runs(name)]


@pytest.mark.parametrize("name", ["opening", "noisy"])
def test_the_page_plays_offline_and_carries_its_scenario(name):
    text = made(name, "html").decode()
    inert = re.search(r'<script type="application/json" id="scenario">(.*?)</script>', text).group(1)
    assert "<" not in inert
    assert carried(inert) == SCENARIOS[name]
    assert not re.search(r"""(?:src|href)\s*=\s*["']?https?:""", text)


def test_the_drawing_shows_what_the_run_did():
    scene = Scene(SCENARIOS["opening"], runs("opening"))
    texts = {text.get_text() for text in scene.axes.texts}
    land = LANDSCAPES["himmelblau"]
    assert {land.title, "Gradient norm", "Effective rate, x", *SCENARIOS["opening"].titles} <= texts
    scene.rest(SCENARIOS["opening"].steps)
    for trail, r in zip(scene.trails.trails, runs("opening"), strict=True):
        assert len(trail.line.get_xdata()) == len(r.position)
        assert trail.line.get_color() == r.optimizer.series.light
        assert trail.line.get_visible()
    (frame,) = {
        (t.to.area[2] / (x1 - x0), t.to.area[3] / (y1 - y0))
        for t in scene.trails.trails
        for x0, x1, y0, y1 in [land.window]
    }
    assert frame[0] == pytest.approx(frame[1])


def test_the_caption_names_all_that_was_set():
    copies = tuple(Contender(optimizer="adam", hyper={"lr": 0.1, "beta2": b}) for b in (0.99, 0.999))
    scenario = opening("rosenbrock").model_copy(update={"contenders": copies, "steps": 50})
    assert [words.split(", β₂ ")[-1] for words in settings(scenario)] == ["0.99", "0.999"]
    symbols = [q.symbol for q in scenario.landscape.parameters]
    assert symbols
    assert all(f"{symbol} = " in conditions(scenario) for symbol in symbols)
