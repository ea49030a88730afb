"""PDF: the HTML page printed by WeasyPrint (extra `pdf`), which is handed the page and fetches nothing."""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from licensectl.core.messages import NO_PDF
from licensectl.errors import LicensectlError
from licensectl.render.formats import RenderContext
from licensectl.render.formats.html import render as as_html
from licensectl.render.report import Report


def render(report: Report, context: RenderContext) -> bytes:
    """Return the page of the report as PDF; raises LicensectlError if the extra is not installed."""
    try:
        with _without_search():
            from weasyprint import HTML
    except (ImportError, OSError):
        # OSError: the package is there, the text library of the system that it calls is not.
        raise LicensectlError(NO_PDF.at()) from None
    made: bytes = HTML(string=as_html(report, context), url_fetcher=_nothing).write_pdf()
    return made


@contextmanager
def _without_search() -> Iterator[None]:
    """Let the libraries of the system be loaded by their file names alone.

    On Linux Python would also look for them with ldconfig, a compiler and a linker, which are started from wherever PATH leads.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    raise ValueError(f"nothing is fetched: {url}")
