"""Typed rules in the figure: they race to the bits of Python, in every panel, link and file."""

from pathlib import Path

import pytest

from dynamics import OPTIMIZERS, rule, rule_text, simulate
from dynamics.parting import parting
from player.rule_file import rule_file
from scenarios import Contender, Scenario, decode, encode
from scenarios.repair import repair
from tests.figure.conftest import message

OWN = "b = 0.8 in [0, 0.99]; state m = g; m = b*m + (1 - b)*g; step = lr*m/(|m| + 1)"


def racing(*texts, surface="himmelblau", steps=200):
    contenders = [{"optimizer": f"= {text}", "hyper": {"lr": 0.05}} for text in texts]
    return Scenario(surface=surface, contenders=contenders, start=(0.3, -1.2), steps=steps)


def test_a_link_and_json_hold_the_text():
    scenario = racing(OWN, rule_text(OPTIMIZERS["adam"]))
    assert decode(encode(scenario)) == (scenario, [])
    assert len(encode(scenario)) < 2000
    assert repair(scenario.model_dump(mode="json")) == (scenario, [])
    assert scenario.titles == ("Your rule", "Your rule")
    mended, notices = repair({**scenario.model_dump(mode="json"), "contenders": [{"optimizer": "= step = lr*q"}]})
    assert all(c.optimizer in list(OPTIMIZERS) for c in mended.contenders)
    assert notices


def test_the_figure_steps_typed_rules_as_python_does(figure):
    texts = (OWN, rule_text(OPTIMIZERS["adam"]), rule_text(OPTIMIZERS["adafix"]), rule_text(OPTIMIZERS["adashift"]))
    scenario = racing(*texts, "step = lr*sign(g)", "step = g*nan")
    found = figure(scenario)
    paths = found.page.evaluate(
        "() => { const D = window.figure.data; return D.series.map(s => [s.final, s.updates]); }"
    )
    assert len(paths) == 6
    for contender, (final, updates) in zip(scenario.contenders, paths, strict=True):
        run = simulate(scenario.landscape, contender.configured, scenario.start, scenario.steps)
        assert updates == run.updates
        assert final == pytest.approx(run.loss[-1] - scenario.landscape.lowest, abs=1e-9)
    assert "Your rule" in found.shadow("return q('.chips').textContent")
    assert rule(OWN).title in found.shadow("return q('.chips').textContent")


def write(found, text):
    """As a clipboard would."""
    found.page.evaluate(
        """text => {
          const area = window.figure.q('.pop.settings textarea');
          area.value = text;
          area.dispatchEvent(new Event('input', { bubbles: true }));
        }""",
        text,
    )


def shown(found):
    return found.page.evaluate("() => window.figure.data.scenario.contenders.map(c => c.optimizer)")


def wait_for(found, name):
    found.page.wait_for_function("name => window.figure.data.series.some(s => s.optimizer === name)", arg=name)


def told(found):
    return found.shadow("return q('#rule-tell').textContent")


def open_text(found, of="Adam"):
    place = found.page.evaluate("title => window.figure.data.series.findIndex(s => s.title === title)", of)
    found.shadow(f"q('.chip.on[data-k=\"{place}\"] .set').click(); q('.pop.settings .astext').click()")
    found.page.wait_for_function("() => window.figure.q('.pop.settings textarea')")
    return place


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_built_in_rule_opens_as_its_text_beside_itself(figure, name):
    optimizer = OPTIMIZERS[name].with_(lr=0.03)
    contender = {"optimizer": name, "hyper": {"lr": 0.03}}
    found = figure(Scenario(surface="himmelblau", contenders=[contender], start=(0.3, -1.2), steps=90))
    open_text(found, OPTIMIZERS[name].title)
    _, typed = shown(found)
    own = rule(typed.removeprefix("= "))
    assert own.rule == rule(rule_text(optimizer)).rule
    assert own.hyper == rule(rule_text(optimizer)).hyper
    found.settle()
    one, other = found.page.evaluate("() => window.figure.data.series.map(s => [s.final, s.updates])")
    assert one == other


