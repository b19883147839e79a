# SPDX-License-Identifier: Apache-2.0
"""Every verb and pass is a method: the answers are those of the command line, and mistakes say what was wanted."""
import csv
import inspect
import io
import os
import pathlib
import subprocess

import pytest

import renmai
from renmai._catalogue import VERBS

ROOT = pathlib.Path(__file__).resolve().parents[2]


def command_line(*words):
    program = os.environ["RENMAI_PROGRAM"]
    text = subprocess.run([program, *words, "-g", str(ROOT / "graphs/talent"), "-f", "csv", "-q"], capture_output=True,
                          text=True, check=True, timeout=120).stdout
    return list(csv.reader(io.StringIO(text)))


def cells(table):
    return list(csv.reader(io.StringIO(table.to_csv())))


@pytest.mark.parametrize("words, call", [
    (["flow", "--by", "country", "--per", "year"], lambda g: g.flow(by="country", per="year")),
    (["moves", "--from", "us", "--to", "china"], lambda g: g.moves(from_="us", to="china")),
    (["rank", "--by", "betweenness", "--of", "person"], lambda g: g.rank("betweenness", of="person")),
    (["rank", "--by", "pagerank", "--damping", "0.9"], lambda g: g.rank("pagerank", damping=0.9)),
    (["path", "Zizheng Pan", "Liang Wenfeng"], lambda g: g.path("Zizheng Pan", "Liang Wenfeng")),
    (["at", "DeepSeek", "2024-05"], lambda g: g.at("DeepSeek", "2024-05")),
    (["who", "潘子正"], lambda g: g.who("潘子正")),
    (["timeline", "Zizheng Pan", "Liang Wenfeng"], lambda g: g.timeline("Zizheng Pan", "Liang Wenfeng")),
    (["communities", "--kinds", "affiliation,study"], lambda g: g.communities(kinds=["affiliation", "study"])),
    (["facts", "--during", "2020/2024", "--certain"], lambda g: g.facts(during="2020/2024", certain=True)),
    (["degree", "--roll-up", "top", "--limit", "3"], lambda g: g.degree(roll_up="top", limit=3)),
    (["check"], lambda g: g.check()),
    (["info"], lambda g: g.info()),
])
def test_a_method_answers_as_the_command_line_does(talent, words, call):
    assert cells(call(talent)) == command_line(*words)


def test_views_narrow_what_counts_and_stay_what_they_were(talent):
    narrow = talent.select(kinds="study").project(roll_up="top")
    assert cells(narrow.degree()) == command_line("degree", "--kinds", "study", "--roll-up", "top")
    assert cells(talent.at("2024-05").degree()) == command_line("degree", "--at", "2024-05")
    assert cells(talent.degree()) == command_line("degree")
    assert "kinds='study'" in repr(narrow)
    with pytest.raises(TypeError, match="no option 'kind'"):
        talent.select(kind="study")


def test_every_verb_is_a_method_with_signature_and_text():
    for verb in VERBS.values():
        method = getattr(renmai.Graph, verb.method)
        assert method.__doc__ and verb.row["summary"] in method.__doc__ or verb.method == "draw"
        assert "self" in inspect.signature(method).parameters
    assert inspect.signature(renmai.Graph.flow).parameters["per"].default is None


def test_every_pass_without_arguments_runs(talent):
    for verb in VERBS.values():
        if verb.row["section"].startswith("Passes") and not any(a["required"] for _, a in verb.arguments):
            table = getattr(talent, verb.method)()
            assert len(table.columns) > 0, verb.name
            assert table.stamp["pass"] == verb.name


