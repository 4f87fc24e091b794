"""The player as a page of its own, in a browser without a network: what one can do there does what it says."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from player.pack import blob, figure, land_under
from player.standalone import ORDER, WEB, markup, page, script, style
from scenarios import opening, run

S = "document.querySelector('#figure > div').explorer"
TITLE = "Adam & <script>alert(1)</script> friends"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    scenario = opening("himmelblau")
    header, arrays = figure(scenario, run(scenario))
    ground, land = land_under(scenario.landscape)
    file = tmp_path_factory.mktemp("page") / "figure.html"
    file.write_text(page(blob(header | ground, arrays | land), TITLE), encoding="utf-8")
    return file.as_uri()


class Player:
    """A page with the figure, and everything that went wrong on it."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True, **options)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.goto(address)
        self.page.wait_for_function(f"() => {S} && {S}.painted > 1")

    def state(self, name: str) -> Any:
        return self.page.evaluate(f"() => {S}.{name}")

    def shadow(self, body: str) -> Any:
        """Evaluate a function of q, the query inside the figure."""
        return self.page.evaluate(f"() => {{ const q = {S}.q; {body} }}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Two animation frames: whatever was asked for has been drawn."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def colours(self, canvas: str) -> int:
        """How many pixels of a canvas hold anything."""
        return int(
            self.shadow(f"""
            const c = q('canvas.{canvas}'), flat = document.createElement('canvas');
            flat.width = c.width; flat.height = c.height;
            const g = flat.getContext('2d'); g.drawImage(c, 0, 0);
            const px = g.getImageData(0, 0, c.width, c.height).data;
            let n = 0; for (let i = 3; i < px.length; i += 4) if (px[i] > 20) n++;
            return n;""")
        )

    def shades(self, canvas: str) -> int:
        """How many different colours a canvas holds."""
        return int(
            self.shadow(f"""
            const c = q('canvas.{canvas}'), flat = document.createElement('canvas');
            flat.width = c.width; flat.height = c.height;
            const g = flat.getContext('2d'); g.drawImage(c, 0, 0);
            return new Set(new Uint32Array(g.getImageData(0, 0, c.width, c.height).data.buffer)).size;""")
        )

    def over_map(self, x: float = 0.5, y: float = 0.5) -> None:
        box = self.shadow("const r = q('.map').getBoundingClientRect(); return [r.left, r.top, r.width, r.height];")
        self.page.mouse.move(box[0] + box[2] * x, box[1] + box[3] * y)


@pytest.fixture
def open_player(browser: Any, address: str) -> Iterator[Callable[..., Player]]:
    opened: list[Player] = []

    def open_one(**options: Any) -> Player:
        opened.append(Player(browser, address, **options))
        return opened[-1]

    yield open_one
    for player in opened:
        assert not player.wrong
        player.context.close()


def test_plays_from_the_start_and_the_space_bar_holds_it(open_player: Callable[..., Player]) -> None:
    player = open_player()
    assert player.state("playing")
    before = player.state("t")
    player.page.wait_for_function(f"() => {S}.t > {before} + 5")
    player.press("Space")
    assert not player.state("playing")
    held = player.state("t")
    player.page.wait_for_timeout(150)
    assert player.state("t") == held
    player.press("Space")
    assert player.state("playing")
    player.page.wait_for_function(f"() => {S}.t > {held}")


def test_arrows_step_by_exactly_one_and_home_and_end_go_to_the_ends(open_player: Callable[..., Player]) -> None:
    player = open_player()
    player.press("Home", "ArrowRight")
    assert player.state("t") == 1
    player.press("Shift+ArrowRight", "ArrowLeft")
    assert player.state("t") == 10
    player.press("End")
    assert player.state("t") == player.state("h.steps") == 200
    assert player.shadow("return q('.step b').textContent") == "200"
    player.press("Home")
    assert player.state("t") == 0


def test_the_slider_scrubs_every_view_at_once(open_player: Callable[..., Player]) -> None:
    player = open_player()
    player.shadow("const s = q('.slider'); s.value = 57; s.dispatchEvent(new Event('input'));")
    player.settle()
    assert player.state("t") == 57
    assert player.shadow("return [q('.step b').textContent, q('.now').textContent]") == ["57", "At step 57"]
    assert not player.state("playing")


def test_a_press_on_a_panel_goes_to_that_step(open_player: Callable[..., Player]) -> None:
    player = open_player()
    x, y = player.shadow("const r = q('.panel').getBoundingClientRect(), b = " + S + ".panels[0].box;"
                         " return [r.left + (b.l + b.r) / 2, r.top + 40];")  # fmt: skip
    player.page.mouse.click(x, y)
    player.settle()
    assert player.state("t") == 100


def test_log_time_spreads_the_early_steps_out(open_player: Callable[..., Player]) -> None:
    player = open_player()
    player.press("Home", *["ArrowRight"] * 10)
    linear = player.shadow("return +q('.slider').style.getPropertyValue('--p')")
    player.page.locator(".log").click()
    player.settle()
    assert player.state("t") == 10
    assert player.shadow("return +q('.slider').style.getPropertyValue('--p')") > 5 * linear


def test_the_wheel_zooms_about_the_pointer_and_a_double_click_resets(open_player: Callable[..., Player]) -> None:
    player = open_player()
    whole = player.state("win.half")
    player.over_map(0.7, 0.3)
    at = (
        f"() => {{ const s = {S}, r = s.q('.map').getBoundingClientRect(); return s.view.back(r.width * 0.7, r.height *"
        " 0.3); }"
    )
    before = player.page.evaluate(at)
    player.page.mouse.wheel(0, -400)
    player.page.wait_for_function(f"() => {S}.win.half < {whole}")
    player.settle()
    assert player.page.evaluate(at) == pytest.approx(before, abs=0.02)  # half a pixel
    assert player.shadow("return q('.reset').hidden") is False
    player.page.mouse.dblclick(400, 500)
    player.settle()
    assert player.state("win.half") == whole
    assert player.shadow("return q('.reset').hidden") is True


def test_zoom_stops_at_its_limits(open_player: Callable[..., Player]) -> None:
    player = open_player()
    whole = player.state("win.half")
    player.over_map()
    for _ in range(80):
        player.page.mouse.wheel(0, -120)
    player.settle()
    assert player.state("win.half") == pytest.approx(whole / 1e5)
    for _ in range(90):
        player.page.mouse.wheel(0, 120)
    player.settle()
    assert player.state("win.half") == pytest.approx(whole * 4)
    player.press("0")
    assert player.state("win.half") == whole


def test_a_drag_moves_the_map_and_leaves_the_start(open_player: Callable[..., Player]) -> None:
    player = open_player()
    start, centre = player.state("start"), player.state("win.cx")
    player.over_map()
    player.page.mouse.down()
    player.over_map(0.4, 0.5)
    player.page.mouse.up()
    player.settle()
    assert player.state("win.cx") > centre
    assert player.state("start") == start


def test_hiding_in_the_legend_takes_the_trail_and_the_row_away(open_player: Callable[..., Player]) -> None:
    player = open_player()
    player.press("End")
    trails, rows = player.colours("done"), player.shadow("return q('tbody').rows.length")
    player.page.locator(".chip.on .tog").nth(1).click()
    player.page.mouse.move(5, 5)  # a name under the pointer would mute the others
    player.settle()
    assert player.state("order") == [0, 2, 3, 4, 5]
    assert player.colours("done") < trails
    assert player.shadow("return q('tbody').rows.length") == rows - 1
    player.page.locator(".off .tog").first.click()
    player.page.mouse.move(5, 5)
    player.settle()
    assert player.state("order") == [0, 1, 2, 3, 4, 5]
    assert player.colours("done") == trails


@pytest.mark.parametrize(("scene", "canvas"), [("relief", "ground"), ("3-D", "deep")])
def test_the_other_views_draw_the_ground(open_player: Callable[..., Player], scene: str, canvas: str) -> None:
    player = open_player()
    player.page.locator(f"[data-scene='{scene}']").click()
    player.page.wait_for_function(f"() => {S}.tilt === 1")
    player.settle()
    assert player.shades(canvas) > 20
    player.press("End")
    assert player.colours("done") > 500
    player.press("v")
    assert player.state("scene") == {"relief": "3-D", "3-D": "map"}[scene]


def test_with_reduced_motion_it_opens_paused_on_the_last_step(open_player: Callable[..., Player]) -> None:
    player = open_player(reduced_motion="reduce")
    assert not player.state("playing")
    assert player.state("t") == player.state("h.steps")


def test_dark_paper_where_the_reader_prefers_it(open_player: Callable[..., Player]) -> None:
    assert open_player(color_scheme="dark").state("mode") == "dark"
    assert open_player(color_scheme="light").state("mode") == "light"


def test_what_needs_a_server_is_not_offered(open_player: Callable[..., Player]) -> None:
    player = open_player()
    for gone in (".surfaces", ".sharing"):
        assert not player.page.locator(gone).is_visible()
    player.page.locator(".chip .set").nth(4).click()
    assert player.page.locator(".pop.settings").is_visible()
    assert player.page.locator(".pop.settings input").count() == 0


@pytest.mark.parametrize("width", [390, 900, 1024, 1440])
def test_nothing_is_wider_than_the_page(open_player: Callable[..., Player], width: int) -> None:
    player = open_player()
    player.page.set_viewport_size({"width": width, "height": 900})
    player.settle()
    assert player.page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768)])
