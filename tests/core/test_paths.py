"""Paths that lead to nothing, or nowhere that this user may look."""

import os

import pytest

from licensectl.core import paths
from licensectl.errors import LicensectlError

ASKED = (paths.exists, paths.is_file, paths.is_folder)


@pytest.mark.parametrize("name", ["missing", "x" * 5000, "x" * 300 + "/y", "a\0b", "a\udcff", ""])
@pytest.mark.parametrize("ask", ASKED)
def test_nothing_can_have_this_name(ask, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ask(name) is False


def test_what_there_is(tmp_path):
    (tmp_path / "file").write_text("")
    assert [ask(tmp_path / "file") for ask in ASKED] == [True, True, False]
    assert [ask(tmp_path) for ask in ASKED] == [True, False, True]
    assert [ask(tmp_path / "file" / "below") for ask in ASKED] == [False, False, False]


@pytest.mark.parametrize("ask", ASKED)
def test_a_folder_that_is_closed_is_said(ask, monkeypatch):
    def closed(path):
        raise PermissionError(13, "Permission denied", path)

    # pytest asks as well.
    with monkeypatch.context() as patch, pytest.raises(LicensectlError) as caught:
        patch.setattr(os, "stat", closed)
        ask("/root/x")
    [problem] = caught.value.problems
    assert problem.code == "LC-FILE-UNREADABLE" and "'/root/x' cannot be read: " in problem.sentence()
