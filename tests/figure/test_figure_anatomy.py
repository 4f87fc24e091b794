"""A step taken apart on screen: its numbers are the run's own, and only what is a length is drawn as long as it is."""

from itertools import product

import numpy as np
import pytest

from dynamics import OPTIMIZERS, rule_text
from engines.typed.rules import read_rule
from figures.theme import DARK, LIGHT, PARTS, contrast
from scenarios import opening
from scenarios.scenario import Contender
from tests.figure.conftest import message

MINE = "beta = 0.8\nstate m, w = g^2\nm = beta*m + lr*g\nw = max(w, g^2)\nu = m/sqrt(w)\nstep = m + lr*u"
SOME = (
    Contender(optimizer="adam", hyper={"lr": 0.2}),
    Contender(optimizer="adashift", hyper={"lr": 0.05}),
    Contender(optimizer="lion", hyper={"lr": 0.1}),
    Contender(optimizer="adafix", hyper={"lr": 0.2}),
    Contender(optimizer=f"= {MINE}", hyper={"lr": 0.01}),
)
FOUR = opening("himmelblau").model_copy(update={"contenders": SOME, "steps": 60, "noise": 0.5, "seed": 2})
STILL = {"options": {"reduced_motion": "reduce"}}
ROWS = """return [...q('.rows').querySelectorAll('[data-part]')].map(row => [
  row.querySelector('.made math').textContent.split('←')[0].trim(), 
  ...[...row.querySelectorAll('.n')].map(n => +n.title), row.querySelector('.drawn').textContent]);"""
RECORDED = """([k, i]) => {
  const D = window.figure.data, at = (j, channel) => D.runs[(k * D.F + j) * 13 + channel];
  return { rate: [at(i, 5), at(i, 6)], m: [at(i, 9), at(i, 10)], v: [at(i, 11), at(i, 12)],
    now: [at(i, 0), at(i, 1)], next: [at(i + 1, 0), at(i + 1, 1)] };
}"""


def at(found, step):
    found.page.evaluate("t => { window.figure.clock.t = t; window.figure.picture.moved = true; }", step)
    found.settle()


def rows(found):
    """Name -> (x, y, how it is drawn), of the last row of each name."""
    return {name: ((x, y), drawn) for name, x, y, drawn in found.shadow(ROWS)}


def test_the_numbers_are_the_runs_own_and_only_a_length_is_drawn_as_one(figure):
    found = figure(FOUR, **STILL)
    found.press("a")
    pixel = found.page.evaluate("() => window.figure.view.projection.k / window.figure.view.win.half")
    for step, (k, contender) in product((0, 14), enumerate(SOME)):
        found.shadow(f"q('.whose [data-k=\"{k}\"]').click()")
        at(found, step)
        told, recorded = rows(found), found.page.evaluate(RECORDED, [k, step])
        text = contender.optimizer.removeprefix("= ")
        assert told.keys() >= {name for name, _ in read_rule(MINE if k == 4 else rule_text(OPTIMIZERS[text])).lines}
        for name in recorded.keys() & told.keys():
            assert told[name][0] == tuple(recorded[name]), (name, contender)
        moved = np.array(recorded["now"]) - told["step"][0]
        assert tuple(moved) == tuple(recorded["next"]), contender
        drawn = found.page.evaluate(DRAWN)
        assert {part[0] for part in drawn["parts"]} >= {"g", "step"}
        scale = contender.hyper.get("lr", 0.01) / drawn["by"]
        for name, arrow, root, own, *end in drawn["parts"]:
            value, times = np.array(told[name][0]), drawn["words"]
            by = f"× −{1 if own else times}" if arrow else "as it is" if own else f"× {times}"
            assert told[name][1] == ("√ " if root else "") + by, name
            assert own == (name in ({"step", "m", "u"} if k == 4 else {"step"})), name
            reach = np.abs(np.sqrt(value) if root else value) * pixel * (1 if own else scale)
            assert np.abs(end) == pytest.approx(reach, rel=1e-6), (name, contender)
            if name in ("g", "step"):
                assert tuple(np.sign(end)) == tuple(np.sign(value) * [-1, 1]), (
                    name
                )  # taken off; rows of pixels run down
            corner = np.array(drawn["origin"]) + end
            assert np.abs(np.array(drawn["lines"]) - corner).max(axis=1).min() < 1e-6, name


SEEN = "return [...q('.rows').children].filter(row => row.checkVisibility()).map(row => row.innerText)"
FOLDS = "[...q('.rows').querySelectorAll('[data-fold]')]"


