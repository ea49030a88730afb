"""A key that an object of JSON has twice."""

import json

import pytest

from licensectl.core.json_checks import RepeatedKeyError, as_object, line_of_repeated, require_unique

TWICE = {
    "in one line": ('{"a": 1, "b": 2, "a": 3}', "a", 1),
    "in another case": ('{"a": 1,\n"A": 3}', "A", 2),
    "escaped": ('{"a": 1,\n\n"\\u0061": 3}', "a", 3),
    "after an object of its own": ('[{"a": {"b": "}"},\n "c": "a", "a": 1}]', "a", 2),
    "in the second object": ('[{"a": "\\"{"},\n {"a": 1,\n "a": 1}]', "a", 3),
}


@pytest.mark.parametrize("case", TWICE)
def test_a_key_twice(case):
    text, key, line = TWICE[case]
    with pytest.raises(RepeatedKeyError) as raised:
        json.loads(text, object_pairs_hook=as_object)
    assert (raised.value.key, line_of_repeated(text)) == (key, line)
    with pytest.raises(RepeatedKeyError):
        require_unique(text)


def test_a_key_of_several_objects_is_once_in_each():
    text = '{"a": {"a": ["a", "a"]}, "b": [{"a": 1}, {"a": 2}]}'
    assert json.loads(text, object_pairs_hook=as_object) == json.loads(text)
    require_unique(text)


def test_only_the_outermost_object():
    require_unique('{"a": {"b": 1, "b": 2}}', outermost=True)
    with pytest.raises(RepeatedKeyError):
        require_unique('{"a": {"b": 1}, "a": {}}', outermost=True)
