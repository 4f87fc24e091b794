"""CSV, JSON and Python code hold the run's very numbers, are read without options, and give the scenario back."""

import base64
import csv
import io
import json
from functools import cache

import numpy as np
import pandas as pd
import pytest

from bibliography import ENTRIES, keys_of, read
from dynamics import OPTIMIZERS, Schedule
from dynamics.orbits import thermometer
from landscapes import LANDSCAPES
from scenarios import Contender, Scenario, opening, read_json
from scenarios import run as run_of
from scenarios.arrivals import arrival
from scenarios.forks import Fork

ADAM = Contender(optimizer="adam", hyper={"lr": 0.1, "beta2": 0.99, "bias_correction": "none"})
SGD = Contender(optimizer="sgd", hyper={"lr": 0.01})
SCENARIOS = {
    "opening": opening("himmelblau"),
    "noisy": Scenario(
        surface="rosenbrock", contenders=(ADAM, SGD, ADAM), start=(-1.5, 1.0), steps=120, noise=0.5, seed=3,
        parameters={"b": 50.0}, schedule=Schedule(kind="step", at=(0.25,), by=0.5),
    ),
    "falling": Scenario(
        surface="ripple", contenders=(SGD,), start=(-0.0, 1e-9), steps=30, schedule=Schedule("exponential", final=1e-3)
    ),
    "empty": Scenario(surface="plateau", contenders=(), start=(0.5, 0.3), steps=50),
    "forked": Scenario(
        surface="ripple", start=(1.0, 0.3), steps=90, contenders=(
            ADAM,
            SGD.model_copy(update={"fork": Fork(of="adam~2", at=60)}),
            ADAM.model_copy(update={"fork": Fork(of="adam", at=25)}),
            Contender(optimizer="heavy-ball"),
        ),
    ),
    "diverging": Scenario(
        surface="himmelblau", contenders=(Contender(optimizer="sgd", hyper={"lr": 5.0}), ADAM), start=(1.0, 1.0),
        steps=60,
    ),
}  # fmt: skip
BOOK = {
    "optimizers": {
        name: {
            "title": o.title, "source": o.source, "conventions": o.conventions, "hyper": o.hyper._asdict(),
            "cites": keys_of(o.source),
        }
        for name, o in OPTIMIZERS.items()
    },
    "surfaces": {
        name: {"title": land.title, "parameters": dict(land.settings), "cites": keys_of(land.source)}
        for name, land in LANDSCAPES.items()
    },
    "entries": {key: entry.bibtex for key, entry in ENTRIES.items()},
}  # fmt: skip
PAIRS = "position", "gradient", "effective_lr", "first_moment", "second_moment", "steepest"
COLUMNS = [
    "x", "y", "loss", "gradient_x", "gradient_y", "distance", "effective_lr_x", "effective_lr_y", "first_moment_x",
    "first_moment_y", "second_moment_x", "second_moment_y", "sharpness", "threshold", "steepest_x", "steepest_y",
]  # fmt: skip

# given: what is known of a scenario, and the arrays of its runs in base64
MAKE = """async ({ script, scenario, about, book, runs, every, outcomes }) => {
  const { provenanceOf } = await import("/export/provenance.js"), tables = await import("/export/tables.js");
  const { pythonOf } = await import("/export/snippet.js");
  const made = { product: "Descent Explorer", release: "0.1.0", browser: "a browser" };
  const provenance = provenanceOf(scenario, about, made, book);
  const arrays = runs.map(run => Object.fromEntries(Object.entries(run).map(([name, v]) => [name, v?.array !== undefined
    ? read(v.array) : v])));
  if (script === "csv") return [...tables.csvParts(arrays, provenance, every)];
  if (script === "json") return tables.jsonOf(arrays, provenance, outcomes);
  return pythonOf(scenario, provenance, book);
}"""


@pytest.fixture(scope="module")
def make(in_browser):
    @cache
    def made(name, script, every=1):
        return in_browser(MAKE, given(name, script, every))

    return made


@cache
def runs(name):
    return run_of(SCENARIOS[name])


@cache
def arrays(name):
    """What the columns are made of, for each run; from the packages, not from the exports."""
    out = []
    for run in runs(name):
        at = run.at(np.arange(len(run.position)))
        heat = thermometer(run, at)
        out.append({
            "step": run.step, "position": at.position, "loss": run.loss, "gradient": at.gradient,
            "distance": run.distance, "effective_lr": at.effective_lr, "first_moment": at.first_moment,
            "second_moment": at.second_moment, "sharpness": heat.sharpness, "steepest": heat.direction,
            "threshold": np.full(len(run.step), heat.threshold),
        })  # fmt: skip
    return out