def test_the_runs_follow_what_is_typed_and_a_mistake_keeps_the_last(figure):
    found = figure(Scenario(surface="himmelblau", contenders=[{"optimizer": "sgd"}], start=(0.3, -1.2), steps=90))
    found.shadow("q('[data-type] button').click()")
    found.page.wait_for_function("() => window.figure.q('.pop.settings textarea')")
    assert len(shown(found)) == 2
    write(found, OWN)
    wait_for(found, f"= {OWN}")
    found.page.wait_for_function("() => window.figure.q('.pop.settings .rows').children.length === 2")  # at rest
    write(found, OWN.replace("|m|", "|mm|"))
    found.page.wait_for_function("() => window.figure.q('.ruled mark')")
    assert found.shadow("return q('.ruled mark').textContent") == "mm"
    assert "m*m" in told(found)
    assert shown(found)[1] == f"= {OWN}"
    write(found, OWN + "; rate = lr")
    wait_for(found, f"= {OWN}; rate = lr")
    assert not found.shadow("return q('.ruled mark')")
    found.page.wait_for_function(
        "name => window.sent.at(-1)?.value.contenders?.at(-1).optimizer === name", arg=f"= {OWN}; rate = lr"
    )
    found.page.locator(".pop.settings .template").select_option("lion")
    found.page.wait_for_function("() => window.figure.data.scenario.contenders[1].optimizer.includes('sign(u)')")


def test_a_number_in_the_text_wins_over_one_that_was_set(figure):
    found = figure(racing("a = 0.5 in [0, 1]; step = lr*a*g"))
    found.shadow("q('.chip.on .set').click()")
    found.page.evaluate("() => window.figure.q('.pop.settings textarea').focus()")
    other = "a = 0.25 in [0, 1]; lr = 0.07; step = lr*a*g"
    write(found, other)
    wait_for(found, f"= {other}")
    assert found.page.evaluate("() => window.figure.data.scenario.contenders[0].hyper") == {}


def test_a_long_link_is_a_file_instead(figure):
    found = figure(racing(OWN))
    found.page.evaluate("() => { window.figure.book.link = `s=${'x'.repeat(2000)}`; }")
    for kind in ("link", "embed", "qr"):
        found.shadow(f"q('.status').textContent = ''; q('.sharemenu [data-as={kind}]').click()")
        assert "characters" in found.shadow("return q('.status').textContent")
    with found.page.expect_download() as download:
        found.shadow("q('.status button').click()")
    assert download.value.suggested_filename.endswith(".json")
    assert found.sent == []


def test_where_a_rule_gives_no_rate_the_panels_say_so(figure):
    found = figure(recording=True)

    def told_of_rates(*names):
        scenario = Scenario(surface="bowl", contenders=[{"optimizer": n} for n in names], start=(0.3, 0.2), steps=20)
        found.answer(scenario, why="link")
        found.page.wait_for_function("names => `${window.figure.data.series.map(s => s.optimizer)}` === names",
                                     arg=",".join(names))  # fmt: skip
        drawn = {(one["on"], one["text"]) for one in found.redrawn().found if "not defined" in one.get("text", "")}
        return sorted(text for _, text in drawn)

    own = f"= {OWN}"
    assert told_of_rates(own) == ["not defined: no line gives the rate"] * 3
    assert told_of_rates(own, "adam") == ["Your rule: not defined"] * 3
    assert told_of_rates(own, "= step = lr*g", "adam") == ["2 rules: not defined"] * 3
    assert told_of_rates(f"{own}; rate = lr", "adam") == []


