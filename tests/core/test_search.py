"""Texts found by words: order, short forms, typos, and figures that are never typos."""

import pytest

from licensectl.core.search import found

TITLES = [
    "Windows Server 2025 Standard - 16 Core License Pack",
    "Windows Server 2025 - 1 User CAL",
    "SQL Server 2022 Standard",
    "Windows Server 2019 Client Access License - 1 User CAL",
    "Office LTSC Professional Plus 2024",
    "Perché no",
]
WAYS = {"std": ("standard",), "srv": ("server",), "ws": ("windows server",), "cal": ("client access license",), "licenza": ("licen",)}


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("server 2025", [0, 1]),
        ("2025 SERVER windows", [0, 1]),
        ("win srv 2025", [0, 1]),
        ("std sql", [2]),
        ("ws 2019", [3]),
        ("access cal", [3]),
        ("licenza 16", [0]),
        ("16-core", [0]),
        ("perche", [5]),
        # A figure is that figure and no part of another.
        ("server 20", []),
        ("2 core", []),
        ("1 user", [1, 3]),
        # Short words begin a word, longer ones are in it.
        ("ser 2025", [0, 1]),
        ("erv 2025", []),
        ("erver 2025", [0, 1]),
        ("professional", [4]),
        ("", []),
        ("--", []),
    ],
)
def test_words_as_written(words, places):
    assert found(words, TITLES, WAYS, typos=False) == places
    assert not places or found(words, TITLES, WAYS) == places, "a typo is looked for only where nothing holds the words"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("windws sever 2025", [0, 1]),
        ("proffesional", [4]),
        ("standrad", [0, 2]),
        ("windows server 2024", []),
        ("usr 2025", []),
        ("zzzz", []),
    ],
)
def test_small_typos(words, places):
    assert found(words, TITLES, WAYS) == places
    assert found(words, TITLES, WAYS, typos=False) == []


def test_whole_words_come_first():
    assert found("visio", ["Visiometer", "Visio Standard", "Visioning"]) == [1, 0, 2]
