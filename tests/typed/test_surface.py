"""A typed text as a surface: all that a registered one has, and what is found in its window."""

import pickle
import random

import numpy as np
import pytest

from dynamics import OPTIMIZERS, endpoints, simulate
from dynamics.maps import Basins
from dynamics.maps.running import run as map_run
from dynamics.orbits import find_orbit
from dynamics.orbits.autonomous import cycle, one_step
from figures import map_2d
from figures.contours import ground
from landscapes import LANDSCAPES, FormulaError, formula
from landscapes.gradient_pointers import block_gradient_pointer, gradient_pointer
from landscapes.typed import surface as typed_surface
from landscapes.typed.examples import EXAMPLES
from scenarios import encode, opening
from scenarios.book import Book, _made
from scenarios.opening import suited
from scenarios.permalink import decode
from scenarios.repair import repair
from scenarios.warm import _ready
from tests.typed.texts import DECLARED
from tests.typed.texts import formula as drawn

RIPPLE = "1 - cos(x^2 + y^2)"


def test_it_is_a_landscape():
    land = formula("x^2 + a*y^2; a = 0.1 in [0, 1]; x in [-1, 5]; y in [0, 2]")
    assert land.value(1.0, 2.0) == 1 + 0.1 * 4
    assert land.gradient(1.0, 2.0).tolist() == [2.0, 0.4]
    assert land.hessian(1.0, 2.0).tolist() == [[2.0, 0.0], [0.0, 0.2]]
    assert land.value(np.zeros((2, 3)), 1.0).shape == (2, 3)
    assert land.settings == {"a": 0.1}
    assert [(q.low, q.high) for q in land.parameters] == [(0.0, 1.0)]
    assert land.with_(a=0.5).value(0.0, 2.0) == 2.0
    assert land.with_(a=0.5).with_(a=0.1) == land
    assert land.window == (-1.0, 5.0, -1.0, 3.0)  # 3 : 2, and both ranges within
    assert land.latex == r"f = x^{2} + a \, y^{2}"
    assert "*" not in land.latex
    with pytest.raises(ValueError, match="between 0 and 1"):
        land.with_(a=2)


def test_a_constant_may_have_any_name():
    land = formula("self + lr x^2; self = 2; lr = 1")
    assert land.with_(self=3).value(1.0, 0.0) == 4.0


def test_it_is_found_by_its_text_and_pickled():
    land = LANDSCAPES[f"= {RIPPLE}"]
    assert land is formula(RIPPLE)
    assert f"= {RIPPLE}" in LANDSCAPES
    assert "= x +" not in LANDSCAPES
    assert pickle.loads(pickle.dumps(land)) == land
    assert land.fingerprint == formula(RIPPLE).fingerprint != formula(RIPPLE + "+x").fingerprint
    assert formula("a x; a = 1").fingerprint != formula("a x; a = 1").with_(a=2).fingerprint
    with pytest.raises(FormulaError, match="Did you mean sin") as raised:
        formula("1 + sine(x)")
    assert (raised.value.at, raised.value.length) == (4, 4)


@pytest.mark.parametrize("name", ["himmelblau", "styblinski-tang", "rosenbrock"])
def test_what_is_known_of_a_built_in_is_found(name):
    texts = {
        "himmelblau": "(x^2 + y - 11)^2 + (x + y^2 - 7)^2; y in [-5, 5]",
        "styblinski-tang": "(x^4 - 16x^2 + 5x + y^4 - 16y^2 + 5y)/2; y in [-4, 4]",
        "rosenbrock": "(1 - x)^2 + 100(y - x^2)^2",
    }
    own, land = LANDSCAPES[name], formula(texts[name])
    for found, known in ((land.minima, own.minima), (land.saddles, own.saddles)):
        assert len(found) == len(known)
        for point in known:
            assert np.hypot(*(found - point).T).min() < 1e-9


@pytest.mark.parametrize(
    ("text", "minima", "line"),
    [
        (RIPPLE, [(0, 0)], True),
        ("(x^2 + y^2 - 1)^2", [], True),
        ("x^2", [], True),
        ("|x - y/3|", [], True),
        ("|x| + |y - 1|", [(0, 1)], False),
        ("max(|x|, |y|)", [(0, 0)], False),
        ("x^4 + y^4", [(0, 0)], False),
        ("x^2 + y^4", [(0, 0)], False),
        ("min((x - 1)^2 + y^2, (x + 1)^2 + y^2 + 0.1)", [(1, 0), (-1, 0)], False),
        ("where(x > 0, x, -2x) + y^2", [(0, 0)], False),
        ("log(x) + 1/x + y^2", [(1, 0)], False),
        ("sqrt(x) + y^2", [], False),
        ("3", [], False),
        ("sqrt(-1 - x^2)", [], False),
        ("x^3 - 3x y^2", [], False),
        # a kink along the bottoms of waves: minima that have curvature along one direction alone
        ("1 - cos 3x + |y| / 2 + x^2 / 100", [(0, 0), (-2.08975, 0), (2.08975, 0)], False),
        ("(x - y)^2 + |x + y| / 9", [(0, 0)], False),
    ],
)
def test_minima_and_lines_of_minima_are_found(text, minima, line):
    land = formula(text)
    np.testing.assert_allclose(land.minima, np.array(minima, float).reshape(-1, 2), atol=2e-5)
    assert ("line of minima" in land.look) == line
    assert "not proven" in land.look
    assert land.look.endswith(".")


