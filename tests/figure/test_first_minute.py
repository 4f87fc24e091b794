"""The first minute: what this is, what to begin with, and what the words mean."""

from itertools import pairwise

import pytest

from landscapes import LANDSCAPES
from scenarios import opening
from scenarios.examples import EXAMPLES
from scenarios.presets import PRESETS

SIZES = [(1440, 900), (1280, 720), (1024, 768)]
FOOT = "return q('.transport').getBoundingClientRect().bottom"


def shown(found, part):
    return found.shadow(f"return q('{part}').getBoundingClientRect().height > 0")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_eight_promises_and_the_transport_stand_on_the_first_screen(figure, width, height):
    found = figure(width=width, height=height)
    words = found.shadow(
        "return [...q('.examples').children].map(b => [b.textContent, b.getBoundingClientRect().bottom])"
    )
    assert [word for word, _ in words] == [example.promise for example in EXAMPLES]
    assert max(bottom for _, bottom in words) < height
    assert found.shadow(FOOT) <= height
    assert len(found.shadow("return q('.what').textContent")) > 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_opens_what_it_shows(figure, example):
    found = figure()
    found.shadow(f"q('[data-preset={example.name}]').click()")
    found.page.wait_for_function("() => !window.figure.picture.due")
    found.settle()
    value = [event["value"] for event in found.sent][-1]
    assert example.scenario == type(example.scenario).model_validate(value)
    pressed = found.shadow("return [...q('.examples').children].map(b => b.getAttribute('aria-pressed'))")
    assert pressed == [str(each is example).lower() for each in EXAMPLES]
    paths = found.shadow(f"return q('[data-preset={example.name}]').querySelectorAll('.trail').length")
    assert paths == len(example.scenario.contenders)
    assert shown(found, ".examples")  # the next one is a press away


def test_after_the_first_touch_the_surfaces_come_and_nothing_moves(figure):
    found = figure()
    top = "return q('.map').getBoundingClientRect().top"
    before = found.shadow(top)
    found.press("Alt+ArrowRight")
    assert (shown(found, ".surfaces"), shown(found, ".examples")) == (True, False)
    assert found.shadow(top) == before
    found.shadow("q('[data-shows=examples]').click()")
    assert (shown(found, ".surfaces"), shown(found, ".examples")) == (False, True)
    found.press("Alt+ArrowRight")
    assert shown(found, ".examples")  # the reader asked for them


def test_a_link_to_something_else_opens_with_the_surfaces(figure):
    assert shown(figure(opening("rosenbrock")), ".surfaces")
    assert shown(figure(EXAMPLES[2].scenario), ".examples")


def test_papers_in_the_gallery_are_those_with_a_source(figure):
    found = figure()
    found.shadow("q('.all').click()")
    names = found.shadow("return [...q('.pop.gallery').querySelectorAll('[data-preset]')].map(b => b.dataset.preset)")
    assert names == [preset.name for preset in PRESETS.values() if preset.source]


WORDS = "[...q('.fig').querySelectorAll('[data-term]')].filter(b => b.getBoundingClientRect().width)"


def test_every_term_has_its_sentence_on_hover_and_on_focus(figure):
    found = figure()
    count = found.shadow(f"return {WORDS}.length")
    assert count == 6 + 4 + 5  # panels, map, table
    sentences = set()
    for k in range(count):
        found.shadow(f"{WORDS}[{k}].focus()")
        by_focus = found.shadow("return q('.meaning').hidden ? '' : q('.meaning').textContent")
        assert found.shadow(f"return {WORDS}[{k}].getAttribute('aria-describedby')") == "meaning"
        found.press("Escape")
        assert found.shadow("return q('.meaning').hidden")
        found.shadow(
            f"{WORDS}[{k}].blur(); {WORDS}[{k}].dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}))"
        )
        assert found.shadow("return q('.meaning').textContent") == by_focus
        assert len(by_focus) > 40
        sentences.add(by_focus)
    over = found.shadow("return [...q('.titles').children].map(b => b.dataset.term)")
    assert over == ["loss", "slope", "distance", "rate", "rate", "sharpness"]
    assert len(sentences) == 10  # the two rates share one, and so do a panel and its column


@pytest.mark.parametrize(
    ("term", "word"),
    [("loss", "Lower"), ("slope", "gradient"), ("distance", "nearest"), ("rate", "√v"), ("sharpness", "edge"),
     ("arrival", "0.001"), ("quarters", "quarter"), ("field", "−∇f"), ("anatomy", "each line"), ("marks", "saddle")],
)  # fmt: skip
def test_a_sentence_is_about_its_term(figure, term, word):
    found = figure()
    found.shadow(f"[...q('.fig').querySelectorAll('[data-term={term}]')].pop().focus()")
    assert word in found.shadow("return q('.meaning').textContent")


