"""What is exported is what is seen: every kind of file, from the page that made it."""

import base64
import csv
import io
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from bibliography import read
from dynamics.orbits import thermometer
from landscapes import LANDSCAPES
from landscapes.own_data import keep, surface_of
from networks.slices import slice_files
from player.found_orbit import described, look_for
from player.lands import lands
from scenarios import Contender, Scenario, opening, read_json, run
from scenarios.arrivals import arrival
from scenarios.cycles import CYCLES

ROOT = Path(__file__).parents[2]
S = "window.figure"
ADAM = Contender(optimizer="adam", hyper={"lr": 0.1, "beta2": 0.99, "bias_correction": "none"})
SGD = Contender(optimizer="sgd", hyper={"lr": 0.01})
LION = Contender(optimizer="lion", hyper={"lr": 0.02})
NOISY = Scenario(
    surface="rosenbrock", contenders=(ADAM, SGD, ADAM, LION), start=(-1.5, 1.0), steps=120, noise=0.5, seed=3,
    parameters={"b": 50.0}, schedule={"kind": "step", "at": (0.25,), "by": 0.5},
)  # fmt: skip
HASTY = Scenario(
    surface="himmelblau", contenders=(Contender(optimizer="sgd", hyper={"lr": 5.0}), ADAM), start=(1, 1), steps=60
)
SCENARIOS = {"opening": opening("himmelblau"), "noisy": NOISY, "hasty": HASTY}
MENU = ["png", "svg", "gif", "film", "sheet", "html", "csv", "json", "code", "cite"]

# what `make` of an entry of the menu gives, or any function of static/export/, in base64
MAKE = """async ([module, name, asked]) => {
  const made = await (await import(`/figure.js`))[name](window.figure, asked ?? undefined);
  const bytes = new Uint8Array(await new Blob([made.bytes]).arrayBuffer());
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return [made.name, made.mime, btoa(text)];
}"""


def file_of(shown, module, name, asked=None):
    """Name, kind and bytes of a file."""
    made = shown.page.evaluate(MAKE, [module, name, asked])
    return made[0], made[1], base64.b64decode(made[2])


def cited(shown):
    """The keys of a picture's citation."""
    citation, _, entries = file_of(shown, "number_files", "citationFile")[2].decode().partition("\n\n")
    title, names = shown.state("data.surface.title"), shown.page.evaluate(f"() => {S}.data.series.map(s => s.title)")
    assert citation.startswith(f"{', '.join([title, *names])}. Descent Explorer 0.1.0, http")
    return [*read(entries)]


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def carried(text):
    scenario, notices = read_json(text)
    assert notices == []
    return scenario


def differing(a, b, by):
    """The share of pixels that differ by more than `by`."""
    return float((np.abs(a - b).max(axis=2) > by).mean())


def apart(a, b, by):
    """The same, of pixels that differ from all beside them too: text of two programs is never the same."""
    near = [np.roll(b, shift, (0, 1)) for shift in [(0, 0), (0, 1), (0, -1), (1, 0), (-1, 0)]]
    return float((np.min([np.abs(a - other).max(axis=2) for other in near], axis=0) > by).mean())


# every layer of the map, and the panels, as they lie on each other on screen, with where they stand
SCREEN = """() => {
  const S = window.figure, paper = S.theme.tone.paper;
  const flat = (canvases, { width, height }) => {
    const out = Object.assign(document.createElement("canvas"), { width, height }), g = out.getContext("2d");
    g.fillStyle = paper;
    g.fillRect(0, 0, width, height);
    for (const canvas of canvases) {
      const style = getComputedStyle(canvas);
      if (canvas.hidden || style.display === "none") continue;
      g.globalAlpha = +style.opacity;
      const scale = canvas.matches(".scale");
      if (scale) g.drawImage(canvas, width - 70, height - 130, 60, 96);
      else g.drawImage(canvas, 0, 0, width, height);
    }
    return out.toDataURL("image/png").split(",")[1];
  };
  const map = [...S.root.querySelectorAll(".map canvas")];
  const panels = [...S.q(".panels").querySelectorAll("canvas")].filter(canvas => !canvas.hidden);
  return [flat(map, S.q("canvas.front")), ...panels.map(canvas => flat([canvas], canvas))];
}"""
PLACES = """async () => {
  const { seenComposition } = await import("/figure.js");
  const S = window.figure, { parts } = seenComposition({ ...S, ui: { ...S.ui, focus: null } });
  return parts.filter(part => part.kind !== "words").map(({ x, y, w, h }) => [x, y, Math.round(w), Math.round(h)]);
}"""


