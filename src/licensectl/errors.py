"""Problems with their place, remedy and stable code, and the errors that carry them.

A `Message` is declared once, in a module `messages*`, in English. A `Problem` is a message at a place. A `LicensectlError` carries one
problem or all of a file; the command line turns it into sentences and an exit status.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from licensectl.passwords import masked

if TYPE_CHECKING:
    from licensectl.i18n.translate import Bilingual, Words

# The worst first.
Severity = Literal["error", "warning", "info"]

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_NO = 3
EXIT_INTERRUPTED = 130


class Message(NamedTuple):
    """A fault and its remedy, each one or more whole sentences, in English with `{fields}` ("'{sku}' is not a known SKU.").

    `many` is the plural, for a number other than 1 in the field `counted`. Italian is in the catalogue of `i18n`.
    """

    code: str
    one: str
    # A text, or the mark of one that several messages share; msgspec resolves annotations of records that hold problems.
    cure: Any = ""
    many: str = ""
    severity: Severity = "error"
    sources: tuple[str, ...] = ()
    counted: str = "count"

    @property
    def words(self) -> "Words":
        """Return the fault with its `{fields}`."""
        # Only what has a problem to tell loads texts: --version and --help of the program do not.
        from licensectl.i18n.translate import Words

        return Words(self.one, None, self.many, counted=self.counted)

    @property
    def remedy(self) -> "Bilingual | None":
        """Return the remedy with its `{fields}`; None if there is no remedy."""
        from licensectl.i18n.translate import Words

        cure = Words(self.cure) if isinstance(self.cure, str) else self.cure
        return cure if cure.en else None

    def described(self) -> "tuple[Bilingual, Bilingual | None]":
        """Return fault and remedy for a reader who met no instance of them: each field is its name, as <SKU>."""
        from string import Formatter

        from licensectl.i18n.fields import NAMES
        from licensectl.i18n.translate import Words, joined

        cure = self.cure if isinstance(self.cure, str) else self.cure.en
        names = {name for text in (self.one, self.many, cure) for _, name, *_ in Formatter().parse(text) if name}
        # With the code as a field, texts without fields lose their doubled braces as well.
        fields = {"code": self.code, **{name: joined(("<", NAMES.get(name, "…"), ">"), "") for name in sorted(names)}}
        remedy = self.remedy
        return self.words.filled(**fields), remedy.filled(**fields) if isinstance(remedy, Words) else remedy

    def at(self, where: str = "", **gaps: Any) -> "Problem":
        """Return this problem at a place ("request.yaml:7"), with the values of its fields."""
        return Problem(self, where, gaps)


# Messages of the other severities: what may be wrong, and what is merely said.
warning = partial(Message, severity="warning")
info = partial(Message, severity="info")


class Problem(NamedTuple):
    """A problem that was found; `where` is "file:line", "row 12" or empty."""

    message: Message
    where: str = ""
    gaps: dict[str, Any] = {}

    @property
    def code(self) -> str:
        return self.message.code

    @property
    def severity(self) -> Severity:
        return self.message.severity

    @property
    def fault(self) -> "Words":
        """Return the message without its remedy, filled in."""
        return self.message.words.filled(**self.gaps)

    @property
    def place(self) -> str:
        """Return `where` without the password of a database that it names."""
        return str(_shown(self.where))

    def sentence(self, lang: str = "en") -> str:
        """Return message and remedy, two sentences or more, without place and code."""
        from licensectl.i18n.translate import rendered, template, translate

        fields = {name: _shown(rendered(gap, lang)) for name, gap in self.gaps.items()}
        text = template(self.message.words, lang, fields.get(self.message.counted))
        remedy = self.message.remedy
        if remedy is not None:
            text += " " + translate(remedy, lang)
        return text.format_map(fields)

    def reason(self, lang: str = "en") -> str:
        """Return the sentences with their code, for a table that names the place itself."""
        return f"{self.sentence(lang)} [{self.code}]"

    def line(self, lang: str = "en") -> str:
        """Return the whole line: place, problem, remedy, code."""
        return f"{self.place + ': ' if self.where else ''}{self.reason(lang)}"

    def record(self, lang: str = "en") -> dict[str, Any]:
        """Return the problem for JSON."""
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.sentence(lang),
            "where": self.place,
            "sources": list(self.message.sources),
        }


def _shown(value: Any) -> Any:
    """Return the value of a field without the password of an address that somebody wrote there."""
    if not isinstance(value, str) and not hasattr(value, "__fspath__"):
        return value
    return masked(str(value))


def by_place(problem: Problem) -> tuple[str, int]:
    """Return a key that sorts problems by their line: line 9 before line 10."""
    name, _, line = problem.where.rpartition(":")
    return (name, int(line)) if line.isdigit() else (problem.where, 0)


class LicensectlError(Exception):
    """One problem that stops the work, or all problems of a file."""

    exit_status = EXIT_FAILED
    # How the run that met the failure wants it said; set by the command that was running.
    lang: str | None = None
    as_json = False
    debug = False

    def __init__(self, *problems: Problem) -> None:
        assert problems, "an error names at least one problem"
        super().__init__("\n".join(problem.line() for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the problems, not their sentences."""
        return type(self), self.problems, self.__dict__


class RefusedError(LicensectlError):
    """The request is understood and not allowed (exit 3)."""

    exit_status = EXIT_NO


class UsageError(LicensectlError):
    """The command line is invalid (exit 2)."""

    exit_status = EXIT_USAGE


class Finding(NamedTuple):
    """A problem at a path of the document."""

    path: tuple[str | int, ...]
    message: Message
    gaps: dict[str, Any]
