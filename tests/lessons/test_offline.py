"""A lesson as one file without a server: its prose is safe, nothing is asked of a network, it is answered, reached,
kept and handed in; and in every lesson what is said to be right is, and what is said to reach a goal does."""

import json
import re

import pytest

from lessons import all_lessons, read_lesson
from lessons.__main__ import main
from lessons.answers import truth
from lessons.markup import Markup
from lessons.offline import lesson_page
from lessons.quantities import about
from tests.lessons.test_shelf import with_step

PAGE = "document.querySelector('#lesson').lesson"
STILL = f"() => {PAGE}?.shown && {PAGE}.shown === {PAGE}.turn"
FIGURE = "document.querySelector('.figure > div').explorer"


def test_prose_is_safe_and_has_a_place_for_each_number():
    markup = Markup()
    html = markup.block("<script>x</script> [a](javascript:x) $g^2$ {paper: 3 η} {1 + 1 | 4}\n\n| a |\n|---|\n| {2} |")
    assert "<script" not in html
    assert "href" not in html
    assert "“<em>3 η</em>”" in html
    assert "<math><mrow><msup>" in html
    assert re.findall(r'<output data-n="(\d)"></output>', html) == ["0", "1"]
    assert "<table>" in html
    assert [(asked.text, digits) for asked, digits in markup.asked] == [("1 + 1", 4), ("2", 3)]


def test_a_hostile_lesson_stays_text_in_its_file():
    text = with_step("</script><img src=x onerror=hurt()>").replace('"T"', '"</title></script><b>"')
    page = lesson_page(read_lesson(text))
    assert "<img" not in page
    assert "<b>" not in page
    assert page.count("</script>") == 3


class Reader:
    """Someone with a lesson's file and no network."""

    def __init__(self, browser, file):
        self.context = browser.new_context(
            viewport={"width": 1440, "height": 900}, offline=True, reduced_motion="reduce"
        )
        self.tab, self.wrong, self.file = self.context.new_page(), [], file
        self.tab.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.tab.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.tab.on("request", lambda r: self.wrong.append(r.url) if r.url.startswith("http") else None)
        self.tab.set_default_timeout(30_000)
        self.open()

    def open(self):
        self.tab.goto(self.file.as_uri())
        self.still()

    def still(self):
        self.tab.wait_for_function(STILL, timeout=60_000)

    def press(self, name):
        self.tab.get_by_role("button", name=name, exact=True).click()
        self.still()

    def reaches(self, words):
        self.tab.locator(".words", has_text=words).wait_for()

    def at(self, x, y):
        """Where on the page a point of the surface lies, once it is drawn."""
        self.tab.wait_for_function(f"() => {FIGURE}?.view.projection && !{FIGURE}.picture.stale")
        box = self.tab.locator("canvas.front").bounding_box()
        px, py = self.tab.evaluate(f"at => {FIGURE}.view.projection.at(...at)", [x, y])
        return box["x"] + px, box["y"] + py

    def saved(self, button):
        self.tab.locator("footer summary").evaluate("summary => { summary.parentElement.open = true; }")
        with self.tab.expect_download() as download:
            self.tab.get_by_role("button", name=button).click()
        return download.value.path().read_text("utf-8")


@pytest.fixture
def opened(browser, tmp_path):
    """opened(name, page): a reader with the file."""
    readers = []

    def show(page):
        file = tmp_path / "lesson.html"
        file.write_text(page, "utf-8")
        readers.append(Reader(browser, file))
        return readers[-1]

    yield show
    for reader in readers:
        reader.context.close()
        assert reader.wrong == []


def test_a_student_works_through_a_file(opened, tmp_path, capsys):
    assert main(["first-step", str(tmp_path / "out.html")]) == 0
    assert main(["nowhere", str(tmp_path / "none.html")]) == 2
    assert capsys.readouterr().err.startswith("There is no lesson 'nowhere'")
    page = (tmp_path / "out.html").read_text("utf-8")
    assert len(page.encode()) < 600_000
    reader = opened(page)
    assert reader.tab.evaluate(f"{FIGURE}.data.scenario.contenders") == []
    reader.tab.mouse.click(*reader.at(-0.39, 0.78))
    reader.reaches("the run gives (−0.4, 0.77). That is 0.01")  # as near as a pixel of the map
    reader.reaches(" away. Right. The step is (0.1, −0.1)")
    reader.tab.wait_for_function(f"() => {FIGURE}.data.series.length === 1")
    reader.press("Next →")
    reader.tab.wait_for_function(f"() => {FIGURE}.lesson.step.endsWith('elsewhere')")
    reader.tab.mouse.click(*reader.at(0.95, 0.55))
    reader.reaches("Reached. From (0.95")
    reader.press("Next →")
    reader.tab.locator(".answer input").fill("0,5")
    reader.press("Answer")
    reader.reaches("You said 0.5; the run gives 1. That is 50 % too small. Again one η.")
    reader.open()
    reader.reaches("You said 0.5")
    did = json.loads(reader.saved("As data (JSON)"))["steps"]
    assert [(each["step"], each.get("right"), "scenario" in each) for each in did] == [
        (1, True, False), (2, None, True), (3, False, False),
    ]  # fmt: skip
    assert "Reached: From (0.95" in reader.saved("To print (HTML)")


@pytest.mark.slow
@pytest.mark.parametrize("lesson", all_lessons().values(), ids=lambda lesson: lesson.name)
def test_every_lesson_can_be_played_without_a_server(lesson, opened):
    page = lesson_page(lesson)
    assert len(page.encode()) < 600_000
    reader = opened(page)
    for number, step in enumerate(lesson.steps, 1):
        reader.tab.locator(f"[data-step='{number - 1}']").click()
        reader.still()
        if step.ask:
            answer = step.ask.right if step.ask.kind == "choice" else list(truth(step.ask, about(step)))
            if step.ask.kind == "choice":
                reader.tab.locator(".choices input").nth(answer).click()
            else:
                reader.tab.locator(".words").evaluate(
                    "words => words.querySelector('details')?.setAttribute('open', '')"
                )
                for field, value in zip(reader.tab.locator(".answer input").all(), answer, strict=True):
                    field.fill(repr(value))
                reader.press("Answer")
            reader.tab.locator(".told").wait_for()
        if step.goal:
            assert reader.tab.locator(".reached").count() == 0, step.name
            reader.press("Show me")
            reader.tab.locator(".reached").wait_for()
        words = reader.tab.locator(".words").inner_text()
        assert "only in the app" not in words, step.name
        assert "undefined" not in words
    assert reader.tab.locator(".dots .done").count() == sum(bool(s.ask or s.goal) for s in lesson.steps)
