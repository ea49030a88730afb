"""One kind of error: a problem, the place where it stands, its cure, and a stable code.

A `Message` is declared once, in `licensectl.problems`, with its words in both languages. A `Problem` is a problem found
somewhere. A `LicensectlError` carries one problem or all of a file; the command line turns it into words and an exit status.
"""

from typing import Any, Literal, NamedTuple

from licensectl.i18n.translate import Bilingual, Words, rendered, template, translate

# The worst first.
Severity = Literal["error", "warning", "info"]

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_NO = 3
EXIT_INTERRUPTED = 130


class Message(NamedTuple):
    """What can be wrong, in English with `{fields}` ("unknown SKU '{sku}'"), and what to do about it.

    `many` is the plural, for a number other than 1 in the field `counted`. Italian is in the catalogue of `i18n`.
    """

    code: str
    one: str
    cure: str | Bilingual = ""
    many: str = ""
    severity: Severity = "error"
    sources: tuple[str, ...] = ()
    counted: str = "count"

    @property
    def words(self) -> Words:
        """Return what is wrong, its `{fields}` not filled."""
        return Words(self.one, None, self.many, counted=self.counted)

    @property
    def remedy(self) -> Bilingual | None:
        """Return what to do about it, its `{fields}` not filled; None where nothing is to be done."""
        cure = Words(self.cure) if isinstance(self.cure, str) else self.cure
        return cure if cure.en else None

    def at(self, where: str = "", **gaps: Any) -> "Problem":
        """Return this problem at a place ("request.yaml:7"), with the values of its fields."""
        return Problem(self, where, gaps)


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

    def sentence(self, lang: str = "en") -> str:
        """Message and cure as one sentence, without place and code."""
        fields = {name: rendered(gap, lang) for name, gap in self.gaps.items()}
        text = template(self.message.words, lang, fields.get(self.message.counted))
        remedy = self.message.remedy
        if remedy is not None:
            text += "; " + translate(remedy, lang)
        return text.format_map(fields)

    def reason(self, lang: str = "en") -> str:
        """The sentence with its code, for a table or a list that names the place itself."""
        return f"{self.sentence(lang)} [{self.code}]"

    def line(self, lang: str = "en") -> str:
        """The whole line a person reads: place, problem, cure, code."""
        return f"{self.where + ': ' if self.where else ''}{self.reason(lang)}"

    def record(self, lang: str = "en") -> dict[str, Any]:
        """The problem as JSON shows it."""
        return {
            "severity": self.severity,
            "code": self.code,
            "message": self.sentence(lang),
            "where": self.where,
            "sources": list(self.message.sources),
        }


def by_place(problem: Problem) -> tuple[str, int]:
    """What sorts problems as the file has them: line 9 before line 10."""
    name, _, line = problem.where.rpartition(":")
    return (name, int(line)) if line.isdigit() else (problem.where, 0)


class LicensectlError(Exception):
    """Work cannot go on: one problem, or all that a file holds."""

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
        """Travel between processes with the problems, not with their sentences."""
        return type(self), self.problems, self.__dict__


class RefusedError(LicensectlError):
    """The answer is no: what was asked is understood and not allowed (exit 3)."""

    exit_status = EXIT_NO


class UsageError(LicensectlError):
    """The command line does not make sense (exit 2)."""

    exit_status = EXIT_USAGE


class Finding(NamedTuple):
    """A problem at a path of the document."""

    path: tuple[str | int, ...]
    message: Message
    gaps: dict[str, Any]