def test_everything_down_to_the_transport_stands_on_the_first_screen(
    open_player: Callable[..., Player], width: int, height: int
) -> None:
    player = open_player()
    player.page.set_viewport_size({"width": width, "height": height})
    player.settle()
    assert player.shadow("return q('.transport').getBoundingClientRect().bottom") <= height


def test_it_asks_the_network_for_nothing(open_player: Callable[..., Player], address: str) -> None:
    player = open_player()
    player.press("End", "v", "v")
    assert {url for url in player.asked if not url.startswith("data:")} == {address}


def test_a_title_is_text(open_player: Callable[..., Player]) -> None:
    assert open_player().page.title() == TITLE


def test_many_contenders_and_runs_that_diverge_are_drawn(browser: Any, tmp_path: Path) -> None:
    scenario = opening("rosenbrock")
    wild = [c.model_copy(update={"hyper": {**c.hyper, "lr": 3.0}}) for c in scenario.contenders]
    scenario = scenario.model_copy(update={"contenders": (*scenario.contenders, *wild)})
    header, arrays = figure(scenario, run(scenario))
    ground, land = land_under(scenario.landscape)
    file = tmp_path / "wild.html"
    file.write_text(page(blob(header | ground, arrays | land), "wild"), encoding="utf-8")
    player = Player(browser, file.as_uri())
    player.press("End")
    assert player.colours("done") > 500
    for mark in player.state("h.series.map(s => s.mark)")[6:]:
        assert mark.startswith("hollow ")  # a copy differs from its original by more than colour
    assert not player.wrong
    player.context.close()