PAIRS = [  # an original, and what was made of it
    ("adam", rule_text(OPTIMIZERS["adam"])),
    ("sgd", "lr = 0.003; step = lr*g + where(t > 5, 0.0000000003, 0)"),
    ("sgd", "step = lr*g/where(t > 7, 0, 1)"),
    ("rmsprop", "step = lr*sign(g)"),
    ("sgd", "lr = 0.003; step = lr*g*where(x < -1, 1.1, 1)"),  # in y alone at first
    ("sgd", "lr = 0.003; step = lr*g + where(t > 5000, 0.01, 0)"),  # in a later piece of the run
]


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_runs_part_where_they_do_in_python(script, noise):
    body = """const run = await import("/static/engine/runs.js");
        return Promise.all(given.map(async one => {
          await run.prepare(one);
          const work = m.beginParting(one);
          while (work.goOn());
          return [work.found.bits, work.found.far];
        }));"""
    given, expected = [], []
    for name, text in PAIRS:
        contenders = [{"optimizer": name, "hyper": {"lr": 0.003}}, {"optimizer": f"= {text}", "hyper": {"lr": 0.003}}]
        one = Scenario(surface="himmelblau", contenders=contenders, start=(0.3, -1.2), steps=5100, noise=noise, seed=4)
        runs = [simulate(one.landscape, c.configured, one.start, 5100, noise=noise, seed=4) for c in one.contenders]
        given.append(one.model_dump(mode="json"))
        expected.append(list(parting(*runs)))
    assert expected[0] == [None, None]
    assert expected[2] == [8, 8]
    assert expected[1][0] < expected[1][1] < 300
    assert expected[4:] == [[1, 1], [5001, 5001]]
    assert script("engine/parting.js", body, given) == expected


def test_a_rule_tells_where_it_parts_and_leaves_as_a_file(figure):
    found = figure(racing(OWN).model_copy(update={"contenders": (Contender(optimizer="adam"),)}))
    open_text(found)
    told = "text => window.figure.q('.pop.settings .parting')?.textContent.startsWith(text)"
    found.page.wait_for_function(told, arg="So far the same bits as Adam.")
    _, own = shown(found)
    write(found, own.removeprefix("= ").replace("m/divisor", "m/divisor + where(t > 5, 0.0000000003, 0)"))
    found.page.wait_for_function(told, arg="Other bits than Adam from step 6 on, more than 10⁻⁹ from it at step ")
    write(found, own.removeprefix("= ").replace("0.999", "0.99"))
    found.page.wait_for_function(told, arg="More than 10⁻⁹ from Adam from step 2 on.")
    found.page.wait_for_function("() => window.sent.at(-1).value.contenders[1].optimizer.includes('0.99\\n')")
    for as_, name in (("python", "own_rule.py"), ("pytorch", "own_rule_pytorch.py")):
        found.shadow(f"q('[data-rule-file={as_}]').click()")
        asked = found.sent[-1]["value"]
        file = rule_file(asked)
        assert file["name"] == name
        compile(file["text"], name, "exec")
        with found.page.expect_download() as download:
            found.answer(Scenario.model_validate(found.state("data.scenario")), file=file, n=found.sent[-1]["n"])
        assert download.value.suggested_filename == name
        assert Path(download.value.path()).read_text() == file["text"]
    assert "ends 1. More than" in found.shadow("return q('tbody').textContent")


def test_what_is_no_rule_gives_no_file_and_a_sentence():
    plain = {"optimizer": "= step = lr*g", "as": "python"}
    assert "text" in rule_file(plain)
    wrong = [{"optimizer": "adam"}, {"optimizer": "= step = lr*q"}, {"hyper": {"lr": -1}}, {"as": "perl"}, {"hyper": 7}]
    for asked in (None, {}, *({**plain, **part} for part in wrong)):
        assert rule_file(asked)["sentence"].startswith("No file was made")


TYPED_THEN_ANSWERED = """async ([field, text, answers]) => {
  const S = window.figure, area = S.q(field), { scenario } = S.data;
  area.focus();
  area.value = text;
  area.dispatchEvent(new Event("input", { bubbles: true }));
  while (S.data.scenario === scenario) await new Promise(go => requestAnimationFrame(go));
  for (const data of answers) await window.answer(data);
}"""


def test_a_mistake_above_is_marked_where_it_stands_however_far_down_the_text_is_scrolled(figure):
    long = "\n".join(f"a{k} = g + {k}" for k in range(40)) + "\nstep = lr*a3\n"
    found = figure(racing(OWN))
    found.shadow("q('.chip.on .set').click()")
    for scrolled in ("0", "area.scrollHeight"):
        write(found, long)
        found.shadow(f"const area = q('.pop.settings textarea'); area.scrollTop = {scrolled}")
        write(found, long.replace("g + 20", "sqt(g)"))
        found.page.wait_for_function("() => window.figure.q('.ruled mark')")
        mark, above, field, echo = found.shadow("""
          const [field, echo, mark] = ['textarea', '.echo', 'mark'].map(part => q(`.ruled ${part}`));
          const size = box => [box.scrollHeight, box.clientWidth];
          const top = box => box.getBoundingClientRect().top;
          return [top(mark) - top(field), field.scrollTop, size(field), size(echo)]""")
        assert field == echo
        assert mark == pytest.approx(5 + 20 * 20 - above, abs=5)  # the 21st line of 20 px, below a padding of 5
        write(found, "step = lr*g")
        found.page.wait_for_function("() => !window.figure.q('.ruled mark')")