STANDS = """() => {
  const { q } = window.figure, map = q(".map").getBoundingClientRect();
  return [...q(".panels").querySelectorAll("canvas")].filter(canvas => !canvas.hidden)
    .map(canvas => canvas.getBoundingClientRect()).map(({ left, top }) => [left - map.left, top - map.top]);
}"""


def compared(shown, png, by=8, parts=7):
    """The parts of a picture of scale 1 against the canvases on screen, which stand there as they stand here."""
    whole = pixels(png)
    places, screen = shown.page.evaluate(PLACES), shown.page.evaluate(SCREEN)
    offsets = np.array([place[:2] for place in places[1:]]) - places[0][:2]
    assert np.abs(offsets - shown.page.evaluate(STANDS)).max() <= 1
    assert len(places) == len(screen) == parts
    for (x, y, w, h), part in zip(places, screen, strict=True):
        seen = pixels(base64.b64decode(part))[:h, :w]
        cut = whole[y : y + h, x : x + w][: seen.shape[0], : seen.shape[1]]
        assert np.ptp(seen.reshape(-1, 3), axis=0).max() > 60  # there is something to see
        assert differing(seen, cut, by) < 0.0002, (x, y)


@pytest.fixture
def seen(figure):
    """Zoomed, dark, mid-step, one series put away, a copy, quarters, log time."""

    def show(**parts):
        scenario = opening("rosenbrock")
        copy = scenario.contenders[4].model_copy(update={"hyper": {**scenario.contenders[4].hyper, "lr": 0.05}})
        both = scenario.model_copy(update={"contenders": (*scenario.contenders, copy)})
        shown = figure(both, paper="#161514", **parts)
        shown.press("Home", *["Shift+ArrowRight"] * 7, "ArrowRight")
        return shown

    return show


def zoom(shown):
    """About a place of the map, so that the ring is still in it."""
    x, y = shown.shadow("const r = q('.map').getBoundingClientRect(); return [r.left + r.width / 2, r.top + 200]")
    shown.page.mouse.move(x, y)
    shown.page.mouse.wheel(0, -300)
    shown.page.mouse.move(2, 2)
    shown.settle()


def test_a_picture_is_what_is_on_screen(seen):
    shown = seen()
    zoom(shown)
    shown.press("2")  # puts the heavy ball away
    shown.page.locator(".log").click()
    shown.page.locator(".quarters").click()
    shown.page.mouse.move(2, 2)
    shown.page.evaluate(f"() => {{ {S}.picture.spots = null; {S}.picture.stale = true; }}")
    shown.settle()
    assert shown.state("data.order.length") == 6
    assert shown.state("theme.mode") == "dark"
    compared(shown, file_of(shown, "still_files", "pngFile", {"scale": 1})[2])


@pytest.mark.parametrize("scene", ["relief", "3-D"])
def test_the_other_views_are_exported_as_seen(seen, scene):
    shown = seen()
    shown.page.locator(f"[data-scene='{scene}']").click()
    shown.page.wait_for_function(f"() => {S}.view.tilt === 1")
    shown.page.mouse.move(2, 2)
    shown.settle()
    compared(shown, file_of(shown, "still_files", "pngFile", {"scale": 1})[2], by=24)
    _, _, drawing = file_of(shown, "still_files", "svgFile")
    assert (b"<image" in drawing) == (scene == "3-D")


