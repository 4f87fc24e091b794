"""Runs that take longer than a frame: shown as they come, stopped, gone on with; the clock has only what is there."""

import pytest

from scenarios import opening
from scenarios.opening import contender

EVERYONE = tuple(contender("bowl", n) for n in ("sgd", "adam", "rmsprop", "adagrad", "lion", "nadam") * 2)
LONG = opening("bowl").model_copy(update={"contenders": EVERYONE, "steps": 1_000_000})
COMPLETE = "() => window.figure.data.times.at(-1) === 1000000"
STOP_AS_SOON_AS_OFFERED = """() => {
  const status = window.figure.q(".status");
  return new Promise(done => {
    const watching = new MutationObserver(() => look()), look = () => {
      const button = status.querySelector("button.stop");
      if (!button) return;
      watching.disconnect();
      button.click();
      done();
    };
    watching.observe(status, { childList: true });
    look();
  });
}"""
# workers that count themselves and bring nothing; what waits for a tenth of a second or more waits to be called
HELD = """() => {
  const { setTimeout: set, clearTimeout: clear } = window, held = new Map();
  Object.assign(window, {
    opened: 0, held,
    setTimeout: (act, ms, ...rest) => ms < 100 ? set(act, ms, ...rest) : (held.set(-held.size - 1, act), -held.size),
    clearTimeout: id => held.delete(id) || clear(id),
    Worker: class extends EventTarget {
      constructor() { super(); window.opened++; }
      postMessage() {}
      terminate() {}
    },
  });
}"""


def stopped(figure, **how):
    """A figure whose long run was stopped after its first steps."""
    shown = figure(LONG, **how)
    shown.page.evaluate(STOP_AS_SOON_AS_OFFERED)
    shown.settle()
    return shown


def status(shown):
    return shown.shadow("return q('.status').textContent")


def test_a_long_run_is_shown_as_it_comes_and_can_be_stopped(figure):
    """Twelve million steps, away from the page: it goes on being drawn, and what was stopped brings nothing more."""
    shown = figure(LONG)
    shown.page.wait_for_function(COMPLETE, timeout=120_000)
    assert 1000 < shown.state("data.F") <= 4000 + 12
    assert not shown.page.locator("button.stop").count()
    assert "…" not in shown.shadow("return q('tbody').textContent")
    shown.page.mouse.click(*shown.over(0.3, 0.4))
    shown.page.evaluate(STOP_AS_SOON_AS_OFFERED)
    reached = shown.state("data.times.at(-1)")
    assert reached < LONG.steps
    shown.page.wait_for_timeout(700)
    assert status(shown) == f"Stopped at step {reached:,} of 1,000,000. Go on"
    assert shown.start != LONG.start
    assert shown.state("data.times.at(-1)") == reached  # what was stopped goes no further
    shown.click(0.6, 0.4)  # another one is computed again
    shown.page.wait_for_function(
        "() => Math.fround(window.figure.data.runs[0]) === Math.fround(window.figure.data.start[0])", timeout=120_000
    )


def test_a_stopped_run_ends_where_it_is_and_goes_on_when_asked(figure):
    shown = stopped(figure)
    reached = shown.state("data.times.at(-1)")
    assert reached < LONG.steps
    shown.press("End")
    assert shown.state("clock.t") == reached
    assert shown.shadow("return q('.step').textContent") == f"{reached:,} / 1,000,000"
    assert shown.shadow("return q('.slider').style.getPropertyValue('--there')") == shown.shadow(
        "return q('.slider').style.getPropertyValue('--p')"
    )
    shown.shadow("const s = q('.slider'); s.value = s.max; s.dispatchEvent(new Event('input'));")
    shown.settle()
    assert shown.state("clock.t") == reached
    curve = shown.state("picture.panels[0].x(window.figure.data.times.at(-1))")
    assert shown.state("picture.panels[0].x(window.figure.clock.t)") == curve
    assert [row[0] for row in in_the_end(shown)] == ["…"] * len(EVERYONE)
    shown.page.evaluate(f"() => {{ window.figure.clock.t = {reached} - 1e-3; }}")
    shown.press("Space")
    assert shown.state("clock.t") == reached
    shown.page.get_by_role("button", name="Go on").click()
    shown.page.wait_for_function(f"() => window.figure.data.times.at(-1) > {reached}")
    assert shown.state("clock.t") >= reached  # the clock stays, or goes on