def test_a_sentence_stays_within_the_window(figure):
    for width, height in [(1280, 720), (390, 844)]:
        found = figure(width=width, height=height)
        for k in range(found.shadow(f"return {WORDS}.length")):
            found.shadow(f"{WORDS}[{k}].scrollIntoView({{ block: 'center' }}); {WORDS}[{k}].focus()")
            box = found.shadow(
                "const b = q('.meaning').getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom]"
            )
            assert min(box) >= 0
            assert box[1] <= width
            assert box[3] <= height


def test_a_title_is_named_after_what_the_panel_shows(figure):
    found = figure(opening("saddle"))
    labels = found.shadow("return [...q('.titles').children].map(b => b.getAttribute('aria-label'))")
    assert labels[0].startswith("Loss:")
    assert labels[2].startswith("Distance to the saddle:")
    assert labels[5].startswith("Sharpness over threshold:")


def test_twenty_changes_and_twenty_undos_end_where_they_began(figure):
    found = figure()
    start = found.state("data.scenario")
    for _ in range(20):
        found.press("Alt+ArrowRight")
    end = found.state("data.scenario")
    assert end != start
    for _ in range(20):
        found.press("Control+z")
    assert found.state("data.scenario") == start
    for _ in range(20):
        found.press("Control+Shift+Z")
    assert found.state("data.scenario") == end
    found.shadow("q('.again').click()")
    found.settle()
    assert found.state("data.scenario") == start


@pytest.mark.parametrize("name", LANDSCAPES)
def test_ticks_never_stand_on_one_another(figure, name):
    found = figure(opening(name))
    for width, height in [(1440, 900), (1280, 720), (960, 540)]:
        found.page.set_viewport_size({"width": width, "height": height})
        found.page.wait_for_function(
            "() => window.figure.picture.panels[0].box.w === "
            "window.figure.picture.panels[0].canvas.getBoundingClientRect().width"
        )
        found.settle()
        panels = found.page.evaluate("""() => window.figure.picture.panels.filter(P => P.scale).map(P => ({
          tall: P.box.b - P.box.t,
          at: P.scale.ticks.map(e => P.y(P.scale.log ? 10 ** e : e)).sort((a, b) => a - b),
        }))""")
        for panel in panels:
            assert panel["tall"] >= 28
            gaps = [b - a for a, b in pairwise(panel["at"])]
            assert all(gap >= 10.5 for gap in gaps), (width, gaps)


COVERED = """const box = part => part.getBoundingClientRect(), card = box(q('.tour'));
  return [q('.map'), q('.toured')].map(box).map(b =>
    Math.max(0, Math.min(card.right, b.right) - Math.max(card.left, b.left))
    * Math.max(0, Math.min(card.bottom, b.bottom) - Math.max(card.top, b.top))).reduce((one, other) => one + other);"""
AGAIN = """async () => {
  const host = document.body.appendChild(document.createElement("div")), { data } = window.figure;
  const { explorer } = await import("/figure.js"), root = host.attachShadow({ mode: "open" });
  await explorer({ parentElement: root, setTriggerValue() {}, data: { session: "two", n: 0, why: "open", notices: [],
    scenario: data.scenario, book: { look: "", outcomes: [] }, link: "", lands: {} } });
  window.figure = host.explorer;
  while (!(window.figure.picture.painted > 1)) await new Promise(done => requestAnimationFrame(done));
}"""


def test_a_newcomer_is_shown_around_once_and_never_who_comes_by_a_link(figure):
    found = figure(newcomer=True, width=1280, height=720)
    seen = "return [q('.tour').hidden, q('.tour p').textContent, q('.tour small').textContent]"
    found.page.wait_for_function("() => !window.figure.q('.tour').hidden")
    assert found.shadow("return q('.hint').hidden")  # the first stop says it
    sentences = []
    for stop in range(5):
        hidden, sentence, place = found.shadow(seen)
        assert (hidden, place) == (False, f"{stop + 1} of 5")
        sentences.append(sentence)
        left, top, right, bottom = found.shadow(
            "const b = q('.tour').getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]"
        )
        assert min(left, top) >= 0, stop
        assert right <= 1280, stop
        assert bottom <= 720, stop
        assert found.shadow(COVERED) == 0, stop  # neither the paths nor what it is about
        if stop == 0:
            found.click(0.3, 0.6)  # what it asks for leads on
        else:
            found.shadow("q('.onward').click()")
    assert len(set(sentences)) == 5
    assert found.shadow("return q('.tour').hidden && !q('.toured')")
    found.page.reload()
    found.page.wait_for_function("() => window.figure?.picture.painted > 1")
    found.settle()
    assert found.shadow("return q('.tour').hidden")
    found.shadow("q('.around').click()")  # until it is asked for
    found.press("Escape")
    assert found.shadow("return q('.tour').hidden")
    found.page.evaluate("() => localStorage.removeItem('descent-explorer-toured')")
    found.page.evaluate(AGAIN)  # as a page mounts anew: this reader has touched what is there
    assert found.shadow("return q('.tour').hidden")
    found.page.goto(found.page.url.split("?")[0] + "?view=relief")
    found.page.wait_for_function("() => window.figure?.picture.painted > 1")
    found.settle()
    assert found.shadow("return q('.tour').hidden")