def test_an_orbit_is_exported_as_seen(figure):
    cycle = CYCLES["A stable 2-cycle"]
    shown = figure(cycle.scenario, layout="orbit", orbit=described(look_for(cycle)))
    shown.press("Home", *["Shift+ArrowRight"] * 4)
    compared(shown, file_of(shown, "still_files", "pngFile", {"scale": 1})[2], parts=5)
    head, rows = table(file_of(shown, "number_files", "csvFile")[2])
    start = numbers(rows[:1], head, ("x", "y"))[0]
    assert start == pytest.approx(shown.state("data.orbit.state.position"))
    assert carried(rows[0][-1]) == cycle.scenario
    assert cited(shown) == ["kingma2015", "cohen2022", "kaiser", "bock2022"]


def test_a_citation_has_the_entries_behind_the_scenario_and_no_others(figure):
    shown = figure(NOISY)
    assert cited(shown) == ["kingma2015", "cohen2022", "cauchy1847", "robbins1951", "cohen2021", "chen2023",
                            "rosenbrock1960"]  # fmt: skip
    shown.page.locator(".share").click()
    assert shown.page.locator(".sharemenu [data-as=cite]").inner_text().split() == ["Cite", "this", "picture", "BibTeX"]
    with shown.page.expect_download() as got:
        shown.page.locator(".sharemenu [data-as=cite]").click()
    assert got.value.suggested_filename == "descent-rosenbrock.bib"


def test_the_screen_is_left_as_it_is(seen):
    shown = seen()
    state = f"""() => JSON.stringify([{S}.view, {S}.clock.t, {S}.clock.playing, {S}.theme.tone, {S}.ui.focus,
      {S}.picture.placed, {S}.picture.paintedTo, {S}.picture.paths.length])"""
    before = shown.page.evaluate(state), shown.page.evaluate(SCREEN)
    asked = {"mode": "light", "widthMm": 85, "fontPt": 8, "dpi": 150, "parts": None}
    shown.page.evaluate("""async asked => {
      const { sheetParts } = await import("/figure.js");
      const { pngFile, svgFile } = await import("/figure.js");
      await pngFile(window.figure, { ...asked, parts: sheetParts(window.figure) });
      await svgFile(window.figure);
    }""", asked)  # fmt: skip
    shown.settle()
    assert (shown.page.evaluate(state), shown.page.evaluate(SCREEN)) == before


SIZES = [({"scale": 1}, 1), ({"scale": 4}, 4), (None, 2), ({"widthPx": 700}, None)]


@pytest.mark.parametrize(("asked", "times"), SIZES)
def test_a_png_has_the_size_that_is_asked_for_and_its_provenance(figure, asked, times):
    shown = figure(NOISY, width=1100)
    name, mime, data = file_of(shown, "still_files", "pngFile", asked)
    image = Image.open(io.BytesIO(data))
    whole = Image.open(io.BytesIO(file_of(shown, "still_files", "pngFile", {"scale": 1})[2])).size
    assert (name, mime) == ("descent-rosenbrock.png", "image/png")
    assert image.size == tuple(v * times for v in whole) if times else image.size[0] == 700
    assert carried(image.text["scenario"]) == carried(image.text["provenance"]) == NOISY
    assert image.text["Software"] == "Descent Explorer 0.1.0"


def test_an_svg_says_its_words_as_text_and_looks_like_the_png(seen, browser):
    shown = seen()
    _, _, data = file_of(shown, "still_files", "svgFile")
    root = ElementTree.fromstring(data)
    words = {e.text for e in root.iter() if e.tag.endswith("}text")}
    titles = shown.state("data.series.map(s => s.title)")
    assert {*titles, "Rosenbrock", "Loss", "Effective rate, x", "What to watch."} <= words
    assert any(re.fullmatch(r"Step 71 of 900, from .*", word or "") for word in words)
    assert carried(next(e.text for e in root.iter() if e.tag.endswith("}metadata"))).surface == "rosenbrock"
    size = [int(root.attrib[name]) for name in ("width", "height")]
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{data.decode()}")
    drawn = pixels(page.screenshot())
    page.close()
    png = pixels(file_of(shown, "still_files", "pngFile", {"scale": 1})[2])
    assert drawn.shape == png.shape
    assert apart(drawn, png, by=60) < 0.004