@pytest.mark.parametrize("call, kind, words", [
    (lambda g: g.who("nobody at all"), KeyError, "nothing is called 'nobody at all'"),
    (lambda g: g.who("nobody at all"), renmai.NotFound, "nothing is called"),
    (lambda g: g.flow(by="cuntry"), ValueError, "did you mean 'country'"),
    (lambda g: g.rank("betwenness"), ValueError, "did you mean 'betweenness'"),
    (lambda g: g.katz(alpha=-1), ValueError, "from 0 to 1000000"),
    (lambda g: g.rank("pagerank", dampin=0.5), ValueError, "damping"),
    (lambda g: g.flow(nonsense=1), TypeError, "nonsense"),
    (lambda g: g.flow(why="yes"), ValueError, "True or False"),
    (lambda g: g.path("DeepSeek"), TypeError, "b"),
    (lambda g: g.facts(where="nonsense"), ValueError, "nonsense"),
    (lambda g: g.degree()["totl"], ValueError, "did you mean 'total'"),
    (lambda g: renmai.load("no/such/folder"), OSError, "no/such/folder"),
    (lambda g: renmai.load(), ValueError, "wants a path"),
])
def test_mistakes_say_what_was_wanted(talent, call, kind, words):
    with pytest.raises(kind) as caught:
        call(talent)
    assert words in str(caught.value)


def test_rows_open(talent):
    flow = talent.flow(by="country")
    row = [k for k, r in enumerate(flow) if r["from_id"] == "pl_usa" and r["to_id"] == "pl_china"][0]
    assert set(flow.why(row)["relation"]) == {"R080", "R085", "R119", "R123"}
    path = talent.path("Zizheng Pan", "Liang Wenfeng")
    assert path.why(0)["relation"].to_list() == ["R085"]
    rank = talent.rank()
    assert all(what.startswith("linked with") for what in rank.why(0)["what"])
    roster = talent.at("DeepSeek", "2024-05")
    assert roster.why(0)["what"][0] == roster["name"][0]
    assert talent.who("Zizheng Pan").why(0)["topic"][0] == "relation"
    with pytest.raises(ValueError, match="no relation"):
        talent.degree().why(0)
    with pytest.raises(IndexError):
        rank.why(10_000)


def test_pictures(talent, tmp_path):
    picture = talent.draw("path", "Zizheng Pan", "Liang Wenfeng")
    assert str(picture).startswith("<?xml") and "DeepSeek" in str(picture)
    picture.save(tmp_path / "path.svg")
    assert (tmp_path / "path.svg").read_text(encoding="utf-8") == str(picture)
    assert talent.draw("flow", form="png", by="organisation").data.startswith(b"\x89PNG")
    bundle, _ = picture._repr_mimebundle_()
    assert next(iter(bundle)) == "image/svg+xml"
    with pytest.raises(ValueError, match="wants 2 names"):
        talent.draw("path", "Zizheng Pan")


def test_a_graph_shows_itself(talent, careers):
    bundle = careers._repr_mimebundle_()
    assert next(iter(bundle)) == "image/svg+xml"
    assert "ana" in bundle["image/svg+xml"]
    assert "relations" in bundle["text/html"] and "data:image/svg+xml;base64," in bundle["text/html"]
    assert "entities" in talent._repr_mimebundle_()["text/plain"]


def test_a_larger_graph_shows_itself_as_a_map():
    ring = renmai.from_arrow(relations={"from": list(range(1000)), "to": [*range(1, 1000), 0]})
    assert ring._repr_mimebundle_()["image/svg+xml"].count("<text") < 1000


def test_flows_show_themselves(talent):
    flow = talent.flow(by="country")
    bundle = flow._repr_mimebundle_()
    assert list(bundle) == ["image/svg+xml", "text/html", "text/plain"]
    assert "United States" in bundle["image/svg+xml"] and "<table" in bundle["text/html"]
    assert list(talent.rank()._repr_mimebundle_()) == ["text/html", "text/plain"]


def test_what_a_reader_met_is_a_warning(tmp_path):
    table = tmp_path / "careers.csv"
    table.write_text("person,organisation,start,end\nana,x,2001,2003\nana,x,2001,2003\n", encoding="utf-8")
    with pytest.warns(UserWarning, match="exact repeat"):
        assert len(renmai.load(table).facts()) == 1
