"""The cache of compiled facts: what killed processes left in it is removed."""

import os
import time

from licensectl.facts import cache


def test_unfinished_files_of_killed_processes_are_removed(monkeypatch, tmp_path):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))
    for name, age in (("old.tmp", cache.OLD_SECONDS + 10), ("new.tmp", 0), ("old.json", 10**6)):
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    cache.save("facts", b"{}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", "new.tmp", "old.json"]
    assert cache.load("facts") == b"{}"


def test_a_disk_that_is_full_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("LICENSECTL_CACHE", str(tmp_path))

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(os, "rename", full)
    cache.save("facts", b"{}")
    assert list(tmp_path.iterdir()) == []
