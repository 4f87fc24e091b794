"""The shelf as text: what a file brings, what the browser keeps, and what happens where it cannot."""

import json

import pytest

KEPT = "shelf/kept.js"
RULE = {"name": "Own", "kind": "rule", "holds": {"optimizer": "= step = lr*g", "hyper": {}}}
SURFACE = {"name": "Dent", "kind": "surface", "holds": {"surface": "= x^2", "parameters": {}}}


def read(script, text):
    """[names, how many could not be read], or the sentence."""
    body = """try { const { entries, unread } = await m.shelfIn(new File([given], "a.json"));
        return [entries.map(e => e.name), unread]; } catch (error) { return error.message; }"""
    return script(KEPT, body, text)


def test_a_shelf_comes_back_as_it_was_saved(script):
    assert read(script, script(KEPT, "return m.shelfText(given)", [RULE, SURFACE])) == [["Own", "Dent"], 0]


HOSTILE = {
    "[1, 2": "not JSON",
    "[" * 100_000: "not JSON",
    "[]": "no shelf",
    "null": "no shelf",
    '{"scenario": {}}': "Open a saved scenario",
    '{"shelf": 2, "entries": []}': "another format",
    '{"shelf": "1", "entries": []}': "another format",
    '{"shelf": 1}': "no list",
    json.dumps({"shelf": 1, "entries": [RULE] * 201}): "at most 200",
}


@pytest.mark.parametrize("text", HOSTILE, ids=HOSTILE.values())
def test_a_file_that_is_no_shelf_is_told(script, text):
    found = read(script, text)
    assert HOSTILE[text] in found


def test_a_large_file_is_not_read(script):
    body = "try { await m.shelfIn({ size: 16000001 }); } catch (error) { return error.message; }"
    assert "at most 16 MB" in script(KEPT, body)


def test_entries_that_are_none_are_counted(script):
    bad = [7, None, [], {}, RULE | {"name": " "}, RULE | {"kind": "book"}, RULE | {"kind": "constructor"},
           RULE | {"holds": {}}, RULE | {"holds": []}, SURFACE | {"holds": {"surface": 7}}, RULE | {"name": 3},
           {"name": "a", "kind": "scenario", "holds": {"scenario": 1}}]  # fmt: skip
    named = RULE | {"name": "  a\n" + "b" * 100}
    assert read(script, json.dumps({"shelf": 1, "entries": [*bad, named]})) == [["a " + "b" * 58], len(bad)]


def test_a_name_that_is_taken_gets_a_number_and_nothing_comes_twice(script):
    other = RULE | {"holds": {"optimizer": "= step = 2*lr*g", "hyper": {}}}
    brought = [RULE, other, other, SURFACE]
    body = "return m.withShelf(...given)"
    found = script(KEPT, body, [[RULE], brought])
    assert [one["name"] for one in found["entries"]] == ["Own", "Own 2", "Dent"]
    assert found["taken"] == 2
    again = script(KEPT, body, [found["entries"], found["entries"]])
    assert again["taken"] == 0
    assert script(KEPT, "return m.withEntry(...given)", [[RULE], RULE])[0]["name"] == "Own 2"
    long = "n" * 60
    assert script(KEPT, "return m.freeName(...given)", [long, [RULE | {"name": long}]]) == "n" * 56 + " 2"


def test_where_the_browser_keeps_nothing_it_is_said_and_nothing_is_lost(script):
    """In turn: it keeps; it is full; what it has is of another release; it lets nobody in."""
    body = """
      const { setItem, getItem } = Storage.prototype, said = [];
      localStorage.clear();
      m.keepShelf([given]);
      said.push(m.heldShelf().entries.length);
      Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
      try { m.keepShelf([given, given]); } catch (error) { said.push(error.message); }
      Storage.prototype.setItem = setItem;
      said.push(m.heldShelf().entries.length);
      const key = Object.keys(localStorage)[0], newer = '{"shelf": 9, "pages": []}';
      localStorage.setItem(key, newer);
      said.push(m.heldShelf().says);
      m.keepShelf([given]);
      said.push(m.heldShelf().entries.length, localStorage.getItem(key) === newer);
      localStorage.clear();
      const other = await import("/static/shelf/kept.js?private");
      Storage.prototype.getItem = () => { throw new DOMException("no", "SecurityError"); };
      said.push(other.heldShelf().says);
      other.keepShelf([given]);
      said.push(other.heldShelf().entries.length);
      Storage.prototype.getItem = getItem;
      return said;"""
    kept, full, still, newer, here, untouched, private, passing = script(KEPT, body, RULE)
    assert (kept, still, here, passing) == (1, 1, 1, 1)
    assert "no room" in full
    assert "stays as it is" in newer
    assert untouched
    assert "keeps nothing" in private