def test_gradients_that_wait_their_turn_are_one_row_that_opens(figure):
    found = figure(FOUR, **STILL)
    found.press("a")
    assert found.shadow(f"return {FOLDS}.length") == 0  # Adam hands nothing on as it is
    found.shadow("q('.whose [data-k=\"1\"]').click()")
    at(found, 14)
    folded = found.shadow(SEEN)
    waiting = [row for row in folded if "kept from" in row or "handed on" in row]
    assert ["10 " in row for row in waiting] == [True, True]
    assert len(folded) < 20
    found.shadow(f"{FOLDS}[0].click()")
    assert found.shadow(f"return {FOLDS}.map(b => b.getAttribute('aria-expanded'))") == ["true", "false"]
    assert len(found.shadow(SEEN)) == len(folded) + 10
    names = "return q('.rows').querySelector(':focus')?.innerText"
    found.shadow("[...q('.rows').querySelectorAll('[data-part]')].findLast(row => !row.hidden).focus()")
    last = found.shadow(names)
    found.press("ArrowUp")
    assert found.shadow(names) != last  # past the rows that are folded away
    assert found.shadow(names)


def test_it_stands_in_the_picture_and_the_link_and_rows_light_arrows(figure):
    found = figure(FOUR, **STILL)
    found.shadow("q('.cut').click()")
    found.page.wait_for_function("() => location.search.includes('anatomy=1')")
    at(found, 3)
    picture = found.page.evaluate(SVG)
    assert "−step as long as it is" in picture
    assert ">−g<" in picture  # as the arrow points
    assert "Arrows show −g, −m, −step" in found.shadow("return q('.anatomy .tell').textContent")
    assert "g, the gradient" in picture
    lit_both_ways(found)
    found.press("a")
    assert found.state("view.anatomy") is None
    assert found.shadow("return q('.anatomy').hidden")
    for n, (query, place, told) in enumerate((("?anatomy=2", 1, ""), ("?anatomy=wind", None, "anatomy in this link"))):
        told_by_link = message(FOUR.model_copy(update={"steps": 50 + n}), n=1 + n, why="link")
        found.page.evaluate(OPENED, [query, told_by_link])
        found.page.wait_for_function("() => !window.figure.picture.due")
        assert found.state("view.anatomy") == place
        assert told in found.shadow("return q('.notices').textContent")


def lit_both_ways(found):
    """A row lights its arrow, and an arrow its row."""
    lit = "return [...q('.rows').children].findIndex(row => row.matches('.lit'))"
    found.shadow("q('.rows').children[3].focus()")
    assert found.shadow(lit) == found.state("ui.lit") == 3
    found.press("ArrowDown")
    assert found.shadow(lit) == found.state("ui.lit") == 4
    origin, tip = found.page.evaluate("""() => {
      const { origin, drawn } = window.figure.picture.cut;
      return [origin, drawn.find(d => d.part.name === 'g').ends];
    }""")
    box = found.page.locator("canvas.front").bounding_box()
    found.page.mouse.move(*(box[s] + o + 0.9 * (t - o) for s, o, t in zip("xy", origin, tip, strict=True)))
    found.settle()
    assert found.shadow(lit) == 0
    found.page.mouse.move(box["x"] + 30, box["y"] + box["height"] - 30)
    found.settle()
    assert found.shadow(lit) == -1


# at once: a view that is still to be written would take the address's place
OPENED = """([query, data]) => {
  clearTimeout(window.figure.messages.addressing);
  history.replaceState(null, '', location.pathname + query);
  return window.answer(data);
}"""
# what lies where, and where lines are painted to in one drawing
DRAWN = """async () => {
  const { q, picture } = window.figure, g = q('canvas.front').getContext('2d'), lines = [];
  g.lineTo = (...p) => { lines.push(p); CanvasRenderingContext2D.prototype.lineTo.apply(g, p); };
  const { painted } = picture;
  picture.moved = true;
  while (picture.painted === painted) await new Promise(done => requestAnimationFrame(done));
  delete g.lineTo;
  const { origin, by, drawn } = picture.cut;
  const parts = drawn.map(({ part: { name, form }, ends }) =>
    [name, form.shape === 'arrow', form.root, form.own, ends[0] - origin[0], ends[1] - origin[1]]);
  return { parts, origin, by, lines, words: by > 1 ? `η/${by}` : 'η' };
}"""
SVG = "async () => (await (await import('/figure.js')).svgFile(window.figure)).bytes"


