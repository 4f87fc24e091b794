"""Forks in the figure: links that hold whatever happens to the list, names, and a branch by keyboard alone."""

import json

import pytest

from scenarios import Scenario
from scenarios.forking import told
from scenarios.running import run
from scenarios.shelved import shelved

START = {"surface": "himmelblau", "start": (0.3, -0.2), "steps": 300}


def scenario(*contenders):
    """Contenders as "adam", or "adam of adam@120"."""
    made = []
    for text in contenders:
        name, _, link = text.partition(" of ")
        parent, _, at = link.partition("@")
        made.append({"optimizer": name, "hyper": {"lr": 0.02}} | ({"fork": {"of": parent, "at": at}} if link else {}))
    return Scenario.model_validate(START | {"contenders": made})


def written(found):
    return [c.optimizer + (f" of {c.fork.of}@{c.fork.at}" if c.fork else "") for c in found.contenders]


FAMILY = scenario("sgd", "adam", "adam of adam@60", "lion of adam~2@90", "adam of adam@20")


@pytest.mark.parametrize(
    ("edit", "left"),
    [
        (("drop", "sgd"), ["adam", "adam of adam@60", "lion of adam~2@90", "adam of adam@20"]),
        (("drop", "adam"), ["sgd"]),
        (("drop", "adam~2"), ["sgd", "adam", "adam of adam@20"]),
        (("only", "lion"), ["adam", "adam of adam@60", "lion of adam~2@90"]),
        (("copy", "adam"), ["sgd", "adam", "adam", "adam of adam@60", "lion of adam~3@90", "adam of adam@20"]),
        (
            (
                "beside",
                {"key": "lion", "contender": {"optimizer": "lion", "hyper": {}, "fork": {"of": "lion", "at": 99}}},
            ),
            ["sgd", "adam", "adam of adam@60", "lion of adam~2@90", "lion of lion@99", "adam of adam@20"],
        ),
        (("hyper", {"key": "adam~2", "hyper": {"lr": 0.5}}), written(FAMILY)),
        (("hyper", {"key": "adam~2", "hyper": None}), written(FAMILY)),
        (("rule", {"key": "adam", "name": "= step = lr*g"}), ["sgd", "= step = lr*g", "adam of = step = lr*g@60"]),
    ],
    ids=str,
)
def test_links_hold_whatever_happens_to_the_list(script, edit, left):
    body = "const [s, [kind, value]] = given; return m.relinked(s, m.EDITS[kind](s, value, {}));"
    given = [json.loads(FAMILY.to_json()), edit]
    found = Scenario.model_validate(script("figure/edit.js figure/lineage.js", body, given))
    assert written(found)[: len(left)] == left
    assert len(found.contenders) == len(left) or edit[0] == "rule"


def test_names_are_those_of_python(script):
    varied = FAMILY.model_dump(mode="json")
    varied["contenders"] += [
        {"optimizer": "adam", "hyper": {"lr": 0.5}, "fork": {"of": "adam", "at": 60}},
        {"optimizer": "adam", "hyper": {}, "fork": {"of": "lion", "at": 120}},
        {"optimizer": "adam", "hyper": {}, "fork": {"of": "lion", "at": 120}},
    ]
    for each in (FAMILY.model_dump(mode="json"), varied):
        series = script("figure/scenario.js", "return m.seriesOf(given, {}).map(s => [s.key, s.title]);", each)
        whole = Scenario.model_validate(each)
        assert [tuple(pair) for pair in series] == list(zip(whole.keys, whole.titles, strict=True))
    assert whole.titles[2] == "Adam η 0.02 forked at 60"
    assert whole.titles[6:] == ("Adam 5 forked at 120", "Adam 6 forked at 120")