def in_the_end(shown):
    """Of each row: the loss it ends with, and when it is first near a minimum."""
    return shown.shadow("return [...q('tbody').rows].map(r => [r.cells[4].textContent, r.cells[5].textContent]);")


def test_other_words_stand_over_what_was_stopped_for_a_while_only(figure):
    shown = stopped(figure)
    words = status(shown)
    assert words.startswith("Stopped at step ")
    over = """async () => {
      const { say } = await import("/figure.js"), { q } = window.figure;
      say(window.figure, "Link copied", 50);
      return q(".status").textContent;
    }"""
    assert shown.page.evaluate(over) == "Link copied"
    shown.page.wait_for_function("words => window.figure.q('.status').textContent === words", arg=words)
    shown.press("Alt+ArrowRight")
    assert status(shown).startswith("Stepping on")  # of another run


def test_with_reduced_motion_the_clock_goes_with_the_last_step(figure):
    some = LONG.model_copy(update={"steps": 20_000})
    shown = figure(some, options={"reduced_motion": "reduce"})
    shown.page.wait_for_function("() => window.figure.data.times.at(-1) === 20000", timeout=60_000)
    assert shown.state("clock.t") == 20_000


def test_playing_waits_for_steps_that_are_still_to_come(script):
    """It neither runs ahead nor begins anew; once nothing more comes it does."""
    found = script(
        "figure/time.js",
        """
        const clock = { t: 9, playing: true, loop: true, rest: 0, range: null, log: false, speed: 1 };
        const S = { data: { times: [0, 10], steps: 100, series: [1] }, clock, picture: { stop() {} } };
        const after = () => { for (let k = 0; k < 30; k++) m.advanceClock(S, 0.1); return clock.t; };
        const waits = after();
        S.data.times = [0, 10, 60];
        const goesOn = after();
        S.picture.stop = null;
        const seen = [0, 1, 2, 3].map(() => { m.advanceClock(S, 1); return clock.t; });
        return [waits, goesOn, seen.some(t => t < 60), Math.max(...seen)];""",
    )
    assert found == [10, pytest.approx(57, abs=4), True, 60]


def test_a_hand_that_moves_opens_no_worker_and_one_that_rests_a_single_one(figure):
    shown = stopped(figure, fresh=True)
    shown.page.evaluate(HELD)
    shown.page.mouse.move(*shown.over(0.3, 0.4))
    shown.page.mouse.down()
    for k in range(4):
        shown.page.mouse.move(*shown.over(0.31 + k / 100, 0.4))
        shown.settle()
    assert shown.page.evaluate("() => window.opened") == 0
    assert shown.state("data.times.at(-1)") == 1000
    shown.page.evaluate("() => window.held.forEach(act => act())")
    assert shown.page.evaluate("() => window.opened") == 1
    shown.page.mouse.up()
    shown.settle()
    assert shown.page.evaluate("() => window.opened") == 1  # what is under way when a hand lets go goes on
    assert status(shown) == "Stepping on, 0 %. Stop"


def test_panels_of_a_run_that_goes_on_are_finished_one_a_frame_and_come_out_the_same(figure):
    shown = stopped(figure)
    shown.press("End")
    seen = """async () => {
      const { drawPanels } = await import("/figure.js"), S = window.figure, { panels } = S.picture;
      const pictures = () => panels.map(P => P.canvas.toDataURL()), before = pictures();
      S.picture.inTurn = true;
      for (const P of panels) P.finished = false;
      const more = panels.map(() => drawPanels(S));
      return [more, panels.map(P => P.finished), JSON.stringify(pictures()) === JSON.stringify(before)];
    }"""
    more, finished, same = shown.page.evaluate(seen)
    assert more == [True] * (len(more) - 1) + [False]
    assert all(finished)
    assert same
