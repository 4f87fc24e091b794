"""Where things stand in windows of any size, and what the keyboard reaches."""

from itertools import combinations, pairwise

import pytest

from scenarios.presets import PRESETS
from tests.figure.test_figure_gestures import SMALL

SIDES = (("left", "right"), ("top", "bottom"))
BOX = "const b = q('{part}').getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]"
RECORD = """() => new Promise(done => {
  const own = CanvasRenderingContext2D.prototype.fillText;
  window.written = [];
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    if (this.canvas.className === 'panel') window.written.push([text, x, y, this.font, window.figure.picture.panels
      .findIndex(P => P.canvas === this.canvas)]);
    return own.apply(this, arguments);
  };
  const { picture } = window.figure, before = picture.painted;
  const look = () => picture.painted > before ? done(window.written.slice()) : requestAnimationFrame(look);
  picture.moved = true;
  look(); // each frame, so that a second drawing is not taken with the first
})"""


def box(found, part):
    return found.shadow(BOX.format(part=part))


def written(found):
    """What is written in the panels in one drawing: text, x, y, font, panel."""
    found.page.evaluate("() => { window.figure.clock.playing = false; window.figure.clock.t = 40; }")
    return found.page.evaluate(RECORD)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (960, 540), (900, 700), (390, 844)])
def test_a_popover_is_within_the_window(figure, width, height):
    found = figure(width=width, height=height)
    opened = [(".chip.on:nth-child(1) .set", ".pop.settings"), (".chip.on:nth-child(6) .set", ".pop.settings")]
    for door, part in [*opened, (".about", ".pop.surface"), (".all", ".pop.gallery")]:
        found.shadow(f"q('[data-shows=surfaces]').click(); q('{door}').click()")
        left, top, right, bottom = box(found, part)
        assert min(left, top) >= 0, door
        assert right <= width + 0.5, door
        assert bottom <= height + 0.5, door
        found.press("Escape")


def test_on_a_phone_the_map_stands_above_the_sheet(figure):
    found = figure(width=390, height=844)
    found.shadow("q('.chip.on .set').click()")
    sheet = box(found, ".pop.settings")
    assert (sheet[0], *sheet[2:]) == (0, 390, 844)
    assert 0 <= box(found, ".map")[1] < box(found, ".map")[3] <= sheet[1]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720)])
def test_a_popover_keeps_off_the_start_and_the_head_that_it_changes(figure, width, height):
    found = figure(width=width, height=height)
    for k in range(6):
        found.shadow(f"q('.chip.on[data-k=\"{k}\"] .set').click()")
        left, top, right, bottom = box(found, ".pop.settings")
        x, y, *_ = box(found, ".map")
        head = found.page.evaluate(
            f"() => {{ const P = window.figure.picture.paths[{k}]; return [P.x[P.n - 1], P.y[P.n - 1]]; }}"
        )
        start = found.page.evaluate("() => window.figure.view.projection.at(...window.figure.data.start)")
        for px, py in (head, start):
            assert not (left < x + px < right and top < y + py < bottom), k
        found.press("Escape")


@pytest.mark.parametrize(
    ("door", "part"),
    [
        ('.chip.on[data-k="2"] .set', ".pop.settings"),
        (".about", ".pop.surface"),
        (".all", ".pop.gallery"),
        (".share", ".sharemenu"),
    ],
)
def test_escape_gives_the_focus_back_to_what_opened(figure, door, part):
    found = figure()
    found.shadow("q('[data-shows=surfaces]').click()")
    found.shadow(f"q('{door}').focus()")
    found.press("Enter")
    assert not found.shadow(f"return q('{part}').hidden")
    assert found.shadow(f"return q('{part}').contains(q('.fig').getRootNode().activeElement)")
    if part == ".pop.settings":
        found.press("ArrowRight")  # the legend is written anew meanwhile
        found.answer(PRESETS["two-points"].scenario, n=-1)
    found.press("Escape")
    assert found.shadow(f"return q('{part}').hidden")
    assert found.shadow(f"return q('.fig').getRootNode().activeElement === q('{door}')")


def test_the_focus_stays_with_an_optimizer_that_is_put_away(figure):
    found = figure()
    found.shadow("q('.chip.on[data-k=\"2\"] .tog').focus()")
    focused = (
        "const a = q('.fig').getRootNode().activeElement; return [a?.textContent, a?.getAttribute('aria-pressed')]"
    )
    assert found.shadow(focused) == ["AdaGrad", "true"]
    found.press("Enter")
    assert found.shadow(focused) == ["AdaGrad", "false"]
    found.press("Enter")
    assert found.shadow(focused) == ["AdaGrad", "true"]


ALIKE = PRESETS["smooth-valley-alike"].scenario