def given(name, script, every=1, thin=1):
    scenario = SCENARIOS[name]
    camel = {"effective_lr": "effectiveRate", "first_moment": "firstMoment", "second_moment": "secondMoment"}

    def packed(array):
        return {"array": base64.b64encode(np.ascontiguousarray(array[::thin], np.float64).tobytes()).decode()}

    return {
        "script": script,
        "scenario": json.loads(scenario.to_json()),
        "about": {"link": "https://example.org/?s=abc", "titles": scenario.titles, "keys": scenario.keys},
        "book": BOOK,
        "every": every,
        "outcomes": dict.fromkeys(scenario.keys[1:]) | {
            key: {"kind": "stopped", "step": 3, "period": None, "sentence": "η “stops”"} for key in scenario.keys[:1]
        },
        "runs": [
            {camel.get(column, column): packed(values) for column, values in columns.items()}
            | {"key": key, "title": title, "updates": run.updates, "arrived": arrival(run)}
            for key, title, run, columns in zip(
                scenario.keys, scenario.titles, runs(name), arrays(name), strict=True
            )
        ],
    }  # fmt: skip


def carried(text):
    scenario, notices = read_json(text)
    assert notices == []
    return scenario


def expected(name):
    """(rows, columns) of numbers, in the order of COLUMNS."""
    rows = [
        np.concatenate(
            [np.reshape(columns[part], (len(columns["step"]), -1)) for part in (
                "position", "loss", "gradient", "distance", "effective_lr", "first_moment", "second_moment",
                "sharpness", "threshold", "steepest",
            )], axis=1,
        )
        for columns in arrays(name)
    ]  # fmt: skip
    return np.concatenate(rows) if rows else np.empty((0, len(COLUMNS)))


@pytest.mark.parametrize("name", sorted(set(SCENARIOS) - {"empty"}))
def test_csv_holds_the_numbers_to_the_last_bit(make, name):
    head, *rows = csv.reader(io.StringIO("".join(make(name, "csv"))))
    assert head == ["optimizer", "step", *COLUMNS, "provenance"]
    numbers = np.array([[float(cell or "nan") for cell in row[2:-1]] for row in rows])
    bits = [np.where(np.isnan(a), np.nan, a).view(np.int64) for a in (numbers, expected(name))]
    assert np.array_equal(*bits)
    keys = np.repeat(SCENARIOS[name].keys, [len(run.step) for run in runs(name)])
    assert [row[0] for row in rows] == keys.tolist()
    assert [int(row[1]) for row in rows] == np.concatenate([run.step for run in runs(name)]).tolist()


@pytest.mark.parametrize("name", SCENARIOS)
def test_csv_is_read_without_options(make, name):
    table = pd.read_csv(io.StringIO("".join(make(name, "csv"))))
    assert all(pd.api.types.is_numeric_dtype(table[column]) for column in COLUMNS)
    if name != "empty":
        assert pd.api.types.is_integer_dtype(table["step"])
    assert carried(table["provenance"][0]) == SCENARIOS[name]
    assert (table["provenance"][1:] == "as in row 1").all()
    assert json.loads(table["provenance"][0])["link"] == "https://example.org/?s=abc"


@pytest.mark.filterwarnings("error")
def test_a_table_is_thinned_evenly_and_says_so(in_browser):
    """Three runs of 150,003 rows, each position its own step."""
    script = """async ({ rows, every }) => {
      const { csvParts, tableStride } = await import("/export/tables.js");
      const step = Float64Array.from({ length: rows }, (_, i) => i * every), position = new Float64Array(2 * rows);
      for (let i = 0; i < rows; i++) position[2 * i] = step[i];
      const runs = ["a", "b", "c"].map(key => ({ key, title: key, step, position, loss: step }));
      return [[...csvParts(runs, {}, every)].join(""), tableStride(3 * rows)];
    }"""
    for every in (1, 4):
        text, stride = in_browser(script, {"rows": 150_003, "every": every})
        table = pd.read_csv(io.StringIO(text))
        assert stride == 3
        assert len(table) <= 200_000 + 3
        for _, run in table.groupby("optimizer"):
            assert run["step"].tolist() == [*range(0, 150_003 * every, 3 * every), 150_002 * every]
            assert (run["x"] == run["step"]).all()
        assert f"every {3 * every}," in json.loads(table["provenance"][0])["thinned"]
    text, _ = in_browser(script, {"rows": 50_000, "every": 1})
    assert len(pd.read_csv(io.StringIO(text))) == 150_000
    assert "thinned" not in text


