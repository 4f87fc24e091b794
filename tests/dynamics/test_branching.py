"""Forks: state goes over by what it means, what has no counterpart starts anew, and no change is no change."""

import numpy as np
import pytest

from dynamics import OPTIMIZERS, Schedule, State, branch, fork, rule, rule_text, simulate
from dynamics.hyperparameters import GLOSSARY
from dynamics.kernels.pieces import begun
from dynamics.optimizers import adam as adam_file
from dynamics.state import faded
from engines import numpy_ops
from engines.typed.grammar import BY, DECAYS, STATE_MEANINGS
from landscapes import LANDSCAPES
from tests.dynamics.test_typed_rules import conventions

LAND, NOISY = LANDSCAPES["himmelblau"], {"noise": 0.05, "seed": 3, "schedule": Schedule("cosine")}
ADAM = OPTIMIZERS["adam"].with_(lr=0.02)
MADE = ("position", "gradient", "effective_lr", "first_moment", "second_moment")


def quick(name, **hyper):
    optimizer = OPTIMIZERS[name]
    rate = LAND.rates.normalised if optimizer.normalised else LAND.rates.plain
    return optimizer.with_(lr=rate * (optimizer.opening or 1.0), **hyper)


def starts(name):
    return getattr(OPTIMIZERS[name].hyperparameters.get("bias_correction"), "choices", (None,))


def each_convention(name):
    return [quick(name, **({"bias_correction": each} if each else {})) for each in starts(name)]


def same(one, other):
    return all(np.array_equal(getattr(one, part), getattr(other, part), equal_nan=True) for part in MADE)


def variable(state, name):
    return state.variables[:, state.names.index(name)]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_fork_that_changes_nothing_has_the_bits_of_the_run(name):
    for optimizer in [*each_convention(name), rule(rule_text(quick(name)))]:
        whole = simulate(LAND, optimizer, LAND.start, 60, **NOISY)
        for at in (0, 1, min(17, whole.updates), whole.updates):
            forked = fork(whole, optimizer, at)
            assert branch(whole, optimizer, at).anew == (), name
            assert np.array_equal(forked.position, whole.position[at:]), (name, at)
            one, other = forked.state(), whole.state()
            assert (one.variables.tobytes(), one.shares, one.began) == (other.variables.tobytes(), other.shares, 0)
            assert np.array_equal(one.packed(optimizer), other.packed(optimizer), equal_nan=True)
        again = fork(fork(whole, optimizer, 7), optimizer, 12)
        assert np.array_equal(again.position, whole.position[12:])


@pytest.mark.parametrize("first", OPTIMIZERS)
def test_each_variable_goes_on_by_its_meaning_or_starts_anew(first):
    before = simulate(LAND, quick(first), LAND.start, 40, **NOISY)
    there = before.state(25)
    for second in OPTIMIZERS:
        for optimizer in each_convention(second):
            found = branch(before, optimizer, 25)
            own, mine, theirs = found.state, optimizer.held, [each.what for each in before.optimizer.held]
            kept = [meaning.what in theirs for meaning in mine]
            assert (own.step, own.length) == (25, 40)
            assert own.position.tolist() == there.position.tolist()
            assert {m.what for m, k in zip(mine, kept, strict=True) if k} <= set(found.goes_on)
            assert {m.what for m, k in zip(mine, kept, strict=True) if not k} <= set(found.anew)
            if mine and not any(kept):  # as a whole, and counts its own t
                assert own.began == 25
                plain = simulate(LAND, before.optimizer, LAND.start, 25)
                alone = simulate(LAND, optimizer, tuple(plain.position[-1]), 12)
                assert same(simulate(LAND, optimizer, branch(plain, optimizer, 25).state, 12), alone), (first, second)
                continue
            assert own.began == 0
            start, seen = begun(optimizer, numpy_ops), list[str]()
            for k, meaning in enumerate(mine):
                if meaning.what in theirs:  # the how many-th of that meaning here is the how many-th there
                    places = [place for place, what in enumerate(theirs) if what == meaning.what]
                    wanted = there.variables[:, places[seen.count(meaning.what)]]
                else:
                    wanted = np.zeros(2) if start is None else start(before.gradient[25])[k]
                seen.append(meaning.what)
                assert own.variables[:, k].tolist() == wanted.tolist(), (first, second, meaning)