def test_what_is_said_of_the_state_is_what_the_server_says(script):
    """In the settings of a fork and behind its outcome."""
    for text in ("adam of heavy-ball@9", "rmsprop of heavy-ball@9", "adafix of adam@9", "amsgrad of adam@9"):
        both = scenario(text.partition(" of ")[2].partition("@")[0], text)
        body = """await m.prepare(given, {}); const { series } = m.compute(given, {});
        return m.forkWords([{ title: "P" }], { parent: 0, ...series[1] });"""
        words = script("engine/runs.js figure/lineage.js", body, json.loads(both.to_json()))
        assert words.startswith("Leaves P at step 9.")
        anew = told(both, run(both), 1).partition("; ")[2]
        assert words.lower().endswith(f"{anew}."), (text, words)


def test_another_surface_says_the_same_of_forks_in_both_languages(script):
    for contenders in (("sgd", "lion of sgd@9", "sgd of lion@20"), ("sgd", "sgd of sgd@9"), ("sgd", "lion")):
        before = scenario(*contenders)
        words = script("figure/lineage.js", "return m.forksStay(given);", json.loads(before.to_json())["contenders"])
        assert [words] * bool(words) == shelved("surface", {"surface": "bowl"}, before)[1]


def test_a_fork_that_is_brought_back_brings_what_it_leaves(figure):
    """Whatever was done to the list while both were away: links go by what was left, not by its name then."""
    shown = figure(scenario("adam", "adam of adam@60", "lion of adam~2@90", "sgd"))
    ends = shown.page.evaluate("() => window.figure.data.series.map(s => s.final)")
    shown.press("1")  # Adam goes, and its forks with it
    assert written(Scenario.model_validate(shown.state("data.scenario"))) == ["sgd"]
    shown.press("3")  # Lion comes back
    shown.settle()
    whole = ["adam", "adam of adam@60", "lion of adam~2@90", "sgd"]
    assert written(Scenario.model_validate(shown.state("data.scenario"))) == whole
    assert shown.page.evaluate("() => window.figure.data.series.map(s => s.final)") == ends
    assert shown.shadow("return q('.status').textContent;") == "Adam, Adam from 60 came back with Lion from 90."
    shown.press("2", "3")  # its parent goes with it, and comes with it
    assert written(Scenario.model_validate(shown.state("data.scenario"))) == whole
    shown.press("Control+z")  # one step for both
    assert written(Scenario.model_validate(shown.state("data.scenario"))) == ["adam", "sgd"]