# (minima, saddles), and whether there is a line of minima and a level floor
LEAPING = {
    "1/x": ([], [], False, False),
    "1/(x y)": ([], [], False, False),
    "sign(x)/(x - 1)^2": ([], [], False, False),
    "1/(x - y)": ([], [], False, False),
    "1/(x^2 - y)": ([], [], False, False),
    "tan(x)": ([], [], False, False),
    "tan(x) + y^2": ([], [], False, False),
    "log|x - 0.3| + y^2": ([], [], False, False),
    "x/(x^2 + y^2)": ([], [], False, False),
    "-1/(x^2 + y^2)": ([], [], False, False),
    "1/x + x + y^2": ([(1, 0)], [(-1, 0)], False, False),
    "x^2/(x - 1) + y^2": ([(2, 0)], [(0, 0)], False, False),
    "x y/(x^2 - 1)": ([], [(0, 0)], False, False),
    "(x^2 - 1)^2 + 1/(y - 3)^2 + y/4": ([], [], False, False),
    "1/x^2 + x^2 + y^2": ([(-1, 0), (1, 0)], [], False, False),
    "1/(x - 2.5) - (x - 1)^2/2 + y": ([], [], False, False),
    "where(x > 0, x^2, 0)": ([], [], False, True),
    "max(0, x^2 + y^2 - 1)": ([], [], False, True),
    "floor(x)": ([], [], False, True),
    "max(0, |x| - 1) + y^2": ([], [], True, False),
    "min(1, (x - 1)^2 + y^2)": ([(1, 0)], [], False, False),
    "sqrt(sqrt(|x|)) + y^2": ([(0, 0)], [], False, False),
}


@pytest.mark.parametrize("text", LEAPING)
def test_what_leaps_or_is_level_has_no_minimum_for_that(text):
    minima, saddles, line, floor = LEAPING[text]
    land = formula(text)
    for found, known in ((land.minima, minima), (land.saddles, saddles)):
        np.testing.assert_allclose(found[np.argsort(found[:, 0])], np.array(known, float).reshape(-1, 2), atol=1e-6)
    assert ("line of minima" in land.look) == line
    assert ("level floor" in land.look) == floor
    for x, y in [*land.minima, *land.saddles] if "sqrt" not in text else []:
        slopes = np.abs(land.gradient(x + np.array([0, 1e-3]), y + np.array([0, 1e-3])))
        assert (slopes[:, 0] <= 1e-9 * slopes[:, 1].max()).all()


def test_a_saddle_without_curvature_is_found():
    np.testing.assert_allclose(formula("x^3 - 3x y^2").saddles, [(0.0, 0.0)], atol=1e-5)


def test_marks_move_with_constants():
    land = formula("(x - a)^2 + y^2; a = 0 in [-1, 1]")
    assert land.with_(a=0.75).minima.tolist() == [[0.75, 0.0]]


NODE_FINDS = """const { loadTyped, typedLand, typedOpening } = m, out = [];
const known = await import("./known.js"), about = await import("./formula/about.js");
for (const name of given) {
  await loadTyped(name);
  const { minima, saddles, line, floor, centre, half } = typedLand(name), { start, rates } = typedOpening(name);
  const suited = Object.keys(known.OPTIMIZERS).map((own) => about.typedSuited(name, own));
  const points = [minima, saddles].map((list) => list.map((at) => at.map((v) => bits(v + 0))));
  out.push({ points, line, floor, centre, half, start, rates, suited });
}
return out;"""


def finds_alike(node, texts):
    for text, theirs in zip(texts, node("typed", NODE_FINDS, [f"= {text}" for text in texts]), strict=True):
        land = formula(text)
        points = [
            [[(v + 0.0).hex() for v in at] for at in found]
            for found in (land.known_minima(land.p), land.known_saddles(land.p))
        ]
        unpacked = [[[np.int64(int(v, 16) - (1 << 64 if v > "7f" * 8 else 0)).view(np.float64).item().hex()
                      for v in at] for at in kind] for kind in theirs["points"]]  # fmt: skip
        assert unpacked == points, text
        assert theirs["line"] == ("line of minima" in land.look)
        assert theirs["floor"] == ("level floor" in land.look)
        assert (theirs["centre"], theirs["half"]) == (list(land.centre), land.half_height)
        assert theirs["start"] == list(land.start)
        assert theirs["rates"] == vars(land.rates)
        assert theirs["suited"] == [suited(land.name, own) for own in OPTIMIZERS], text