def test_no_answer_closes_the_editor_or_takes_what_is_in_it(figure):
    """Late and out of order, while a hand is on the text."""
    texts = [OWN.replace("0.8", number) for number in ("0.7", "0.6", "0.5")]
    found = figure(racing(OWN))
    found.shadow("q('.chip.on .set').click()")
    area = ".pop.settings textarea"
    answers = [message(racing(OWN), n=0), message(racing(texts[0]), n=1), message(racing(OWN), n=0, session="two")]
    found.page.evaluate(TYPED_THEN_ANSWERED, [area, texts[0], []])
    found.page.wait_for_function("() => window.sent.length === 1")
    found.page.evaluate(TYPED_THEN_ANSWERED, [area, texts[1], answers[:2]])
    found.settle()
    assert shown(found) == [f"= {texts[1]}"]
    assert found.shadow(f"return [q('.pop.settings').hidden, q('{area}').value]") == [False, texts[1]]
    found.page.evaluate(TYPED_THEN_ANSWERED, [area, texts[2], answers])
    wrong = texts[2].replace("|m|", "|mm|")
    write(found, wrong)  # before the text without a mistake has rested
    found.page.wait_for_function("() => window.figure.q('.ruled mark')")
    asked = "name => window.sent.at(-1).value.contenders[0].optimizer === name"
    found.page.wait_for_function(asked, arg=f"= {texts[2]}")  # the server hears of it all the same
    found.answer(racing(texts[2]), n=found.sent[-1]["n"])
    assert found.shadow(f"return [q('.pop.settings').hidden, q('{area}').value]") == [False, wrong]
    assert found.shadow("return getComputedStyle(q('.pop .rows')).opacity") == "0.45"
    found.shadow("q('.map').focus(); q('.pop.settings textarea').blur()")
    found.page.keyboard.press("Control+z")
    found.settle()
    assert found.shadow(f"return [q('.pop.settings').hidden, q('{area}').value]") == [False, texts[0]]


def test_no_answer_takes_a_formula_that_is_being_typed(figure):
    texts = ["= x^2 + y^2", "= x^2 + 2y^2", "= x^2 + 3y^2"]
    landed = [Scenario(surface=text, contenders=[{"optimizer": "sgd"}], start=(0.3, 0.2), steps=50) for text in texts]
    found = figure(landed[0])
    field = ".typing textarea"
    found.page.evaluate(TYPED_THEN_ANSWERED, [field, texts[1][2:], []])
    found.page.wait_for_function("() => window.sent.length === 1")
    found.page.evaluate(TYPED_THEN_ANSWERED, [field, texts[2][2:], [message(landed[1], n=1)]])
    found.shadow(f"const area = q('{field}'); area.value += ' + q'; area.dispatchEvent(new Event('input'))")
    found.page.wait_for_function("name => window.sent.at(-1).value.surface === name", arg=texts[2])
    assert found.state("data.scenario.surface") == texts[2]
    assert found.shadow("return q('.fig').classList.contains('mistyped')")


def test_the_editor_stands_where_the_page_stays_and_shows_the_step(figure):
    found = figure(width=1280, height=720)
    found.shadow("q('[data-type] button').click()")
    found.page.wait_for_function("() => window.figure.root.activeElement?.matches('.pop.settings textarea')")
    assert found.page.evaluate("() => scrollY") == 0
    body = """const area = q('.pop.settings textarea');
        const row = area.value.split("\\n").findIndex(line => line.startsWith("step"));
        const pop = q('.pop.settings').getBoundingClientRect(), at = area.getBoundingClientRect().top - area.scrollTop;
        return [pop.top, pop.bottom, at + 20 * row, at + 20 * (row + 1)];"""
    top, bottom, step, end = found.shadow(body)
    assert 0 <= top <= step < end <= bottom <= 720