def sheet(shown, parts, kind="pngFile", **asked):
    return shown.page.evaluate(
        """async ([kind, parts, asked]) => {
      const { laidOut, svgFile } = await import("/figure.js");
      const { partsOf } = await import("/figure.js"), S = window.figure;
      const wanted = new Set(parts ?? partsOf(S).map(part => part.id));
      if (kind === "svgFile") return (await svgFile(S, { ...asked, parts: wanted })).bytes;
      const { pixels, heightMm, picture } = laidOut(S, { ...asked, parts: wanted });
      return { pixels, heightMm, ratio: picture.w / picture.h };
    }""",
        [kind, parts, {"fontPt": 8, "dpi": 300, **asked}],
    )


def test_a_sheet_is_as_wide_as_it_says_and_its_text_as_large(figure):
    shown = figure(NOISY)
    column = sheet(shown, ["map", "panel Loss"], widthMm=85)
    assert column["pixels"][0] == round(85 / 25.4 * 300)
    drawing = sheet(shown, None, "svgFile", widthMm=180)
    root = ElementTree.fromstring(drawing)
    assert root.attrib["width"] == "180mm"
    wide = float(root.attrib["viewBox"].split()[2])
    sizes = [float(size) * 180 / wide / 25.4 * 72 for size in re.findall(r'font-size="([\d.]+)"', drawing)]
    assert min(abs(size - 8) for size in sizes) < 0.05
    words = {e.text for e in root.iter() if e.tag.endswith("}text")}
    assert {"Optimizer", "In the end", "Adam 3", "Distance to the minimum"} <= words | {"Adam 3"}
    slide = sheet(shown, ["title", "map", "panel Loss"], widthMm=338.67, ratio=16 / 9, fontPt=14)
    assert slide["ratio"] == pytest.approx(16 / 9, rel=0.01)
    with pytest.raises(Exception, match="These parts do not fit"):
        sheet(shown, None, widthMm=338.67, ratio=16 / 9, fontPt=24)
    with pytest.raises(Exception, match="Choose at least one part"):
        sheet(shown, [], widthMm=85)


def open_menu(shown, kind):
    shown.page.locator(".share").click()
    shown.page.locator(f".sharemenu [data-as={kind}]").click()


def test_the_dialog_of_the_sheet_shows_what_it_saves(figure):
    shown = figure(opening("saddle"), playing=True)
    open_menu(shown, "sheet")
    dialog = shown.page.locator("dialog.ask")
    dialog.locator("canvas").wait_for()
    assert "85 × " in dialog.locator(".preview").inner_text()
    assert dialog.locator("[name=parts][value=title]").is_checked() is False
    before = shown.state("clock.t"), shown.state("clock.playing")
    dialog.locator("[name=size][value=slide]").check()
    assert dialog.locator("[data-name=fontPt] input").input_value() == "14"
    dialog.locator("[data-name=fontPt] input").fill("nothing")
    assert dialog.locator(".do").is_disabled()
    assert "The text is" in dialog.locator(".tell").inner_text()
    dialog.locator("[data-name=fontPt] input").fill("10")
    dialog.locator("[name=format][value=svg]").check()
    assert not dialog.locator("[data-name=dpi]").is_visible()
    with shown.page.expect_download() as got:
        dialog.locator(".do").click()
    assert got.value.suggested_filename == "descent-saddle.svg"
    assert 'width="338.67mm"' in got.value.path().read_text()
    assert (shown.state("clock.t") >= before[0], shown.state("clock.playing")) == (True, before[1])
    open_menu(shown, "sheet")
    shown.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert shown.shadow(f"return {S}.root.activeElement.className") == "share"


def test_a_pdf_is_printed_at_its_size(figure):
    shown = figure(opening("saddle"))
    shown.page.evaluate("""() => {
      const made = document.createElement.bind(document);
      document.createElement = name => {
        const one = made(name);
        if (name === "iframe") one.addEventListener("load", () => {
          one.contentWindow.print = () => {
            window.printed = one.contentDocument.documentElement.outerHTML;
            one.contentWindow.dispatchEvent(new Event("afterprint"));
          };
        });
        return one;
      };
    }""")
    open_menu(shown, "sheet")
    shown.page.locator("dialog [name=format][value=pdf]").check()
    shown.page.locator("dialog .do").click()
    shown.page.wait_for_function("() => window.printed")
    assert re.search(r"@page\s*{\s*size:\s*85mm", shown.page.evaluate("() => window.printed"))
    shown.page.wait_for_function(f"() => {S}.q('.status').textContent.includes('Save as PDF')")