def test_a_long_run_opens_on_a_logarithmic_axis(browser: Any, tmp_path: Path) -> None:
    scenario = opening("smooth-valley").model_copy(update={"steps": 100_000})
    header, arrays = figure(scenario, run(scenario))
    ground, land = land_under(scenario.landscape)
    file = tmp_path / "long.html"
    file.write_text(page(blob(header | ground, arrays | land), "long"), encoding="utf-8")
    player = Player(browser, file.as_uri())
    assert player.state("log")
    assert player.state("quarters")
    assert not player.state("full")
    player.press("Home", "ArrowRight")
    assert player.state("t") == player.state("steps[1]")
    player.press("End")
    assert player.shadow("return q('.step b').textContent") == "100,000"
    assert not player.wrong
    player.context.close()


def test_the_script_is_one_module_of_readable_files() -> None:
    assert {file.name for file in WEB.glob("*.js")} == set(ORDER)
    assert "\n" in script()
    for name in ORDER:
        text = (WEB / name).read_text(encoding="utf-8")
        assert text.startswith(f"// {name}: ")
        assert max(map(len, text.splitlines())) <= 120, name
    assert not re.search(r"\beval\(|new Function\(", script())
    assert "<!--surfaces-->" not in markup()
    assert "@container" in style()


def test_the_blob_is_inlined_whole() -> None:
    scenario = opening("saddle")
    header, arrays = figure(scenario, run(scenario))
    data = blob(header, arrays)
    assert json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])["surface"]["name"] == "saddle"
    import base64

    assert base64.b64encode(data).decode() in page(data, "saddle")