def test_a_branch_by_keyboard_races_is_compared_and_comes_back(figure):
    """To step 40, B, a larger rate, undo; the parent takes its fork along."""
    shown = figure(scenario("adam", "heavy-ball"))
    shown.press("Home", *["Shift+ArrowRight"] * 4)
    shown.press("b")
    assert shown.shadow("return q('.status').textContent;").startswith(
        "B branches the optimizer"
    )  # which, is not known
    shown.shadow("q('.chip.on[data-k=\"0\"] .set').focus();")
    shown.press("b")
    shown.page.wait_for_function("() => window.figure.ui.popKey === 'adam~2' && !window.figure.picture.due")
    assert shown.shadow("return q('.forked').textContent;") == (
        "Leaves Adam at step 40. The average gradient and the average squared gradient go on."
    )
    whole, fork, frames = shown.page.evaluate("""() => {
        const { runs, F } = window.figure.data, size = runs.length / 3, at = 40 * size / F;
        return [[...runs.slice(at, size)], [...runs.slice(size + at, 2 * size)],
            [...runs.slice(size, size + at)].filter(v => !Number.isNaN(v)).length];
    }""")
    assert (fork, frames) == (whole, 0)  # nothing was changed yet; before it there is nothing
    assert shown.state("clock.t") == 40
    shown.press(*["ArrowRight"] * 3)  # the rate's slider has the focus
    shown.page.keyboard.press("Tab")  # and now the gesture is over
    shown.settle()
    sent = Scenario.model_validate(shown.state("data.scenario"))
    assert written(sent) == ["adam", "adam of adam@40", "heavy-ball"]
    assert sent.contenders[1].hyper["lr"] > 0.02
    shown.page.locator(".pop.settings select").select_option("heavy-ball")
    shown.page.wait_for_function("() => window.figure.ui.popKey === 'heavy-ball' && !window.figure.picture.due")
    assert shown.shadow("return q('.forked').textContent;") == (
        "Leaves Adam at step 40. The velocity starts anew, with its own t."
    )
    other = Scenario.model_validate(shown.state("data.scenario"))
    assert written(other) == ["adam", "heavy-ball of adam@40", "heavy-ball"]
    assert other.titles == ("Adam", "Heavy ball forked at 40", "Heavy ball")
    shown.press("Escape", "Control+z")
    row = "[...q('tbody').rows].map(row => row.cells[0].textContent + row.cells[4].querySelectorAll('.apart').length)"
    assert shown.shadow(f"return {row};") == ["Adam0", "Adam forked at 40against Adam1", "Heavy ball0"]
    final = shown.page.evaluate("() => window.figure.data.series.map(s => s.final)")
    apart = shown.shadow("return q('tbody').rows[1].cells[4].querySelector('.apart').textContent;")
    assert apart[0] == ("+" if final[1] > final[0] else "−")
    shown.press(*["Control+z"] * 4)
    assert [len(shown.state("data.scenario.contenders")), shown.state("ui.future.length")] == [2, 5]
    shown.press("Control+Shift+z", "1")
    assert shown.state("data.scenario.contenders.map(c => c.optimizer)") == ["heavy-ball"]
    assert [entry["shown"] for entry in shown.state("data.roster")] == [False, False, True]


def test_forks_go_with_what_they_leave_and_come_back_with_it(figure):
    """Adam has a fork, which has one of its own; before Adam comes back, another Adam stands there."""
    family = scenario("sgd", "adam", "adam of adam@60", "lion of adam~2@90")
    shown = figure(family)
    words = "return [...q('.off').querySelectorAll('.tog')].map(b => b.textContent).slice(0, {});"
    shown.press("2")
    assert written(Scenario.model_validate(shown.state("data.scenario"))) == ["sgd"]
    assert shown.shadow(words.format(4)) == ["Adam", "Adam from 60", "Lion from 90", "Heavy ball"]
    told_here = shown.shadow("return q('.status').textContent;")
    assert told_here == "Adam from 60, Lion from 90 went with Adam. Adding Adam brings all back."
    back = shown.page.locator(".off .tog", has_text="Lion from 90")
    back.click()
    shown.settle()
    assert shown.state("data.series.length") == 3 + 1
    assert Scenario.model_validate(shown.state("data.scenario")) == family
    shown.press("3", "2", "2")  # a fork that went alone stays away when its parent goes, and comes
    assert shown.shadow(words.format(2)) == ["Adam from 60", "Lion from 90"]
    back.click()
    shown.settle()
    assert Scenario.model_validate(shown.state("data.scenario")) == family


def test_a_typed_rule_is_compared_with_a_fork_that_stands_before_it(script):
    """The fork of that pair needs what it leaves."""
    both = scenario("adam", "adam of adam@60").model_dump(mode="json")
    both["contenders"][1]["hyper"] = {"lr": 0.05}
    body = """const { asTyped, prepare, findPartings, partingOf } = m;
      const typed = { optimizer: asTyped(given.contenders[0]), hyper: {} };
      const scenario = { ...given, contenders: [...given.contenders, typed] };
      await prepare(scenario, {});
      const S = { lands: {}, data: { scenario, series: m.seriesOf(scenario, {}) }, q: () => null };
      await findPartings(S, () => {});
      return partingOf(S, 2);"""
    modules = "engine/runs.js formula/as_text.js figure/parting.js figure/scenario.js"
    assert script(modules, body, both) == "More than 10⁻⁹ from Adam forked at 60 from step 61 on."
