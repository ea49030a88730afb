"""YAML in, safely; records out, every problem with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from licensectl.errors import LicensectlError
from licensectl.facts import cache
from licensectl.facts.convert import convert
from licensectl.facts.fact_files import shipped
from licensectl.facts.library import Facts
from licensectl.facts.overlay import overlaid
from licensectl.facts.yaml_reader import parse_yaml


class Thing(Struct, forbid_unknown_fields=True):
    name: str
    count: int
    parts: list[int] = []


@pytest.mark.parametrize("text", ["NO", "0001", "1.10", "12:30", "yes", "1e3", "2026-02-31", "'~'"])
def test_scalars_stay_as_written(text):
    assert parse_yaml(f"a: {text}".encode(), "f").value == {"a": text.strip("'")}


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null"])
def test_blank_is_none(text):
    assert parse_yaml(text.encode(), "f").value == {"a": None}


HOSTILE = {
    "a: 1\na: 2": "LC-YAML-DUPLICATE",
    "a: !!python/object/apply:os.system [id]": "LC-YAML-TAG",
    "a: !!binary aGk=": "LC-YAML-TAG",
    "[" * 30_000: "LC-YAML-DEPTH",
    "{a: " * 30_000: "LC-YAML-DEPTH",
    "a: 1\n---\nb: 2": "LC-YAML-DOCUMENTS",
    "a: *nowhere": "LC-YAML-SYNTAX",
    "a:\n\t- 1": "LC-YAML-SYNTAX",
    "? [a, b]\n: c": "LC-YAML-SYNTAX",
    "a: [1, 2": "LC-YAML-SYNTAX",
    "\x00": "LC-YAML-SYNTAX",
    "": "LC-YAML-EMPTY",
    "# only a remark": "LC-YAML-EMPTY",
    "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)): "LC-YAML-SIZE",
}


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile(text):
    with pytest.raises(LicensectlError) as caught:
        parse_yaml(text.encode(), "f.yaml")
    problem = caught.value.problems[0]
    assert problem.code == HOSTILE[text]
    assert problem.where.startswith("f.yaml")


def test_wrong_encoding_names_the_line():
    with pytest.raises(LicensectlError) as caught:
        parse_yaml("a: 1\nb: è".encode("cp1252"), "f.yaml")
    assert caught.value.problems[0].where == "f.yaml:2"


@given(st.text(alphabet="ab:-[]{}&*!'\"# \n\t~,|>", max_size=60))
def test_nothing_but_a_failure_comes_out(text):
    try:
        parse_yaml(text.encode(), "f")
    except LicensectlError as failure:
        assert failure.problems


def test_all_faults_of_a_file_at_once():
    document = parse_yaml(b"name: a\ncount: many\nparts: [1, x]\nextra: 1\n", "f.yaml")
    with pytest.raises(LicensectlError) as caught:
        convert(document, Thing)
    assert {problem.where for problem in caught.value.problems} == {"f.yaml:2", "f.yaml:3", "f.yaml:4"}


def test_overlay_adds_and_overrides_by_id():
    below, above = parse_yaml(b"a: {x: {n: 1, m: 2}}", "below"), parse_yaml(b"a: {x: {n: 3}, y: {n: 4}}", "above")
    both = overlaid([below, above])
    assert both.value == {"a": {"x": {"n": "3", "m": "2"}, "y": {"n": "4"}}}
    assert both.where(("a", "x", "n")) == "above:1"


def test_overlay_on_the_command_line(cli, tmp_path):
    (tmp_path / "programs.yaml").write_text("programs: {csp: {short: Our CSP}}")
    ran = cli("compare", "programs", "csp", "-a", "status", "--data", str(tmp_path))
    assert "Our CSP" in ran.out


def test_a_word_that_is_not_allowed_is_told_which_are(cli, tmp_path):
    (tmp_path / "background.yaml").write_text("notes:\n  x: {kind: gossip, title: y, confidence: sure}\n")
    err = cli("explain", "x", "--data", str(tmp_path)).err
    assert "background.yaml:2: notes.x.kind: 'gossip' is not one of formula, figure" in err
    assert "notes.x.confidence: 'sure' is not one of high, medium, low" in err
    assert "«sure» non è uno tra high, medium, low" in cli("explain", "x", "--data", str(tmp_path), "--lang", "it").err


def test_an_overlay_that_is_wrong_is_named(cli, tmp_path):
    (tmp_path / "programs.yaml").write_text("programs:\n  csp:\n    shrt: Our CSP")
    ran = cli("compare", "programs", "csp", "--data", str(tmp_path))
    assert ran.code == 1
    assert f"{tmp_path}/programs.yaml:3" in ran.err


@pytest.mark.parametrize("damage", [lambda body: body[: len(body) // 2], lambda body: b"", lambda body: body.replace(b"CSP", b"XXX")])
def test_a_damaged_cache_is_no_answer(monkeypatch, tmp_path, damage):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    first = Facts.load().programs
    [kept] = tmp_path.glob("programs-*.json")
    kept.write_bytes(damage(kept.read_bytes()))
    assert Facts.load().programs == first


def _a_file(tmp_path):
    (tmp_path / "cache").write_text("mine")
    return tmp_path / "cache"


def _below_a_file(tmp_path):
    return _a_file(tmp_path) / "below"


def _read_only(tmp_path):
    (tmp_path / "cache").mkdir(mode=0o555)
    return tmp_path / "cache"


def _nowhere(tmp_path):
    (tmp_path / "cache").symlink_to(tmp_path / "gone" / "below")
    return tmp_path / "cache"


@pytest.mark.parametrize("folder", [_a_file, _below_a_file, _read_only, _nowhere])
def test_a_cache_folder_that_cannot_be_written_costs_only_time(cli, monkeypatch, tmp_path, folder):
    made = folder(tmp_path)
    monkeypatch.setenv("LICENSECTL_CACHE", str(made))
    for _ in range(2):
        ran = cli("sku", "show", "79P-05729")
        assert (ran.code, ran.err) == (0, "") and "Office Professional Plus 2019" in ran.out
    assert not made.is_file() or made.read_text() == "mine"


def test_the_cache_follows_the_content(monkeypatch, tmp_path):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path / "cache"))
    data = tmp_path / "data"
    data.mkdir()
    for word in ("One", "Two"):
        (data / "programs.yaml").write_text(f"programs: {{csp: {{short: {word}}}}}")
        assert Facts.load(data).programs.programs["csp"].short == word


def test_cache_seal_is_checked(monkeypatch, tmp_path):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    cache.save("x", b"{}")
    assert cache.load("x") == b"{}"
    assert cache.load("y") is None


def test_shipped_facts_exist():
    assert (shipped() / "programs.yaml").is_file()


def test_a_compiled_catalogue_is_the_one_that_was_read(tmp_path, monkeypatch):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    read = Facts.load().catalog
    compiled = Facts.load().catalog
    assert type(compiled.products) is not type(read.products)
    assert dict(compiled.products) == dict(read.products)
    assert dict(compiled.skus) == dict(read.skus)
    assert [compiled.find(one_id) for one_id in compiled.skus] == [read.find(one_id) for one_id in read.skus]


@pytest.mark.parametrize("part", ["places", "rest", "products"])
def test_a_part_of_the_compiled_catalogue_that_was_cut_is_made_again(tmp_path, monkeypatch, part):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    whole = len(Facts.load().catalog.skus)
    [path] = tmp_path.glob(f"skus-*-{part}.json")
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    assert len(Facts.load().catalog.skus) == whole
    assert path.read_bytes() == content