def test_every_line_is_read_whole_and_the_step_is_in_sight(figure):
    names = list(OPTIMIZERS)
    for part in (names[:8], [*names[8:], f"= {MINE}"]):
        some = tuple(Contender(optimizer=name, hyper={"lr": 1e-3}) for name in part)
        found = figure(FOUR.model_copy(update={"contenders": some}), **STILL)
        found.press("a")
        for k, name in enumerate(part):
            found.shadow(f"q('.whose [data-k=\"{k}\"]').click()")
            at(found, 5)
            sheet, closes, step, lines = found.shadow(PLACES)
            assert closes, name  # beside the heading
            assert sheet[1] <= step[1] < step[3] <= sheet[3] + 0.5, name
            assert max(line[2] for line in lines) <= sheet[2] + 0.5, name
            waits = found.shadow("return q('.anatomy .tell').textContent.split('It stays: ')[1]")
            assert (waits or "").startswith("rate is 0 unless t>10; here t = 6.") == (name == "adashift")
        found.page.locator(".cut").hover()
        found.page.wait_for_function("() => !window.figure.q('.meaning').hidden")
        assert found.shadow(f"return q('.meaning'){BOX}.bottom <= q('.cut'){BOX}.top")  # off what it is about


BOX = ".getBoundingClientRect()"
PLACES = f"""
  const box = element => {{ const b = element{BOX}; return [b.left, b.top, b.right, b.bottom]; }};
  const sheet = box(q('.anatomy')), lines = [...q('.rows').querySelectorAll('math')].map(box);
  return [sheet, q('.close'){BOX}.top < q('.anatomy h2'){BOX}.bottom, box(q('.result')), lines];"""


def test_a_step_of_nothing_has_the_rules_own_reason(script):
    law = {name: rule_text(rule) for name, rule in OPTIMIZERS.items()}
    halts = "state m\nm = where(t <= 3, 0, m + g)\nstep = lr*(m/(1 + abs(m)))"
    downhill = "a = where(g > 0, where(g > 0, g, 1), 0)\nstep = -a^2"
    told = script("formula/rules.js formula/why_zero.js", WHY, [{**law, "halts": halts, "downhill": downhill}, [2, 0]])
    for name, (early, early_y, late, _) in told.items():
        if name == "halts":
            assert early == early_y == ["m", ["<=", ["name", "t"], ["number", 3]], True, [["t", 2]]]
        elif name == "adashift":
            assert early == ["rate", [">", ["name", "t"], ["number", 10]], False, [["t", 2]]]
        elif name == "downhill":
            assert (early, early_y[0], early_y[3]) == (None, "a", [["g", 0]])
        else:
            assert early is early_y is None, name  # a gradient of 0 needs none
        assert late is None, name


WHY = """
  const [texts, gradient] = given, found = {};
  const shared = { lr: 0.1, position: 1, correction1: 2, correction2: 3, next_correction1: 2, largest_gradient: 2,
    largest_signed: 2, smoothness: 1 };
  for (const [name, text] of Object.entries(texts)) {
    const rule = m.readRule(text), variables = [0, 1].map(() => [...rule.states.keys()].map(() => 0.5));
    found[name] = [2, 20].flatMap(step => [0, 1].map(axis => m.whyZero(rule, { state: { variables }, hyper: { lr: 0.1 },
      gradient, context: [{ ...shared, step }, { ...shared, step }] }, axis)))
      .map(why => why && [why.name, why.condition, why.holds, why.values]);
  }
  return found;"""


def test_pieces_of_a_line_say_what_the_whole_says(script):
    texts = [rule_text(rule) for rule in OPTIMIZERS.values()]
    lines = script("formula/rules.js formula/mathml.js formula/broken_math.js", PIECES, texts)
    assert max(pieces for _, pieces, *_ in lines) >= 8  # AdaShift's average
    for node, _, broken, whole in lines:
        if "where" not in node and "/" not in broken:
            assert broken == whole
    choices = {broken for node, _, broken, _ in lines if "where" in node}
    assert "rate←ηsizeifsize&gt;0,elsenan" in choices  # its inner choice is decided by the outer one
    assert "v←β₂v+(1−β₂)ggifmax|g|≥max(L,initial_smoothness)η,elsev" in choices


PIECES = """
  const bare = words => words.replace(/<[^>]*>|&#x2062;|&#160;| /g, "");
  return given.flatMap(text => m.readRule(text).lines.map(([name, node]) => {
    const broken = m.brokenLine(name, node);
    return [JSON.stringify(node), broken.split("<wbr>").length, bare(broken), bare(m.nameMath(name)) + "←"
      + bare(m.mathAt(node, [])[0])];
  }));"""


def test_colours_of_parts_can_be_read():
    for look in (LIGHT, DARK):
        colours = [look.series(OPTIMIZERS[name]) for name in PARTS]
        assert len(set(colours)) == len(PARTS)
        assert min(contrast(colour, look.paper) for colour in colours) > 4.5