def test_names_do_not_count():
    """Adam's m is an average and the heavy ball's a velocity; Nesterov's is one too; Lion's m fades by its beta2."""
    ball = simulate(LAND, quick("heavy-ball"), LAND.start, 30)
    assert variable(branch(ball, quick("nesterov"), 30).state, "m").tolist() == variable(ball.state(), "m").tolist()
    found = branch(ball, ADAM, 30)
    assert (found.goes_on, found.state.began) == ((), 30)
    assert found.sentence == "the average gradient and the average squared gradient start anew, with their own t"
    adam = simulate(LAND, ADAM, LAND.start, 30)
    lion = branch(adam, quick("lion"), 30)
    assert variable(lion.state, "m").tolist() == variable(adam.state(), "m").tolist()
    assert branch(adam, quick("adagrad"), 30).anew == ("sum of squared gradients",)
    assert branch(adam, OPTIMIZERS["sgd"], 30).sentence == ""
    rise = quick("amsgrad", maximum="before")
    assert branch(simulate(LAND, quick("amsgrad"), LAND.start, 9), rise, 9).anew == (
        "largest average squared gradient before its correction",
    )
    fix = branch(adam, quick("adafix"), 30)
    assert (fix.anew, fix.state.smoothness) == (("largest smoothness so far",), 0.0)
    assert np.isnan(fix.state.last_position).all()


def test_each_average_is_corrected_by_its_own_count():
    """RMSProp's average of squares lacks beta2^12 of its weight, Adam's of gradients all but (1 - beta1)."""
    rms = simulate(LAND, quick("rmsprop"), LAND.start, 12)
    adam = ADAM.with_(beta2=0.99)
    on = fork(simulate(LAND, rms.optimizer, LAND.start, 20), adam, 12)
    g, decay = rms.gradient[-1], rms.optimizer.hyper.beta2
    v = 0.99 * variable(rms.state(), "v") + 0.01 * g * g
    lacking = decay**12 * 0.99
    assert on.effective_lr[0] == pytest.approx(0.02 / (np.sqrt(v / (1 - lacking)) + 1e-8), rel=1e-12)
    assert on.position[1] == pytest.approx(on.position[0] - on.effective_lr[0] * g, rel=1e-12)  # m corrected: g itself


def test_what_was_not_corrected_before_is_corrected_rightly_after():
    """Through Lion, which averages by its beta2, and an uncorrected Adam, back to one that corrects."""
    plain = ADAM.with_(bias_correction="none", beta1=0.8)
    first = fork(simulate(LAND, ADAM, LAND.start, 40), OPTIMIZERS["lion"].with_(lr=1e-3), 5)
    second = fork(first, plain, 11)
    third = branch(second, ADAM, 20).state
    assert third.powers[0] == faded(faded(faded(1.0, 0.9, 5), 0.99, 6), 0.8, 9)
    assert third.powers[0] == pytest.approx(0.9**5 * 0.99**6 * 0.8**9, rel=1e-14)
    assert third.powers[1] == faded(1.0, 0.999, 9)  # its squares started anew after Lion
    assert branch(second, ADAM.with_(bias_correction="gradient-init"), 20).state.packed(
        ADAM.with_(bias_correction="gradient-init")
    )[2:4].tolist() == [0.0, 0.0]
    settled = fork(simulate(LAND, ADAM.with_(bias_correction="gradient-init"), LAND.start, 9), ADAM, 9)
    assert settled.origin.powers.tolist() == [0.0, 0.0]


def test_shares_fade_as_the_powers_of_a_run_do():
    for decay in (0.0, 0.3, 0.9, 0.999):
        for n in (0, 1, 2, 130, 700, 3000):
            power = 1.0
            for _ in range(n):
                power = power * decay if power > 1e-30 else 0.0
            assert faded(1.0, decay, n) == power, (decay, n)


def test_a_typed_rule_keeps_its_state_among_its_own_and_starts_anew_elsewhere():
    typed = rule("beta = 0.9; state m; m = beta*m + g; step = lr*m; rate = lr")
    run = simulate(LAND, typed.with_(lr=1e-3), LAND.start, 30)
    assert branch(run, typed.with_(lr=1e-3, beta=0.5), 9).goes_on == ("m",)
    assert branch(run, rule("state m; m = 0.9*m + g; step = lr*m"), 9).anew == ("m",)
    assert branch(run, quick("heavy-ball"), 9).anew == ("velocity",)


def test_every_variable_of_a_registered_rule_says_what_it_means():
    for optimizer in OPTIMIZERS.values():
        assert len(optimizer.meanings) == len(optimizer.state_variables), optimizer.title
    assert adam_file.OPTIMIZER.meanings == OPTIMIZERS["adamw"].meanings


