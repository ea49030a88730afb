"""Size a product: check the options, collect the SKUs and prices to choose from, count, and report."""

from decimal import Decimal
from typing import Any, cast, get_args

from msgspec.structs import replace

from licensectl.app.prices.service_lists import named_prices
from licensectl.app.sizing import report
from licensectl.app.sizing.options import AccessOptions, SizingOptions, SqlServerOptions, WindowsServerOptions
from licensectl.cli.context import Run
from licensectl.cli.output import remark
from licensectl.core.messages import BAD_OPTION, UNKNOWN_NAME, bad_choice
from licensectl.core.money import is_currency, read_amount
from licensectl.core.names import capitals, is_market
from licensectl.core.sku_id import parse_sku
from licensectl.domain.catalog.model import Segment
from licensectl.domain.prices.price_list import PriceList, PriceScope
from licensectl.domain.quotes.checks.sizing import check_sized
from licensectl.domain.quotes.request_checks import check_rate
from licensectl.domain.sizing import editions, messages, sql, windows
from licensectl.domain.sizing.access import AccessQuestion, product_id, size_access
from licensectl.domain.sizing.cals import MOST, AccessNeeds, People
from licensectl.domain.sizing.candidates import Shelf, price_lookup
from licensectl.domain.sizing.hosts import parse_hosts, parse_vm_cores
from licensectl.domain.sizing.model import Scope, Sizing
from licensectl.domain.sizing.rules import Figures
from licensectl.domain.sizing.virtual_machines import MachinesQuestion, needs_sa, refuse_without_sa, size_machines
from licensectl.errors import UsageError
from licensectl.i18n.translate import N_, translate
from licensectl.render.report import Report

WINDOWS_EDITIONS = ("standard", "datacenter", "cheapest")
SQL_EDITIONS = ("standard", "enterprise")
CHOICES = {
    "packs": ("any", "2-core", "16-core"),
    "cals": ("auto", "user", "device", "both"),
    "model": ("core", "server-cal"),
    "external": ("auto", "connector", "cals"),
}


def windows_server(run: Run, options: WindowsServerOptions, shared: SizingOptions) -> Report:
    """Return the report of `size windows-server`. Raises UsageError if an option is invalid."""
    edition = options.edition.lower()
    _check_edition(edition, *(WINDOWS_EDITIONS[:-1] if options.vm_cores else WINDOWS_EDITIONS))
    _check_choices(packs=options.packs, cals=options.cals, external=options.external)
    refuse_without_sa(bool(options.vm_cores), options.mobility, options.with_sa)
    shelf = _shelf(run, shared, editions.FAMILY)
    figures = _figures(run)
    additive = {
        "rds-cal": People(options.rds_users, options.rds_devices, "rds"),
        "rms-cal": People(options.rms_users, options.rms_devices, "rms"),
    }
    needed = {access_id: people for access_id, people in additive.items() if people}
    access = AccessNeeds(People(options.users, options.devices), needed, cast(Any, options.cals))
    if options.vm_cores:
        machines = MachinesQuestion(
            product="windows-server", edition=edition.title(), machines=parse_vm_cores(options.vm_cores), access=access
        )
        return _report(run, shared, size_machines(machines, figures, shelf), shelf)
    question = windows.WindowsQuestion(
        edition=editions.CHEAPEST if edition == "cheapest" else _edition(shelf, editions.FAMILY, edition),
        hosts=parse_hosts(_required_servers(options.server), options.vms or []),
        packs=cast(Any, options.packs),
        access=access,
        external=windows.External(_count("--external-users", options.external_users), options.external_rds, options.external),
    )
    return _report(run, shared, windows.size_windows(question, shelf, figures), shelf)


def sql_server(run: Run, options: SqlServerOptions, shared: SizingOptions) -> Report:
    """Return the report of `size sql-server`. Raises UsageError if an option is invalid."""
    edition = options.edition.lower()
    _check_edition(edition, *SQL_EDITIONS)
    _check_choices(model=options.model, cals=options.cals)
    shelf = _shelf(run, shared, sql.FAMILY)
    figures = _figures(run)
    sku = shelf.server(sql.FAMILY, edition.title(), "2-core pack")
    version = str(shelf.catalog.products[sku.product].version) if sku else None
    by_vm = bool(options.vm_cores) and needs_sa("sql-server", version, figures)
    refuse_without_sa(by_vm, options.mobility, options.with_sa)
    access = AccessNeeds(People(options.users, options.devices), {}, cast(Any, options.cals))
    if options.vm_cores:
        if options.model == "server-cal":
            raise UsageError(messages.MACHINES_BY_SERVER.at())
        machines = MachinesQuestion(
            product="sql-server",
            edition=edition.title(),
            machines=parse_vm_cores(options.vm_cores),
            access=access,
            with_sa=options.with_sa,
        )
        return _report(run, shared, size_machines(machines, figures, shelf), shelf)
    if options.model == "core" or options.vms:
        _required_servers(options.server)
    question = sql.SqlQuestion(
        edition=_edition(shelf, sql.FAMILY, edition),
        model=cast(Any, options.model),
        hosts=parse_hosts(options.server or [], options.vms or []),
        access=access,
        with_sa=options.with_sa,
    )
    return _report(run, shared, sql.size_sql(question, shelf, figures), shelf)


