"""The two-headed arrow through a head: there above the edge of stability alone."""

from scenarios import Contender, Scenario


def test_the_arrow_is_drawn_above_the_edge(figure):
    contenders = tuple(Contender(optimizer="sgd", hyper={"lr": lr}) for lr in (1.02, 0.98))
    scenario = Scenario(
        surface="smooth-valley", parameters={"steepness": 1.0}, contenders=contenders, start=(0.5, 0.3), steps=40
    )
    shown = figure(scenario)
    shown.press("Home", "Shift+ArrowRight")
    shown.page.evaluate(  # no names on the map, which could stand where the arrow is looked for
        "() => { Object.assign(window.figure.picture, { keepClear: [[-9e3, -9e3, 2e4, 2e4]], moved: true }); }"
    )
    shown.settle()
    filled = shown.page.evaluate("""() => {
      const S = window.figure, g = S.q('canvas.front').getContext('2d');
      return S.picture.heads.map(({ x, y }) =>
        g.getImageData(Math.round(x) - 20, Math.round(y), 1, 1).data[3] > 40);
    }""")
    assert filled == [True, False]