def every_choice():
    return [own for optimizer in OPTIMIZERS.values() for own in conventions(optimizer)]


def test_a_text_can_say_what_any_rule_keeps_and_nothing_else():
    """The table of words is that of the rules, under all their conventions."""
    held = [meaning for own in every_choice() for meaning in own.held]
    assert {meaning.what: bool(meaning.decay) for meaning in held} == STATE_MEANINGS
    assert {h.name for h in GLOSSARY.values() if h.scale == "decay"} == {*DECAYS}
    assert BY not in " ".join(STATE_MEANINGS).split()


def test_a_rule_and_its_text_go_on_with_each_other_as_if_nothing_had_been():
    """Under every convention: the text opens with its meanings, all goes on, and the bits are those of the run."""
    for own in every_choice():
        own = own.with_(lr=quick(own.name).hyper.lr)
        whole, text = simulate(LAND, own, LAND.start, 24, **NOISY), rule(rule_text(own))
        assert text.held == own.held
        assert (text.shares, branch(whole, text, 0).anew, branch(whole, text, 2).anew) == (own.shares, (), ()), (
            text.name
        )
        first, second = whole.updates // 3, 2 * whole.updates // 3  # some diverge
        there = fork(whole, text, first)
        assert np.array_equal(there.position, whole.position[first:], equal_nan=True), text.name
        assert branch(there, own, second).anew == ()
        back = fork(there, own, second)
        assert np.array_equal(back.position, whole.position[second:], equal_nan=True), text.name
        assert (back.state().variables.tobytes(), back.state().shares) == (
            whole.state().variables.tobytes(),
            whole.state().shares,
        )


def test_what_a_typed_rule_does_not_say_starts_anew():
    """And from its own start, corrected by a count of its own; what it says goes on."""
    adam = simulate(LAND, ADAM, LAND.start, 20)
    half = rule(
        "beta1 = 0.9; beta2 = 0.999; state m = 2*g; state v: average squared gradient by beta2;"
        " m = beta1*m + (1 - beta1)*g; v = beta2*v + (1 - beta2)*g*g; step = lr*correction1*m/sqrt(v*correction2)"
    )
    found = branch(adam, half, 12)
    assert found.sentence == "the m starts anew, with its own t"
    assert found.goes_on == ("average squared gradient",)
    assert variable(found.state, "m").tolist() == (2 * adam.gradient[12]).tolist()
    assert variable(found.state, "v").tolist() == variable(adam.state(12), "v").tolist()
    assert found.state.shares == (0.0, adam.state(12).shares[1])
    assert found.state.powers.tolist() == [1.0, adam.state(12).powers[1]]
    back = branch(simulate(LAND, half, LAND.start, 20), ADAM, 12)
    assert (back.anew, back.goes_on) == (("average gradient",), ("average squared gradient",))
    own = rule("state velocity; velocity = 0.9*velocity + g; step = lr*velocity")  # a name says nothing
    assert branch(simulate(LAND, quick("heavy-ball"), LAND.start, 5), own, 3).goes_on == ()


def test_an_average_of_any_name_keeps_its_count():
    """rho^n of its start are left, and those Adam corrects for."""
    mine = rule("rho = 0.5 in [0, 1]; state a: average gradient by rho; a = rho*a + (1 - rho)*g; step = 0.001*a")
    found = branch(simulate(LAND, mine, LAND.start, 20), ADAM, 6).state
    assert (found.shares[0], found.powers[0]) == (0.5**6, 0.5**6)


def test_the_average_that_never_falls_fades_by_the_decay_it_has():
    own = OPTIMIZERS["adamal"].with_(second_decay="beta1", lr=0.01)
    assert simulate(LAND, own, LAND.start, 7).state().shares == (faded(1.0, 0.9, 7),) * 2


def test_a_fork_at_a_step_that_is_not_there_is_refused():
    run = simulate(LAND, ADAM, LAND.start, 10)
    with pytest.raises(ValueError, match="from step 0 to 10"):
        fork(run, ADAM, 11)
    gone = simulate(LAND, OPTIMIZERS["sgd"].with_(lr=3.0), LAND.start, 50)
    on = fork(gone, ADAM, 40)
    assert (on.origin.step, on.steps) == (gone.updates, 50 - gone.updates)
    with pytest.raises(ValueError, match=f"from step 0 to {gone.updates}"):
        branch(gone, ADAM, 40)
    assert isinstance(branch(run, ADAM, 10).state, State)
