"""The figure in a lesson: before an answer it names who will run and draws nothing; when the answer comes nothing
moves."""

import pytest

from scenarios import Contender, Scenario

ASKED = {
    "step": "a/b", "panels": ["loss", "distance"], "lock": ["optimizers"], "table": False, "held": True,
    "predict": False, "guess": None, "truth": None, "presented": False,
}  # fmt: skip
MANY = Scenario(
    surface="bowl",
    start=(-0.5, 0.87),
    contenders=(
        *(Contender(optimizer="heavy-ball", hyper={"momentum": share}) for share in (0.5, 0.75, 0.875)),
        *(Contender(optimizer=name) for name in ("sgd", "adam", "nadam")),
    ),
    steps=60,
)
BOXES = """return Object.fromEntries(given.map(name => {
  const { x, y, width, height } = q(name).getBoundingClientRect();
  return [name, [x, y, width, height]];
}));"""
WHOLE = [".map", ".over", ".panels", ".panel", ".chips", ".transport"]
NAMES = "return [...q('.chips').querySelectorAll('.on')].map(chip => chip.textContent);"


def asked(figure, width, height, **parts):
    awaited = MANY.model_dump(mode="json")["contenders"]
    held = MANY.model_copy(update={"contenders": ()})
    return figure(held, width, height, lesson=ASKED | {"awaited": awaited} | parts)


@pytest.mark.parametrize(
    ("width", "height", "parts", "lesson"),
    [
        (1300, 800, WHOLE, {}),
        (780, 720, WHOLE, {}),  # as beside a step's words: the legend takes two lines
        (780, 720, WHOLE, {"lock": []}),  # and with all that could be added, more
        (780, 500, WHOLE, {}),
        (390, 844, [".map"], {"lock": []}),  # the others come below it
        (1920, 1080, [".map", ".panels", ".chips"], {"presented": True}),
    ],
)
def test_nothing_moves_when_an_answer_comes(figure, width, height, parts, lesson):
    shown = asked(figure, width, height, **lesson)
    boxes = BOXES.replace("given", str(parts))
    before, axes = shown.shadow(boxes), shown.state("picture.panels[0].box")
    assert min(before[".map"][2:]) >= 280
    assert shown.state("data.series.length") == 0
    assert shown.pixels("done") == 0
    named = shown.shadow(NAMES)
    shown.answer(MANY, n=1, lesson=ASKED | {"held": False, "awaited": []} | lesson)
    assert shown.state("data.series.length") == len(MANY.contenders)
    assert shown.shadow(boxes) == before
    assert shown.shadow(NAMES) == named
    if ".panels" in parts:
        assert shown.state("picture.panels[0].box") == axes
    if width == 780:
        assert before[".chips"][3] > 40
    shown.press("End")
    assert shown.pixels("done") > 0


def test_who_is_only_named_can_be_neither_put_away_nor_set(figure):
    shown = asked(figure, 780, 720)
    assert shown.shadow("return q('.chips').inert;")
    other = [Contender(optimizer="lion").model_dump(mode="json")]
    shown.answer(MANY.model_copy(update={"contenders": ()}), n=1, lesson=ASKED | {"step": "a/c", "awaited": other})
    assert [text.split("η")[0] for text in shown.shadow(NAMES)] == ["Lion"]  # of the step that is shown
    shown.answer(MANY, n=2, lesson=ASKED | {"held": False, "awaited": []})
    assert not shown.shadow("return q('.chips').inert;")


def test_panels_say_once_that_they_wait_for_an_answer(figure):
    shown = asked(figure, 780, 720)
    drawn = figure(
        MANY.model_copy(update={"contenders": ()}), 780, 720, recording=True, lesson=ASKED | {"awaited": []}
    ).redrawn()
    written = [one["text"] for one in drawn.found if "text" in one]
    assert written.count("Drawn once you have answered") == 1
    assert "Loss" in written
    assert shown.state("picture.panels.length") == 2


def test_without_panels_the_map_has_their_room(figure):
    shown = asked(figure, 780, 720)
    shown.shadow("q('.fig').dataset.hides = 'panels';")
    map_, whole = shown.shadow("return ['.map', '.fig'].map(part => q(part).clientWidth);")
    assert map_ > 0.95 * whole