def test_the_browser_finds_and_suggests_the_same(node):
    half_digit = "x^2 + y^2; y in [-3.125, 3.125]"  # a rate of 0.125, which rounds to even in Python
    texts = ["x^2 + y^2", half_digit, "|x| + |y - x^2/2|", "log(x) + 1/x + y^2; x in [-1, 5]", "3", *EXAMPLES.values()]
    texts += LEAPING
    draw = random.Random(71)
    while len(texts) < 50:
        text = drawn(draw, draw.randint(1, 4)) + DECLARED
        texts += [text] if f"= {text}" in LANDSCAPES else []
    finds_alike(node, texts)


@pytest.mark.slow
def test_the_browser_finds_the_same_on_many(node):
    draw, texts = random.Random(72), []
    while len(texts) < 400:
        text = drawn(draw, draw.randint(1, 5)) + DECLARED
        texts += [text] if f"= {text}" in LANDSCAPES else []
    finds_alike(node, texts)


# ---- with all the rest


def test_runs_maps_and_orbits_are_those_of_the_built_in():
    own, typed = LANDSCAPES["smooth-valley"], formula("x^2 + s*y*y; s = 1e-3 in [1e-6, 1]")
    adam = OPTIMIZERS["adam"].with_(lr=0.2, beta1=0.1, beta2=0.9, bias_correction="none")
    runs = [simulate(land, adam, (0.5, 0.6), 400) for land in (own, typed)]
    assert runs[0].outcome == runs[1].outcome
    orbits = [find_orbit(run.surface, adam, near=run, period=2) for run in runs]
    np.testing.assert_allclose(orbits[0].points, orbits[1].points, rtol=1e-12)
    np.testing.assert_allclose(orbits[0].multipliers, orbits[1].multipliers, rtol=1e-9)
    starts = np.random.default_rng(0).uniform(-1, 1, (300, 2))
    ends = [endpoints(land, OPTIMIZERS["adam"].with_(lr=0.1), starts, 200) for land in (own, typed)]
    np.testing.assert_array_equal(ends[0].position, ends[1].position)
    np.testing.assert_array_equal(ends[0].steps, ends[1].steps)


def test_basins_of_a_typed_surface():
    job = Basins(surface="= (x^2 - 1)^2 + y^2", optimizer="sgd", hyper={"lr": 0.05}, steps=400,
                 window=(-2.0, 2.0, -1.0, 1.0), cells=(24, 16))  # fmt: skip
    *_, (share, _) = map_run(job)
    assert share == 1


def test_a_link_holds_the_text_and_a_wrong_one_is_told_at_its_character():
    scenario = opening("= x^2 + a y^4; a = 0.3 in [0, 1]")
    assert decode(encode(scenario)) == (scenario, [])
    assert len(encode(scenario)) < 2000
    longest = opening(f"= {'sin(x y) + ' * 36}x")
    assert len(encode(longest)) < 2000
    repaired, notices = repair({**scenario.model_dump(), "parameters": {"a": 7.0, "b": 1.0}})
    assert repaired.parameters == {"a": 1.0}
    assert len(notices) == 2
    repaired, (notice, *_) = repair({"surface": "= x^2 + sine(y)"})
    assert repaired.surface == "himmelblau"
    assert "at character 7" in notice
    assert "Did you mean sin" in notice


def test_where_f_has_no_slope_is_told():
    run = simulate(formula("sqrt(x) + y^2"), OPTIMIZERS["sgd"].with_(lr=0.1), (0.5, 0.0), 100)
    assert "f has no slope" in run.outcome.sentence


@pytest.mark.parametrize("text", ["sqrt(x) + y^2", "sqrt(-1 - x^2)", "1/x", "|x| + |y|"])
def test_figures_draw_what_has_no_value_everywhere(text):
    land = formula(text)
    levels = ground(land).levels
    assert levels == sorted(levels)
    map_2d(simulate(land, OPTIMIZERS["sgd"].with_(lr=0.05), land.start, 50)).to_json()


def test_a_gradient_that_needs_more_registers_than_there_are_is_refused(monkeypatch):
    monkeypatch.setattr("engines.typed.tape.REGISTERS", 5)
    with pytest.raises(FormulaError, match="the most are 5"):
        formula("sin(x) + sin(y) + sin(x y) + 0.125")


def test_no_cache_grows_with_texts():
    def sizes():
        caches = (gradient_pointer, block_gradient_pointer, cycle, one_step)
        return [cache.cache_info().currsize for cache in caches] + [len(_ready)]

    for k in range(70):
        scenario = opening(f"= sin({k + 1} x) + y^2")
        if k in (0, 30):
            assert isinstance(_made(scenario, ""), Book | None)
            simulate(scenario.landscape, OPTIMIZERS["sgd"], scenario.start, 10)
            before = sizes()
        simulate(scenario.landscape, OPTIMIZERS["sgd"], scenario.start, 10)
    assert sizes() == before
    assert typed_surface.formula.cache_info().currsize <= 64
    assert typed_surface._kept.cache_info().currsize <= 32
