"""While the figure's modules have not come, its place says so."""

TELLS = "() => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.textContent.includes('on its way'))"


def test_the_place_of_a_figure_says_that_it_is_on_its_way(page, address):
    held, told = [], []
    # the words may stand before the module is asked for: what is asked for after them is not held
    page.route("**/static/built/*/figure.js", lambda route: route.continue_() if told else held.append(route))
    page.goto(address)
    page.wait_for_function(TELLS, timeout=60_000)
    told.append(True)
    for route in held:
        route.continue_()
    page.locator(".chip.on").first.wait_for(timeout=60_000)
    page.wait_for_function(TELLS.replace("[...", "![..."))
