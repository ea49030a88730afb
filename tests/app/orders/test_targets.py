"""The registry of order targets: one module and one name in the list for each."""

from pkgutil import iter_modules

import pytest
from msgspec.structs import fields

from licensectl.app.orders import targets
from licensectl.domain.orders.target import TableFile

# A distributor's own file by its profile: no target, since what it holds is said by the user.
NO_TARGETS = {"profile"}


def test_every_module_of_a_target_is_listed_and_named_like_its_record():
    modules = {module.name for module in iter_modules(targets.__path__)} - NO_TARGETS
    assert {name.replace("-", "_") for name in targets.TARGETS} == modules
    assert [one.name for one in targets.every()] == list(targets.TARGETS)


def test_a_name_that_is_not_listed_is_no_target():
    with pytest.raises(KeyError):
        targets.target("profile")


def test_programs_of_targets_are_known(facts):
    for one in targets.every():
        assert {*one.programs, *one.usual_for} <= set(facts.programs.programs), one.name
        assert not one.programs or set(one.usual_for) <= set(one.programs), one.name


def test_at_most_one_target_is_usual_for_a_program():
    usual = [program for one in targets.every() for program in one.usual_for]
    assert len(usual) == len(set(usual))


def test_orders_of_any_program_have_a_target():
    assert targets.usual_target("csp").name == "partner-center"
    for program in ("box", "open", "csp_subscription"):
        taking = targets.usual_target(program)
        assert taking.name == "csv"
        assert taking.programs == ()


def test_a_body_names_the_key_of_its_lines():
    for one in targets.every():
        for made in (one.file, one.cancel):
            if made is not None and not isinstance(made, TableFile):
                keys = {field.encode_name for field in fields(made.shape)}
                assert made.lines in keys, one.name
