"""The printable report: all that is known of some items in one file, which needs no network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from figures.paper_report import Entry, entry, report
from papers import __main__ as command
from papers.finding import items
from papers.verdict import judge
from papers.wording import WHERE

ROOT = Path(__file__).parent.parent.parent
RUN, SEARCHED, OPEN = "000 theorem 3.1", "002 figure 2a", "000 table 1"


@pytest.fixture(scope="module")
def written():
    entries = [entry(judge(items()[name])) for name in (RUN, SEARCHED)]
    return report([entries[0], Entry(items()[OPEN], None, None, {}), entries[1]], WHERE, ["000 update is another."])


def section(text, title):
    return next(part for part in text.split("<section>") if f"<h3>{title} " in part)


def test_it_needs_no_network(written):
    outside = re.sub(r"data-figure='[^']*'|<script.*?</script>", "", written, flags=re.DOTALL)
    assert "http" not in outside
    assert "src=" not in outside
    assert WHERE in written


def test_an_item_that_was_run_has_verdict_figures_formulas_and_numbers(written):
    shown = section(written, "Theorem 3.1")
    assert "False · does not reproduce." in shown
    assert shown.count("<figure") == 2
    assert shown.count("<math") == 2
    assert "printed false 53" in shown
    assert "Conventions decide." in shown
    assert "no bias correction, δ = 0" in shown
    assert "Bae, Ryu and Shin" in shown


def test_a_search_is_told_with_its_trials(written):
    shown = section(written, "Figure 2a")
    assert "Searched:" in shown
    assert re.search(r"[\d,]+ trials, [\d,]+ of them hits", shown)


def test_what_was_not_run_says_so(written):
    shown = section(written, "Table 1")
    assert "not yet run." in shown
    assert "<figure" not in shown
    assert "Not run here:" in shown
    assert "Reduced run instead:" in shown


def test_what_changed_since_the_record_stands_first(written):
    assert written.index("000 update is another.") < written.index("<h3>")
    assert "Not as on record" not in report([Entry(items()[OPEN], None, None, {})], WHERE)


def test_words_are_escaped():
    angry = Entry(items()["000 figure 1"], None, None, {})
    assert "<script>alert" not in report([angry], "<script>alert(1)</script>")


def test_the_terminal_writes_it(tmp_path, capsys):
    out = tmp_path / "report.html"
    assert command.main(["000", "update", "--report", str(out)]) == 0
    assert "Update" in out.read_text()
    assert "misprint" in capsys.readouterr().out


def test_nothing_of_it_loads_what_trains():
    """Streamlit's server loads figures behind its first page."""
    code = "import sys, figures.paper_report, figures.trained_curves; print('jax' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
