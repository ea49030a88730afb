"""The registry of output formats: every record leads to a function, and every suffix to one format."""

import inspect
from importlib import import_module

import pytest

from licensectl.render import formats
from licensectl.render.report import Column, Report, Table

REPORT = Report("Licences", Table((Column("sku", "SKU", "id"),), (("DG7GMGF0PWHC:0003",),)), {"schema": "licensectl.test/1"})


@pytest.mark.parametrize("form", formats.FORMATS)
def test_a_renderer_takes_a_report_and_a_context(form):
    module, _, function = formats.FORMATS[form].renderer.partition(":")
    found = getattr(import_module(f"{formats.__name__}.{module}"), function)
    report, context = inspect.signature(found).parameters.values()
    assert report.annotation is Report
    assert context.annotation is formats.RenderContext


@pytest.mark.parametrize("form", [name for name in formats.FORMATS if name != "pdf"])
def test_binary_formats_give_bytes_and_others_text(form):
    assert isinstance(formats.render(REPORT, form, lang="en"), bytes if formats.FORMATS[form].binary else str)


def test_a_suffix_chooses_one_format():
    suffixes = [suffix for one in formats.FORMATS.values() for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
    for one in formats.FORMATS.values():
        for suffix in one.suffixes:
            assert formats.format_of(f"folder.csv/Quote{suffix.upper()}") == one.name
    for name in ("quote", "quote.docx", "quote.table", ".csv"):
        assert formats.format_of(name) is None