def access(run: Run, options: AccessOptions, shared: SizingOptions) -> Report:
    """Return the report of `size access`. Raises UsageError if an option is invalid."""
    _check_choices(cals=options.cals)
    products = run.facts.sizing.access
    product = product_id(options.product, products)
    shelf = _shelf(run, shared, products[product].title, products[product].base)
    additive = {
        "enterprise": People(options.enterprise_users, options.enterprise_devices, "enterprise"),
        "plus": People(options.plus_users, options.plus_devices, "plus"),
        "rds": People(options.rds_users, options.rds_devices, "rds"),
        "rms": People(options.rms_users, options.rms_devices, "rms"),
    }
    question = AccessQuestion(
        product=product,
        everybody=People(options.users, options.devices),
        additive=additive,
        cals=cast(Any, options.cals),
        servers=_count("--servers", options.servers),
        edition=options.edition,
    )
    return _report(run, shared, size_access(question, products, shelf), shelf)


def _figures(run: Run) -> Figures:
    return Figures(run.facts.sizing.rules, run.as_of)


def _shelf(run: Run, shared: SizingOptions, family: str, licence: str | None = None) -> Shelf:
    """Return the SKUs of `family`, or that are the access licence, with their prices.

    Raises UsageError if a shared option is invalid and LicensectlError if the version is unknown.
    """
    _check_shared(run, shared)
    scope = Scope(shared.program, shared.market.upper(), shared.currency.upper(), shared.segment, run.as_of, shared.version)
    sheet = named_prices(run, shared.prices, shared.columns) if shared.prices else _booked(run, scope, family)
    shelf = Shelf(run.facts.catalog, scope, family, licence, price_lookup(scope, sheet))
    shelf.check_version(family, licence)
    return shelf


def _booked(run: Run, scope: Scope, family: str) -> PriceList | None:
    """Return the prices of the price book for every SKU that may be chosen; None if it has none of that time, market and currency."""
    # A named sheet needs no database.
    from licensectl.app.prices.service import book_prices

    catalog = run.facts.catalog
    held = [sku for sku in catalog.skus.values() if sku.grants or catalog.products[sku.product].family == family]
    keys = [key for sku in held if sku.sku and (key := parse_sku(sku.sku))]
    wanted = PriceScope(scope.market, scope.currency, scope.segment, scope.day)
    prices, said = book_prices(keys, wanted)
    if prices is not None and not any(prices.in_force(key, wanted).row for key in keys):
        return None
    remark(run, *said, carried=False)
    return prices


def _report(run: Run, shared: SizingOptions, found: Sizing, shelf: Shelf) -> Report:
    """Return the report of a sizing; warnings about the chosen SKUs also go to stderr."""
    said = check_sized(found, shelf, run.facts.programs.programs, priced=shared.prices is not None)
    found = replace(found, problems=[*found.problems, *said])
    customer = shared.customer or translate(N_("Customer"), run.lang)
    presentation = report.SizingPresentation(shelf.scope, customer, _vat(run, shared), run.explain)
    # YAML is the request, which has no place for problems.
    remark(run, *found.problems, carried=run.form != "yaml")
    return report.sizing(found, presentation, _figures(run), run.stamp(), run.lang)


def _vat(run: Run, shared: SizingOptions) -> Decimal | None:
    """Return the VAT of the request in percent: the option, else the standard rate of the market, None if that is not on record."""
    if shared.vat_rate is None:
        return run.facts.taxes.standard_rate(shared.market.upper(), run.as_of)
    rate = read_amount(shared.vat_rate)
    if rate is None:
        raise UsageError(BAD_OPTION.at(option="--vat-rate", value=shared.vat_rate, expected=N_("a percentage, as 22")))
    if problems := list(check_rate(rate, "--vat-rate")):
        raise UsageError(*problems)
    return rate


def _check_shared(run: Run, shared: SizingOptions) -> None:
    programs = run.facts.programs.programs
    if shared.program not in programs:
        raise UsageError(UNKNOWN_NAME.at(what=N_("program"), name=shared.program, known=", ".join(programs)))
    if shared.segment not in get_args(Segment):
        raise UsageError(bad_choice("--segment", shared.segment, get_args(Segment)))
    if not is_currency(capitals(shared.currency)):
        raise UsageError(BAD_OPTION.at(option="--currency", value=shared.currency, expected=N_("three letters, as EUR")))
    if not is_market(capitals(shared.market)):
        raise UsageError(BAD_OPTION.at(option="--market", value=shared.market, expected=N_("two letters, as IT")))


def _check_choices(**words: str | None) -> None:
    for name, value in words.items():
        if value is not None and value not in CHOICES[name]:
            raise UsageError(bad_choice(f"--{name}", value, CHOICES[name]))


def _check_edition(edition: str, *known: str) -> None:
    if edition not in known:
        raise UsageError(bad_choice("--edition", edition, known))


def _required_servers(server: list[str] | None) -> list[str]:
    if not server:
        raise UsageError(messages.NO_SERVER.at())
    return server


def _count(option: str, value: int) -> int:
    if not 0 <= value <= MOST:
        raise UsageError(messages.COUNT.at(option=option, value=value, most=MOST))
    return value


def _edition(shelf: Shelf, family: str, edition: str) -> str:
    """Return the edition in the spelling of the catalogue. Raises UsageError if the family does not have the edition."""
    known = shelf.editions(family, "16-core pack", "2-core pack")
    if edition.title() not in known:
        raise UsageError(bad_choice("--edition", edition, (name.lower() for name in known)))
    return edition.title()