def test_a_loop_plays_the_range_that_is_set(figure):
    shown = figure(NOISY, width=1000)
    shown.press("Home")
    asked = {"seconds": 1, "widthPx": 480, "from": 20, "to": 60}
    name, mime, data = file_of(shown, "moving_files", "loopFile", asked)
    image = Image.open(io.BytesIO(data))
    assert (name, mime, image.size[0], image.info["loop"]) == ("descent-rosenbrock.gif", "image/gif", 480, 0)
    assert carried(image.info["comment"]) == NOISY
    lasted, shots = 0, []
    for i in range(image.n_frames):
        image.seek(i)
        lasted += image.info["duration"]
        shots.append(np.asarray(image.convert("RGB")).astype(int))
    assert lasted == pytest.approx(11 * 1000 / 12 + 1600, abs=12)
    assert all(np.abs(a - b).max() > 50 for a, b in pairwise(shots))


def test_a_film_has_the_asked_length_and_can_be_cancelled(figure):
    shown = figure(opening("saddle"), width=1000)
    open_menu(shown, "film")
    dialog = shown.page.locator("dialog.ask")
    dialog.locator("[data-name=to] input").fill("1e9")
    assert "The steps go from 0 to" in dialog.locator(".tell").inner_text()
    dialog.locator("[data-name=to] input").fill("30")
    dialog.locator("[data-name=seconds] input").fill("1")
    dialog.locator("[data-name=widthPx] input").fill("320")
    with shown.page.expect_download() as got:
        dialog.locator(".do").click()
    name, data = got.value.suggested_filename, got.value.path().read_bytes()
    kind = "video/mp4" if name.endswith(".mp4") else "video/webm"
    lasts, wide = shown.page.evaluate(
        """async ([kind, text]) => {
      const film = document.createElement("video"), bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
      film.src = URL.createObjectURL(new Blob([bytes], { type: kind }));
      await new Promise(done => { film.onloadedmetadata = done; });
      if (!Number.isFinite(film.duration)) {
        film.currentTime = 1e6;
        await new Promise(done => { film.onseeked = done; });
      }
      return [film.duration, film.videoWidth];
    }""",
        [kind, base64.b64encode(data).decode()],
    )
    assert wide == 320
    assert lasts == pytest.approx(2.6, abs=0.4)
    open_menu(shown, "film")
    dialog.locator("[data-name=seconds] input").fill("50")  # it is not over before it is cancelled
    dialog.locator(".do").click()
    shown.page.get_by_role("button", name="Cancel").click()
    shown.page.wait_for_function(f"() => {S}.q('.status').textContent === 'Cancelled.'")


def table(data):
    head, *rows = csv.reader(io.StringIO(data.decode()))
    return head, rows


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_csv_holds_the_packages_numbers(figure, name):
    scenario, runs = SCENARIOS[name], run(SCENARIOS[name])
    shown = figure(scenario)
    head, rows = table(file_of(shown, "number_files", "csvFile")[2])
    assert carried(rows[0][-1]) == scenario
    for key, made in zip(scenario.keys, runs, strict=True):
        mine = [row for row in rows if row[0] == key]
        assert [int(row[1]) for row in mine] == made.step.tolist()
        at, heat = made.at(np.arange(len(made.step))), thermometer(made)
        exact = {
            ("x", "y"): at.position, ("loss",): made.loss[:, None], ("gradient_x", "gradient_y"): at.gradient,
            ("effective_lr_x", "effective_lr_y"): at.effective_lr,
            ("first_moment_x", "first_moment_y"): at.first_moment,
            ("second_moment_x", "second_moment_y"): at.second_moment,
        }  # fmt: skip
        near = {  # roots and angles, where libraries differ in the last place
            ("distance",): made.distance[:, None],
            ("sharpness",): heat.sharpness[:, None], ("steepest_x", "steepest_y"): heat.direction,
            ("threshold",): np.full((len(mine), 1), heat.threshold),
        }  # fmt: skip
        for columns, values in exact.items():
            np.testing.assert_array_equal(numbers(mine, head, columns), values, err_msg=str(columns))
        for columns, values in near.items():
            np.testing.assert_allclose(numbers(mine, head, columns), values, 1e-9, 1e-12, err_msg=str(columns))