def test_a_part_is_small(make):
    assert max(part.count("\n") for part in make("noisy", "csv")) <= 500


@pytest.mark.parametrize("name", SCENARIOS)
def test_json_gives_the_scenario_back_and_the_numbers(make, name):
    saved = json.loads(make(name, "json"), parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    scenario = SCENARIOS[name]
    assert carried(make(name, "json")) == scenario
    assert [(result["key"], result["title"]) for result in saved["results"]] == [
        *zip(scenario.keys, scenario.titles, strict=True)
    ]
    for i, (result, run, columns) in enumerate(zip(saved["results"], runs(name), arrays(name), strict=True)):
        for column in ("step", "position", "loss", "effective_lr"):
            got = np.array(result["path"][column], np.float64)
            assert np.array_equal(got, np.where(np.isfinite(columns[column]), columns[column], np.nan), equal_nan=True)
        finite = np.isfinite(run.position[-1]).all()
        assert result["final"]["step"] == run.step[-1]
        assert result["final"]["position"] == (run.position[-1].tolist() if finite else [None, None])
        assert result["updates"] == run.updates
        assert result["steps_to_1e-3"] == arrival(run)
        assert (result["outcome"] is None) == (i > 0)
    assert saved["conventions"].keys() == set(scenario.keys)
    for key, contender in zip(scenario.keys, scenario.contenders, strict=True):
        assert saved["conventions"][key]["hyperparameters"] == contender.configured.hyper._asdict()


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_python_code_makes_the_same_runs(make, name, capsys):
    code = make(name, "python")
    assert ("map_2d(*runs).show()" in code) == bool(SCENARIOS[name].contenders)
    assert carried(next(line[12:] for line in code.splitlines() if line.startswith("# scenario: "))) == SCENARIOS[name]
    space = {}
    exec(code.replace("map_2d(*runs).show()", ""), space)
    assert len(space["runs"]) == len(runs(name))
    forks_last = sorted(runs(name), key=lambda run: run.origin.step)
    for made, run in zip(space["runs"], forks_last, strict=True):
        assert np.array_equal(made.position, run.position, equal_nan=True)
        assert type(made.optimizer.hyper.lr) is float
        assert run.outcome.sentence in capsys.readouterr().out or made is not space["runs"][0]


def test_a_citation_names_what_is_shown_and_where_it_is(make):
    cite = json.loads(make("noisy", "json"))["citation"]
    assert cite == "Rosenbrock, " + ", ".join(SCENARIOS["noisy"].titles) + (
        ". Descent Explorer 0.1.0, https://example.org/?s=abc"
    )


def test_the_literature_behind_a_scenario_is_named_once_each_and_nothing_else(make):
    told = json.loads(make("noisy", "json"))["references"]
    assert [*read("\n".join(told))] == ["kingma2015", "cauchy1847", "robbins1951", "rosenbrock1960"]
    assert "title = {{Adam}: a method for stochastic optimization}" in told[0]
    assert "# @misc{zeiler2012," not in make("noisy", "code")
    assert "# @inproceedings{kingma2015," in make("noisy", "code")
    assert len(json.loads(make("empty", "json"))["references"]) == 1


def test_bibtex_has_no_at_sign_but_those_of_its_entries(in_browser):
    script = "async given => (await import('/export/provenance.js')).bibtexOf(given)"
    text = in_browser(script, {"citation": "Bowl. https://example.org/?by=a@b", "references": ["@misc{a,\n}"]})
    assert text == "Bowl. https://example.org/?by=a%40b\n\n@misc{a,\n}\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Himmelblau", "descent-himmelblau.png"),
        ("Styblinski–Tang", "descent-styblinski-tang.png"),
        ("../../etc/passwd\0", "descent-etc-passwd.png"),
        ("Évry η", "descent-e-vry.png"),
        ("谷", "descent.png"),
    ],
)
def test_a_file_is_called_after_what_it_shows(in_browser, title, name):
    script = "async title => (await import('/export/provenance.js')).exportName(title, '.png')"
    assert in_browser(script, title) == name


def test_provenance_is_ascii(in_browser):
    script = "async given => (await import('/export/provenance.js')).provenanceText(given)"
    value = {"title": 'η “x” \u2028 \U0001f600 \x7f "'}
    text = in_browser(script, value)
    assert text.isascii()
    assert text.isprintable()
    assert json.loads(text) == value