def test_panels_call_the_series_as_the_legend_does(figure):
    found = figure(ALIKE, width=1440)
    names = {text for text, *_ in written(found)}
    assert set(ALIKE.titles) <= names


def test_where_there_is_no_room_a_name_is_cut_and_nothing_else(figure):
    found = figure(ALIKE, width=1280, height=720)
    drawn = [text for text, x, y, font, _ in written(found) if "600" in font]
    assert drawn
    for text in drawn:
        assert any(title == text or (text.endswith("…") and title.startswith(text[:-1])) for title in ALIKE.titles), (
            text
        )


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (1024, 768)])
def test_rows_of_names_leave_room_for_raised_exponents(figure, width, height):
    found = figure(width=width, height=height)
    rows = [(panel, y) for _, _, y, font, panel in written(found) if "600" in font]
    for panel in range(6):
        at = sorted(y for p, y in rows if p == panel)
        assert all(b - a >= 11 - 1e-6 for a, b in pairwise(at)), (panel, at)


def test_panels_say_how_many_names_are_left_out(figure):
    many = ALIKE.model_copy(update={"contenders": (ALIKE.contenders * 12)[:12]})
    rows = written(figure(many, width=1280, height=720))
    named, left = [0] * 6, [0] * 6
    for text, _, _, font, panel in rows:
        named[panel] += "600" in font
        left[panel] += int(text) if text.startswith("+") else 0
    assert [a + b for a, b in zip(named, left, strict=True)] == [12] * 6
    assert max(left) > 0


def test_an_old_sentence_is_muted_until_the_new_one_comes(figure):
    found = figure()
    opacity = "return [...q('.fig').querySelectorAll('.look, .say')].map(e => getComputedStyle(e).opacity)"
    assert {float(v) for v in found.shadow(opacity) if v} == {1.0}
    found.press("Alt+ArrowRight")
    assert {float(v) for v in found.shadow(opacity)[:1]} == {0.4}


FRAMES = [(1000, 520), (1000, 300), (760, 480), (600, 400), (420, 560), (360, 300), (320, 240)]
SHOWN = """
  const within = (part, which) => [...q(part).querySelectorAll(which)];
  const parts = [q('.map'), q('.step'), ...within('.over', 'button, a'), ...within('.transport', 'button, .scrub')];
  return parts.filter(e => e.getClientRects().length).map(e => e.getBoundingClientRect().toJSON());"""


@pytest.mark.parametrize(("width", "height"), FRAMES)
def test_embedded_it_fits_its_frame_and_leads_home(figure, width, height):
    found = figure(width=width, height=height, query="?embed=true")
    found.page.add_style_tag(content="body { margin: 30px; }")
    found.page.evaluate("() => { const q = window.figure.q; q('.reset').hidden = q('.history').hidden = false; }")
    found.settle()
    boxes = found.shadow(SHOWN)
    for one in boxes:
        assert min(one["left"], one["top"]) >= 0
        assert one["right"] <= width
        assert one["bottom"] <= height
    for one, other in combinations(boxes, 2):
        assert any(one[end] <= other[begin] + 0.5 or other[end] <= one[begin] + 0.5 for begin, end in SIDES), (
            one,
            other,
        )
    assert boxes[0]["height"] > height / 2
    assert found.page.evaluate(
        "() => { const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]; }"
    ) == [width, height]
    assert not found.shadow("return q('h1').getBoundingClientRect().height")
    found.shadow("q('.home').focus()")
    assert "embed" not in found.shadow("return q('.home').href")
    found.page.locator(".share").click()
    left, top, right, bottom = box(found, ".sharemenu")
    assert min(left, top) >= 0
    assert max(right - width, bottom - height) <= 0


def test_in_a_frame_a_lesson_keeps_its_words(figure):
    lesson = {
        "step": "one",
        "panels": [],
        "lock": [],
        "table": False,
        "held": False,
        "predict": False,
        "presented": False,
    }
    found = figure(query="?embed=true", lesson=lesson)
    assert found.shadow("return !q('.fig').matches('.embed')")


def test_copies_have_short_names_of_their_own(figure):
    found = figure(ALIKE)
    shorts = found.page.evaluate("() => window.figure.data.series.map(s => s.short)")
    assert len(set(shorts)) == len(ALIKE.contenders)


def test_a_phone_has_room_for_the_longest_count(figure):
    shown = figure(SMALL.model_copy(update={"steps": 1_000_000}), width=390, height=844)
    shown.page.evaluate("() => { window.figure.q('.step b').textContent = '1,000,000'; }")
    ends = "return ['.step', '.share'].map(part => q(part).getBoundingClientRect().right)"
    assert max(shown.shadow(ends)) <= 390 - 16