def numbers(rows, head, columns):
    return np.array([[float(row[head.index(column)] or "nan") for column in columns] for row in rows])


@pytest.mark.slow
def test_a_csv_of_twelve_million_steps_is_thinned_says_so_and_leaves_the_page_alive(figure):
    names = ("sgd", "heavy-ball", "nesterov", "adagrad", "rmsprop", "adam")
    contenders = tuple(Contender(optimizer=n) for n in names) * 2
    scenario = Scenario(surface="smooth-valley", contenders=contenders, start=(0.5, 0.9), steps=1_000_000)
    shown = figure(scenario)
    shown.page.wait_for_function(f"() => {S}.data.series.every(s => s.updates === 1e6)", timeout=60_000)
    shown.page.evaluate("""() => {
      window.turns = [];
      const tick = () => {
        window.turns.push(performance.now());
        setTimeout(tick, 4);
      };
      tick();
    }""")
    ticks = shown.page.evaluate("""async () => {
      const { csvFile } = await import("/figure.js"), before = window.turns.length;
      await csvFile(window.figure);
      return window.turns.length - before;
    }""")
    assert ticks > 20  # others have their turns
    _, rows = table(file_of(shown, "number_files", "csvFile")[2])
    about = json.loads(rows[0][-1])
    between = int(re.search(r"one step of every (\d+)", about["thinned"])[1])
    assert 190_000 < len(rows) <= 200_000
    steps = [int(row[1]) for row in rows if row[0] == "adam"]
    assert steps[:-1] == list(range(0, 1_000_001, between))[: len(steps) - 1]
    assert steps[-1] == 1_000_000


@pytest.mark.parametrize("name", SCENARIOS)
def test_json_gives_the_scenario_and_the_scenario_the_numbers(figure, name):
    scenario, runs = SCENARIOS[name], run(SCENARIOS[name])
    shown = figure(scenario)
    text = file_of(shown, "number_files", "jsonFile")[2]
    saved = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} is not JSON"))
    assert carried(text) == scenario
    assert read_json(text, otherwise=opening("saddle")) == (scenario, [])
    for k, (made, result) in enumerate(zip(runs, saved["results"], strict=True)):
        assert result["outcome"] == {"sentence": f"ends {k}"}
        assert (result["updates"], result["steps_to_1e-3"]) == (made.updates, arrival(made))
        assert result["final"] == {
            "step": int(made.step[-1]), "position": made.position[-1].tolist(), "loss": float(made.loss[-1]),
        }  # fmt: skip
        path = result["path"]
        np.testing.assert_array_equal(np.array(path["position"]), made.position[path["step"]])


def test_a_table_of_the_readers_travels_with_the_json(figure, tmp_path, monkeypatch):
    monkeypatch.setenv("DESCENT_SURFACES", str(tmp_path / "here"))
    land = surface_of(np.random.default_rng(1).normal(size=(9, 12)), (0.0, 3.0), (0.0, 2.0), "<b>mine</b>")
    scenario = opening(keep(land))
    text = file_of(figure(scenario, lands=lands(scenario)), "number_files", "jsonFile")[2]
    monkeypatch.setenv("DESCENT_SURFACES", str(tmp_path / "elsewhere"))
    assert land.name not in LANDSCAPES
    assert read_json(text, otherwise=opening("saddle")) == (scenario, [])
    assert LANDSCAPES[land.name].values == land.values
    damaged = json.loads(text)
    damaged["scenario"]["surface"] = "data-0000000000000000"
    damaged["surfaces"] = {"data-0000000000000000": {"title": "t", "p": [8, 8]}}
    kept, notices = read_json(json.dumps(damaged), otherwise=opening("saddle"))
    assert kept == opening("saddle")
    assert notices == ["The surface that this file carries cannot be read, so nothing was changed."]


