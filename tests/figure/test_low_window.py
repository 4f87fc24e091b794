"""A window as low as a projector's at 200 %: nothing lies over what is drawn."""

import pytest

from scenarios import opening

ALL = [(1440, 900), (1280, 720), (960, 540), (900, 1000), (390, 844)]


@pytest.mark.parametrize(("width", "height"), ALL)
def test_the_map_s_buttons_lie_over_nothing(figure, width, height):
    """Not over the map, where a start or a head may be, nor over the legend; also while all of them are shown."""
    found = figure(opening("saddle"), width=width, height=height)
    found.click(0.4, 0.4)
    found.page.evaluate("() => { window.figure.q('.reset').hidden = false; }")
    boxes = found.shadow("""
        const box = e => e.getBoundingClientRect().toJSON();
        const shown = [...q('.over').querySelectorAll('button')].filter(e => e.getClientRects().length);
        return [shown.map(box), box(q('.map')), box(q('.chips')), shown.length];""")
    buttons, card, chips, count = boxes
    assert count == 11
    assert max(one["bottom"] for one in buttons) <= card["top"]
    assert max(one["right"] for one in buttons) <= width
    if chips["top"] < card["top"]:
        assert min(one["top"] for one in buttons) >= chips["bottom"]


WIDTHS = """texts => {
  const g = document.createElement('canvas').getContext('2d');
  return texts.map(one => { g.font = one.font; return g.measureText(one.text).width; });
}"""


@pytest.mark.parametrize("width", [930, 960])
def test_names_stand_under_a_title_whose_key_reaches_over_them(figure, width):
    few = opening("himmelblau")
    crowded = few.model_copy(update={"contenders": few.contenders * 2})
    found = figure(crowded, width=width, height=540, recording=True)
    texts = [one for one in found.redrawn().found if one["op"] == "fillText"]
    heads = [one for one in texts if one["on"].startswith("frame") and one["y"] == 12]
    for one, wide in zip(heads, found.page.evaluate(WIDTHS, heads), strict=True):
        beside = [
            name for name in texts if name["on"] == one["on"].replace("frame", "canvas") and "600" in name["font"]
        ]
        assert beside, one["text"]
        assert one["x"] + wide <= found.state("picture.panels[0].box.w"), one["text"]
        for name in beside:
            assert one["x"] + wide < name["x"] - 3 or name["y"] - 5 > 13, (one["text"], name["text"])
    assert [one["text"] for one in heads if one["text"].startswith("edge")] != []


@pytest.mark.parametrize("name", ["adam", "amsgrad"])
def test_settings_stand_over_the_panels_where_the_map_is_small(figure, name):
    found = figure(width=960, height=540)
    found.page.evaluate("() => { window.figure.clock.t = 30; window.figure.picture.moved = true; }")
    found.settle()
    k = [c.optimizer for c in opening("himmelblau").contenders].index(name)
    found.shadow(f"q('.chip.on[data-k=\"{k}\"] .set').click()")
    over, card = found.shadow("return ['.pop.settings', '.map'].map(p => q(p).getBoundingClientRect().toJSON())")
    assert over["left"] >= card["right"]
