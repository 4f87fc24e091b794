"""A printed page: the panels together, all of one size, and nothing blurred."""

import pytest

PANELS = (
    "[...q('.panels').children].map(c => [c.getBoundingClientRect().width, c.getBoundingClientRect().height, c.width])"
)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (900, 700), (390, 844)])
def test_panels_are_printed_together_and_sharp(figure, width, height):
    found = figure(width=width, height=height)
    before = found.shadow(f"return {PANELS}")
    found.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    found.page.emulate_media(media="print")
    found.page.set_viewport_size({"width": 718, "height": 1047})
    printed = found.shadow(f"return {PANELS}")
    assert len(printed) == 6
    assert len({(round(w), round(h)) for w, h, _ in printed}) == 1
    assert all(pixels >= 3 * w for w, _, pixels in printed)
    assert found.shadow("return getComputedStyle(q('.panels')).breakInside") == "avoid"
    card, front = found.shadow(
        "const b = q('.map').getBoundingClientRect(), c = q('canvas.front');"
        "return [[b.width, b.height], [c.width, c.height]]"
    )
    assert card[0] / card[1] == pytest.approx(front[0] / front[1], rel=0.02)
    found.page.set_viewport_size({"width": width, "height": height})
    found.page.emulate_media(media="screen")
    found.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    found.settle()
    assert found.shadow(f"return {PANELS}") == before


def test_the_browser_s_own_print_has_them_alike(figure):
    found = figure(width=1280, height=800)
    found.page.evaluate("""() => addEventListener('beforeprint', () => {
      window.printed = window.figure.picture.panels.map(P => P.canvas.width);
    })""")
    found.page.pdf(format="A4")
    assert len(set(found.page.evaluate("() => window.printed"))) == 1