def test_what_is_not_judged_is_null(figure):
    shown = figure(opening("saddle"), book=None)
    saved = json.loads(file_of(shown, "number_files", "jsonFile")[2])
    assert {result["outcome"] for result in saved["results"]} == {None}


def test_the_code_makes_the_same_runs(figure, monkeypatch, tmp_path):
    """A surface that is not registered is exported with what finds it."""
    monkeypatch.setenv("DESCENT_RUNS", str(tmp_path))
    x, y = np.linspace(-3, 3, 7), np.linspace(-2, 2, 5)
    kept = slice_files.keep(1, "A slice", "a test", "Look.", x, y, x**2 + y[:, None] ** 2, (1.0, 1.0))
    scenarios, scripts = SCENARIOS | {"sampled": opening(kept)}, []
    for name, scenario in scenarios.items():
        shown = figure(scenario, lands=lands(scenario))
        file, _, code = file_of(shown, "number_files", "codeFile")
        assert file.endswith(".py")
        scripts.append(tmp_path / f"{name}.py")
        scripts[-1].write_bytes(code.replace(b"map_2d(*runs).show()", b""))
    _, rows = table(file_of(shown, "number_files", "csvFile")[2])
    assert carried(rows[0][-1]) == scenarios["sampled"]
    assert printed(*scripts) == [line for scenario in scenarios.values() for line in told(scenario)]


def told(scenario):
    """What the app says of each run, and where it ends."""
    return [f"{r.optimizer.title} {r.outcome.sentence}: {r.position[-1].tolist()!r}" for r in run(scenario)]


def printed(*scripts):
    """What scripts print, line by line, one after the other in one process: most of its time goes into imports."""
    one_by_one = "import runpy, sys; [runpy.run_path(script, run_name='__main__') for script in sys.argv[1:]]"
    command, env = [sys.executable, "-c", one_by_one, *scripts], os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


def test_the_menu_makes_every_file_and_does_so_without_a_server(figure, browser, tmp_path):
    shown = figure(NOISY)
    assert shown.shadow("return [...q('.sharemenu').querySelectorAll('[data-as]')].map(b => b.dataset.as)")[4:] == MENU
    with shown.page.expect_download() as got:
        open_menu(shown, "html")
    file = tmp_path / "page.html"
    got.value.save_as(file)
    context = browser.new_context(offline=True)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    page.locator(".share").wait_for()
    for kind in MENU:
        page.locator(".share").click()
        with page.expect_download(timeout=60_000) as again:
            page.locator(f".sharemenu [data-as={kind}]").click()
            if kind in ("film", "sheet"):
                if kind == "film":
                    page.locator("dialog [data-name=seconds] input").fill("0.5")
                page.locator("dialog .do").click()
        data = again.value.path().read_bytes()
        assert len(data) > 1000, kind
        if kind in ("json", "csv"):
            assert carried(data if kind == "json" else table(data)[1][0][-1]) == NOISY
    assert wrong == []
    context.close()


def test_hostile_titles_stay_text(figure):
    shown = figure(opening("saddle"))
    shown.page.evaluate(f"() => {{ {S}.data.surface.title = '<script>alert(1)</script>&\"'; }}")
    name, _, drawing = file_of(shown, "still_files", "svgFile")
    assert name == "descent-script-alert-1-script.svg"
    root = ElementTree.fromstring(drawing)
    assert any(e.text == '<script>alert(1)</script>&"' for e in root.iter() if e.tag.endswith("}text"))
    assert not [e for e in root.iter() if e.tag.endswith("}script")]


def test_every_surface_and_optimizer_is_known_to_the_files():
    known = (ROOT / "static" / "known.js").read_text()
    assert 'export const PROVENANCE = {\n  "product": "Descent Explorer",' in known
    assert all(f'\n  "{name}": {{' in known for name in LANDSCAPES)
