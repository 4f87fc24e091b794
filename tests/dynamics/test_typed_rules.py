"""Rules that are typed: every built-in rule opens as text, and that text steps to its bits, in every engine."""

import random
from itertools import product

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, endpoints, rule, rule_text, simulate
from dynamics.on_arrays import Stepper
from dynamics.outcomes.lyapunov import largest_exponent
from dynamics.stepping import steeper
from engines.arrays import elementwise
from landscapes import LANDSCAPES, formula
from scenarios.opening import suited

TYPED = formula("1 - cos(x^2 + a*y^2) + 0.1 |x|; a = 0.7 in [0, 1]")
SURFACES = [LANDSCAPES[name] for name in ("smooth-valley", "himmelblau", "rosenbrock")] + [TYPED]
RECORDED = ("position", "effective_lr", "first_moment", "second_moment", "gradient")


def conventions(optimizer):
    """The optimizer under every combination of its choices."""
    choices = [(name, h.choices) for name, h in optimizer.hyperparameters.items() if h.choices]
    for words in product(*(each for _, each in choices)):
        yield optimizer.with_(**dict(zip((name for name, _ in choices), words, strict=True)))


def same_bits(run, other):
    assert run.updates == other.updates
    for name in RECORDED:
        one, two = getattr(run, name), getattr(other, name)
        np.testing.assert_array_equal(one, two, name)
        assert (np.signbit(one) == np.signbit(two))[~np.isnan(one)].all(), name


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_rule_as_text_steps_to_the_same_bits(name):
    rng = np.random.default_rng([ord(letter) for letter in name])
    for k, optimizer in enumerate(conventions(OPTIMIZERS[name])):
        surface = SURFACES[k % len(SURFACES)]
        lr = suited(surface.name, name).get("lr", 0.5) * float(np.exp(rng.normal()))
        optimizer = optimizer.with_(lr=lr)
        typed = rule(rule_text(optimizer))
        assert rule_text(typed) == rule_text(optimizer)
        x0, x1, y0, y1 = surface.window
        start = (float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1)))
        schedule = Schedule(("constant", "cosine", "inverse-sqrt", "step", "exponential")[k % 5])
        settings = {"steps": 120, "noise": (0.0, 0.1)[k // 2 % 2], "seed": k, "schedule": schedule}
        run, other = simulate(surface, optimizer, start, **settings), simulate(surface, typed, start, **settings)
        same_bits(run, other)
        same_bits(  # and from the middle on
            simulate(surface, optimizer, run.state(at=min(40, run.updates)), **settings),
            simulate(surface, typed, other.state(at=min(40, run.updates)), **settings),
        )


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_blocks_of_starts_too(name):
    optimizer = OPTIMIZERS[name].with_(lr=0.02)
    if "bias_correction" in optimizer.hyperparameters:
        optimizer = optimizer.with_(bias_correction="gradient-init")
    starts = np.random.default_rng(3).uniform(-3, 3, (150, 2))
    one, two = (
        endpoints(LANDSCAPES["himmelblau"], o, starts, 90, 1, schedule=Schedule("cosine"))
        for o in (optimizer, rule(rule_text(optimizer)))
    )
    np.testing.assert_array_equal(one.position, two.position)
    np.testing.assert_array_equal(one.steps, two.steps)


def test_a_rule_is_found_by_its_text():
    text = "state m; m = 0.9*m + g; step = lr*m"
    assert OPTIMIZERS[f"= {text}"] is rule(text)
    assert f"= {text}" in OPTIMIZERS
    assert f"= {text}" not in list(OPTIMIZERS)
    assert "= step = lr*q" not in OPTIMIZERS
    assert OPTIMIZERS.keeper(f"= {text}") == "dynamics.typed"


def test_what_a_step_is_told_reaches_a_rule_by_name():
    text = (
        "beta1 = 0.5; beta2 = 0.25; lr = 2; state a, b; a = largest_gradient + 10*largest_signed; b = t;"
        " step = lr*x*0 + base_lr*0 + smoothness*0 + correction1*0 + correction2*0 + next_correction1*0"
    )
    run = simulate(LANDSCAPES["saddle"], rule(text), (0.25, -0.5), 3)
    gradient = run.gradient[0]
    assert run.state().variables.tolist() == [[np.abs(gradient).max() + 10 * gradient.max(), 3.0]] * 2
    told = "beta1 = 0.5; state m; m = correction1; step = 0"
    assert simulate(LANDSCAPES["saddle"], rule(told), (0.25, -0.5), 3).first_moment[:, 0].tolist() == [
        2.0, 1 / 0.75, 1 / 0.875, 1 / 0.9375,
    ]  # fmt: skip


def test_states_start_from_the_first_gradient():
    run = simulate(LANDSCAPES["saddle"], rule("state m = 2*g, v = g^2 + 1; m = m; step = 0*g"), (0.25, -0.5), 0)
    np.testing.assert_array_equal(run.first_moment, 2 * run.gradient)
    np.testing.assert_array_equal(run.second_moment, run.gradient**2 + 1)


def test_without_a_line_for_it_the_rate_is_not_defined():
    run = simulate(LANDSCAPES["saddle"], rule("step = lr*g"), (0.25, -0.5), 100)
    assert np.isnan(run.effective_lr).all()
    same = simulate(LANDSCAPES["saddle"], OPTIMIZERS["sgd"], (0.25, -0.5), 100)
    np.testing.assert_array_equal(run.position, same.position)
    assert run.outcome.sentence == same.outcome.sentence


def test_states_change_all_at_once():
    """A pair that is exchanged at each step, and one that goes round: what is kept must not be written over."""
    run = simulate(LANDSCAPES["saddle"], rule("state m = 1, v = 2; old = m; m = v; v = old; step = 0*g"), (0.1, 0.2), 3)
    assert run.first_moment[:, 0].tolist() == [2.0, 1.0, 2.0, 1.0]
    assert run.second_moment[:, 0].tolist() == [1.0, 2.0, 1.0, 2.0]


def drawn(draw):
    """A rule of three states and some names, of which each line reads any that has a value."""
    names = ["g", "x", "t", "lr", "a", "beta1", "correction1", "largest_gradient", "smoothness", "m", "n", "v", "0.5"]

    def part(depth=2):
        if depth == 0 or draw.random() < 0.2:
            return draw.choice(names)
        one, other = part(depth - 1), part(depth - 1)
        forms = ("({} + {})", "({} - {})", "{} * {}", "min({}, {})", "tanh({}) + {}", "where({} > 0.1, {}, a)")
        return draw.choice(forms).format(one, other)

    lines = []
    for _ in range(draw.randint(2, 9)):
        name = draw.choice(["m", "n", "v", "p", "q", *["step"] * ("step" not in names), "g"])
        lines.append(f"{name} = {part()}")
        names += [name] * (name not in names)
    start = draw.choice(["", " = g", " = 3"])
    before = "step + " * ("step" in names)  # which is given again only where it was read
    lines += [f"step = 0.01 * tanh({before}{part()})", f"rate = {part()}"]
    return "; ".join([f"a = 0.25; beta1 = 0.5; state m, n{start}, v", *lines])


def test_any_rule_steps_as_its_tree_says():
    """The interpreter's registers against a walk of the tree, one start and blocks."""
    draw, surface = random.Random(4), LANDSCAPES["himmelblau"]
    follow = elementwise(steeper)
    for _ in range(150):
        own = rule(drawn(draw))
        run, stepper = simulate(surface, own, (0.3, -1.2), 12), Stepper(own)
        x, smoothness, before = np.array([0.3, -1.2]), 0.0, None
        with np.errstate(all="ignore"):
            for k in range(12):
                g = surface.gradient(*x)
                if before is not None:
                    moved, change = (np.sqrt(d[0] * d[0] + d[1] * d[1]) for d in (x - before[0], g - before[1]))
                    smoothness = follow(smoothness, moved, change) if moved > 0 else smoothness
                before = (x, g)
                x = x - stepper.step(g, x, np.abs(g).max(), g.max(), smoothness)
                np.testing.assert_array_equal(run.position[k + 1], x, own.name)
        end = run.state()
        np.testing.assert_array_equal(end.variables, np.transpose([np.broadcast_to(s, 2) for s in stepper.state]))
        starts = np.array([[0.3, -1.2], [1.0, 2.0], [-3.0, 0.1]])
        ends = endpoints(surface, own, starts, 12, 1).position
        np.testing.assert_array_equal(ends, [simulate(surface, own, s, 12).position[-1] for s in starts], own.name)


def test_hyperparameters_of_a_text():
    own = rule("a = 0.3 in [0, 1]; b = 5; beta2 = 0.9; step = lr*a*b*beta2*g")
    assert own.hyper._asdict() == {"lr": 0.01, "a": 0.3, "b": 5.0, "beta2": 0.9}
    assert own.with_(a=1).hyper.a == 1.0
    with pytest.raises(ValueError, match="at most 1"):
        own.with_(a=2)
    with pytest.raises(ValueError, match="has no hyperparameter 'c'"):
        own.with_(c=2)
    assert own.hyperparameters["beta2"].scale == "decay"
    assert (
        rule_text(own.with_(a=1, lr=0.5)) == "lr = 0.5\n" + "a = 1 in [0, 1]; b = 5; beta2 = 0.9; step = lr*a*b*beta2*g"
    )


def test_an_exponent_of_a_typed_rule_is_that_of_the_built_in():
    surface = LANDSCAPES["smooth-valley"]
    optimizer = OPTIMIZERS["heavy-ball"].with_(lr=0.4)
    one, two = (simulate(surface, o, (0.5, 0.9), 300) for o in (optimizer, rule(rule_text(optimizer))))
    assert largest_exponent(one) == largest_exponent(two)


@pytest.mark.slow
def test_a_thousand_rules_leave_no_more_than_twenty_megabytes():
    import gc

    import psutil

    def used():
        gc.collect()
        return psutil.Process().memory_info().rss

    def step(k):
        text = f"a{k} = {k}; state m, v; m = 0.9*m + g*a{k}; v = 0.99*v + g*g; step = lr*m/(sqrt(v) + {k}.5); rate = lr"
        simulate(LANDSCAPES["saddle"], rule(text), (0.25, -0.5), 5)

    for k in range(100):
        step(k)
    before = used()
    for k in range(100, 1100):
        step(k)
    assert used() - before < 20e6
