"""Texts of help that Typer or this program writes itself."""

from licensectl.i18n.translate import N_, Text

USAGE, EXAMPLES_TITLE = N_("Usage: "), N_("Examples")
# What Typer writes itself, by its own marks.
OF_TYPER = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("required"),
    N_("(dynamic)"),
    N_("Show this message and exit."),
)
# Placeholders of values, and of the rest of a command line; FILE, ID and the like are the same in Italian.
OF_VALUES = (
    N_("AMOUNT"),
    N_("CODE"),
    N_("COLUMN"),
    N_("CUSTOMER"),
    N_("DATE"),
    N_("DAYS"),
    N_("DIR"),
    N_("DISTRIBUTOR"),
    N_("EDITION"),
    N_("FIELD"),
    N_("FORMAT"),
    N_("INTO"),
    N_("KIND"),
    N_("LINE"),
    N_("MAP"),
    N_("MOMENT"),
    N_("NAME"),
    N_("NEW"),
    N_("NUMBER"),
    N_("OLD"),
    N_("ORDER"),
    N_("PATH"),
    N_("PERCENT"),
    N_("PHONE"),
    N_("PRICE"),
    N_("PROGRAM"),
    N_("QUOTE"),
    N_("RATE"),
    N_("REASON"),
    N_("REQUEST"),
    N_("ROLE"),
    N_("ROWS"),
    N_("SHEET"),
    N_("TEXT"),
    N_("VERDICT"),
    N_("WORD"),
    N_("WORDS"),
    N_("YEAR"),
    N_("YYYY-MM"),
)
OF_USAGE = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
# The options that Typer adds to complete words in a shell.
OF_COMPLETION = (
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
KINDS: dict[str, Text] = {
    "int": N_("a whole number"),
    "float": N_("a number"),
    "boolean": N_("true or false"),
}
