"""A menu or a popover is seen whole: below the page's header, above the window's foot."""

import pytest

HEADER = 60
STANDS = "const b = q('{part}').getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]"


def under_a_header(found):
    """As the app's pages have one: it lies over what is scrolled."""
    found.page.evaluate(f"""() => {{
      document.body.prepend(Object.assign(document.createElement('header'), {{
        style: 'position: fixed; inset: 0 0 auto; height: {HEADER}px; background: gray; z-index: 99',
      }}));
      document.body.style.paddingTop = '{HEADER}px';
    }}""")
    found.settle()


def is_seen(found, part, width, height, top=HEADER):
    x0, y0, x1, y1 = found.shadow(STANDS.format(part=part))
    assert x0 >= 0, part
    assert y0 >= top, part
    assert x1 <= width + 0.5, part
    assert y1 <= height + 0.5, part
    return y1 - y0


@pytest.mark.parametrize(("width", "height", "share"), [(960, 540, None), (390, 844, 345), (900, 340, None)])
def test_a_menu_is_seen_whole(figure, width, height, share):
    found = figure(width=width, height=height)
    under_a_header(found)
    if share:
        found.page.evaluate(
            f"() => scrollTo(0, scrollY + window.figure.q('.share').getBoundingClientRect().top - {share})"
        )
    for door, menu in [(".share", ".sharemenu"), (".choose", ".panelmenu")]:
        found.page.locator(door).click()
        assert is_seen(found, menu, width, height) > 100
        last = found.page.locator(f"{menu} button:enabled").last
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert found.shadow(f"""
            const e = q('.fig').getRootNode().elementFromPoint({box["x"] + 30}, {box["y"] + box["height"] / 2});
            return !!e.closest('{menu}');""")
        found.press("Escape")


@pytest.mark.parametrize(("width", "height"), [(960, 540), (390, 844)])
def test_popovers_are_seen_whole(figure, width, height):
    found = figure(width=width, height=height)
    under_a_header(found)
    found.shadow("q('.chip.on .set').click()")
    is_seen(found, ".pop.settings", width, height)
    found.press("Escape")
    found.page.evaluate("svg => window.answer({ ...JSON.parse(window.figure.messages.heard), qr: svg })", QR)
    found.settle()
    is_seen(found, ".pop.qr", width, height)
    assert found.shadow("const s = q('.pop.qr svg').getBoundingClientRect(); return s.width === s.height")


QR = {"link": "https://descent.example/?s=" + "x" * 300, "svg": "<svg viewBox='0 0 9 9'><path d='M0 0h9v9z'/></svg>"}
