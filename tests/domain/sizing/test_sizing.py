"""Test the number of licences: published and derived examples, and properties of every host, count and price."""

import json
from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from helpers import sheet_of_tiers
from hypothesis import given, settings
from hypothesis import strategies as st

from licensectl.core.money import Money
from licensectl.domain.sizing.cals import AccessNeeds, People, cheaper_from, count_cals
from licensectl.domain.sizing.candidates import Shelf, no_price
from licensectl.domain.sizing.cores import by_count, cheapest, cost
from licensectl.domain.sizing.editions import Fleet
from licensectl.domain.sizing.hosts import Host, parse_host, windows_cores
from licensectl.domain.sizing.model import CandidatePrice, Scope
from licensectl.domain.sizing.rules import Figures
from licensectl.domain.sizing.sql import SqlQuestion, size_sql
from licensectl.domain.sizing.windows import External, WindowsQuestion, size_windows
from licensectl.errors import LicensectlError, RefusedError, UsageError
from licensectl.facts.library import Facts
from licensectl.i18n.translate import translate

FACTS = Facts.load()
DAY = date(2026, 11, 23)
FIGURES = Figures(FACTS.sizing.rules, DAY)
INDIA = ("--market", "IN", "--currency", "INR")


def shelf(price_of=no_price, day=DAY, version=None):
    scope = Scope("csp", "IT", "EUR", "Commercial", day, version)
    return Shelf(FACTS.catalog, scope, "Windows Server", "windows-server-cal", price_of)


def windows(*servers, edition="Standard", vms=0, packs="any", price_of=no_price, **more):
    hosts = [host for server in servers for host in parse_host(server, vms)]
    return size_windows(WindowsQuestion(edition=edition, hosts=hosts, packs=packs, **more), shelf(price_of), FIGURES)


def packs_of(found):
    return {line.pack_size: line.quantity for line in found.licenses if "core" in line.metric}


# Published (P) and derived (D) examples: name, servers, edition, VMs per host, packs asked for, core licences, packs bought.
HOSTS = [
    ("P1", ["1x4"], "Standard", 0, "any", 16, {16: 1}),
    ("P2", ["4x6"], "Standard", 0, "any", 32, {16: 2}),
    ("P6", ["1x8"], "Standard", 2, "any", 16, {16: 1}),
    ("P8", ["2x4"], "Standard", 0, "any", 16, {16: 1}),
    ("P11", ["2x8"], "Standard", 0, "2-core", 16, {2: 8}),
    ("P12", ["2x12"], "Standard", 0, "2-core", 24, {2: 12}),
    ("P15", ["2:2x12"], "Standard", 0, "16-core", 48, {16: 3}),
    ("D1", ["1x16"], "Standard", 0, "any", 16, {16: 1}),
    ("D2", ["2x16"], "Standard", 0, "any", 32, {16: 2}),
    ("D3", ["1x18"], "Standard", 0, "any", 18, {16: 1, 2: 1}),
    ("D5", ["1x2"], "Standard", 0, "any", 16, {16: 1}),
    ("D7", ["2x7"], "Standard", 0, "any", 16, {16: 1}),
    ("three machines", ["2x10"], "Standard", 3, "any", 40, {16: 2, 2: 4}),
    ("Datacenter, any machines", ["2x10"], "Datacenter", 40, "any", 20, {16: 1, 2: 2}),
    ("odd cores", ["1x17"], "Standard", 0, "any", 17, {16: 1, 2: 1}),
    ("15 beyond a pack", ["1x31"], "Standard", 0, "any", 31, {16: 2}),
    ("15 beyond a pack of several hosts", ["1x19", "1x28"], "Datacenter", 0, "any", 47, {16: 3}),
    ("14 beyond a pack", ["1x30"], "Standard", 0, "any", 30, {16: 1, 2: 7}),
    ("15 beyond a pack, in small ones", ["1x31"], "Standard", 0, "2-core", 31, {2: 16}),
    ("different hosts", ["2x10", "1x8", "4x8"], "Standard", 0, "any", 68, {16: 4, 2: 2}),
]


@pytest.mark.parametrize(("name", "servers", "edition", "vms", "packs", "cores", "bought"), HOSTS, ids=[case[0] for case in HOSTS])
def test_windows(name, servers, edition, vms, packs, cores, bought):
    found = windows(*servers, edition=edition, vms=vms, packs=packs)
    assert found.core_licenses == cores == sum(need.core_licenses for need in found.servers)
    assert packs_of(found) == bought


# The list prices of the published example (P10, D9, D10): Datacenter pays from the eleventh machine on.
USD = {("Standard", 16): 1176, ("Datacenter", 16): 6771, ("Standard", 2): 147, ("Datacenter", 2): Decimal("846.375")}


def flat(prices):
    """Return prices that do not depend on the quantity."""
    return {size: lambda count, price=price: price for size, price in prices.items()}


def usd(sku, basis, quantity):
    amount = USD.get((sku.edition, sku.pack_size))
    return CandidatePrice(Decimal(amount), given=True) if amount is not None and basis == "erp" else None


@pytest.mark.parametrize(
    ("server", "vms", "standard", "datacenter"), [("2x8", 10, 5880, 6771), ("2x8", 11, 7056, 6771), ("2x16", 10, 11760, 13542)]
)
def test_standard_or_datacenter(server, vms, standard, datacenter):
    [compared] = windows(server, vms=vms, price_of=usd).comparisons
    assert [option.cost for option in compared.options] == [Money(Decimal(standard), "EUR"), Money(Decimal(datacenter), "EUR")]
    assert (compared.unit, compared.break_even) == ("VM", 11)


# Servers with their machines; the edition of each, and the cost of the core licences (73.50 and 423.1875 per core).
SEVERAL = [
    ([("2x10", 5), ("2x16", 14)], "SD", 60 * 73.5 + 32 * 423.1875),
    ([("1x16", 4), ("1x16", 12), ("1x16", 20)], "SDD", 32 * 73.5 + 32 * 423.1875),
    ([("2:1x16", 12)], "DD", 32 * 423.1875),
    ([("2:1x16", 10)], "SS", 160 * 73.5),
    ([("2x8", 12)], "D", 16 * 423.1875),
    ([("40:2x8", 3), ("60:2x12", 30), ("50:1x20", 40), ("30:2x32", 2)], "S" * 40 + "D" * 110 + "S" * 30, None),
]


@pytest.mark.parametrize(("servers", "editions", "cost"), SEVERAL, ids=[case[1][:9] for case in SEVERAL])
def test_the_cheapest_edition_of_each_server(servers, editions, cost):
    hosts = [host for server, vms in servers for host in parse_host(server, vms)]
    found = size_windows(WindowsQuestion(edition="Cheapest", hosts=hosts), shelf(usd), FIGURES)
    assert "".join((need.edition or "")[0] for need in found.servers) == editions
    assert cost is None or total(found) == Decimal(str(cost))
    options = [option.name for option in found.comparisons[0].options]
    assert options == ["Standard", *(["Standard + Datacenter"] if len(set(editions)) > 1 else []), "Datacenter"]


@settings(max_examples=60)
@given(
    st.lists(st.builds(Host, st.integers(1, 4), st.integers(1, 40), st.integers(0, 30)), min_size=1, max_size=5),
    st.lists(st.decimals("1", "999", places=2), min_size=4, max_size=4),
)
def test_no_assignment_of_editions_costs_less(hosts, prices):
    by_pack = dict(zip(USD, prices, strict=True))

    def price_of(sku, basis, quantity):
        amount = by_pack.get((sku.edition, sku.pack_size))
        return CandidatePrice(amount, given=True) if amount is not None else None

    fleet = Fleet(hosts=hosts, shelf=shelf(price_of), figures=FIGURES)
    every = [fleet.cost(editions).amount for editions in product(("Standard", "Datacenter"), repeat=len(hosts))]
    assert fleet.cost(fleet.cheapest()).amount == min(every)


SQL = [
    ("D12", "1x6", 6, 3),
    ("P16", "2x12", 24, 12),
    ("one small processor", "1x2", 4, 2),
    ("two small ones", "2x2", 8, 4),
    ("odd", "1x5", 5, 3),
]


@pytest.mark.parametrize(("name", "server", "cores", "packs"), SQL, ids=[case[0] for case in SQL])
@pytest.mark.parametrize("edition", ["Standard", "Enterprise"])
def test_sql_per_core(name, server, cores, packs, edition):
    found = size_sql(SqlQuestion(edition=edition, model="core", hosts=parse_host(server)), shelf(), FIGURES)
    assert (found.core_licenses, [(line.pack_size, line.quantity) for line in found.licenses]) == (cores, [(2, packs)])


@pytest.mark.parametrize(
    ("server", "vms", "with_sa", "cores"),
    [
        ("2x8", 1, False, 16),
        ("2x8", 16, False, 16),
        ("2x8", 17, False, 17),
        ("2x8", 20, False, 20),
        ("2:2x8", 20, False, 40),
        ("2x8", 20, True, 16),
    ],
)
def test_sql_enterprise_has_one_virtual_machine_per_core_licence(server, vms, with_sa, cores):
    hosts = parse_host(server, vms)
    found = size_sql(SqlQuestion(edition="Enterprise", model="core", hosts=hosts, with_sa=with_sa), shelf(), FIGURES)
    assert found.core_licenses == cores
    assert ("sql-enterprise-vms" in found.rules) == (cores > 16 * len(hosts))


@pytest.mark.parametrize("with_sa", [True, False])
def test_sql_standard_per_core_on_the_host_runs_in_no_virtual_machine(with_sa):
    question = SqlQuestion(edition="Standard", model="core", hosts=parse_host("2x8", 4), with_sa=with_sa)
    with pytest.raises(RefusedError) as refused:
        size_sql(question, shelf(), FIGURES)
    assert [problem.code for problem in refused.value.problems] == ["LC-SIZE-NO-VM-RIGHTS"]


@pytest.mark.parametrize(
    ("edition", "version", "server", "warned"),
    [
        ("Standard", None, "2x24", True),
        ("Standard", None, "2x16", False),
        ("Standard", None, "1x33", True),
        ("Standard", "2022", "2x12", False),
        ("Standard", "2022", "1x25", True),
        ("Enterprise", None, "2x24", False),
    ],
)
def test_capacity_of_one_instance(edition, version, server, warned):
    found = size_sql(SqlQuestion(edition=edition, model="core", hosts=parse_host(server)), shelf(version=version), FIGURES)
    assert [problem.code for problem in found.problems] == ["LC-SIZE-CAPACITY"] * warned


def test_what_a_virtual_machine_of_a_large_host_gets_is_not_known():
    people = AccessNeeds(People(users=10))
    question = SqlQuestion(edition="Standard", model="server-cal", hosts=parse_host("2x24", 4), access=people)
    assert size_sql(question, shelf(), FIGURES).problems == []


@pytest.mark.parametrize(
    ("people", "said"),
    [(People(50), "50 users"), (People(0, 1), "1 device"), (People(50, 1), "50 users, 1 device"), (People(), None)],
)
def test_people_whom_the_core_model_does_not_count_are_named(people, said):
    question = SqlQuestion(edition="Standard", model="core", hosts=parse_host("2x8"), access=AccessNeeds(people))
    named = [(problem.code, translate(problem.gaps["people"], "en")) for problem in size_sql(question, shelf(), FIGURES).problems]
    assert named == [("LC-SIZE-PER-CORE", said)][: bool(said)]


def test_sql_by_server_counts_machines_and_is_not_weighed_against_cores_that_do_not_allow_them():
    question = SqlQuestion(edition="Standard", model="server-cal", hosts=parse_host("2x8", 4), access=AccessNeeds(People(users=10)))
    found = size_sql(question, shelf(usd), FIGURES)
    assert [(line.metric, line.quantity) for line in found.licenses] == [("server", 4), ("user CAL", 10)]
    assert found.comparisons == []


def test_licensing_by_machine_needs_software_assurance_since_sql_server_2022(cli):
    asked = ("size", "sql-server", "--version", "2019", "--as-of", "2021-06-01", "--vm-cores", "2:2", "-f", "json")
    made = json.loads(cli(*asked).out)
    [packs] = made["licenses"]
    assert packs["quantity"] == 4 and "2019" in packs["title"] and made["generation"] == "SQL Server 2019"
    people = json.loads(cli(*asked, "--users", "10").out)
    assert people["licenses"] == made["licenses"], "no CALs, least of all those of Windows Server"
    assert "LC-SIZE-PER-CORE" in [problem["code"] for problem in people["problems"]]
    assert cli("size", "sql-server", "--vm-cores", "2:2").code == 3


def test_sql_by_server_shares_its_cals():
    wanted = AccessNeeds(People(users=30))
    found = size_sql(SqlQuestion(edition="Standard", model="server-cal", hosts=parse_host("3:2x8"), access=wanted), shelf(), FIGURES)
    assert [(line.metric, line.quantity) for line in found.licenses] == [("server", 3), ("user CAL", 30)]


def counted(wanted):
    return [(line.sku, line.quantity) for line in count_cals("windows-server-cal", wanted, shelf()).licenses]


USER, DEVICE, RDS = "DG7GMGF0PWHT:0002", "DG7GMGF0PWHT:0005", "DG7GMGF0PWHB:0004"
CALS = [
    (AccessNeeds(People(25)), [(USER, 25)]),
    (AccessNeeds(People(0, 9)), [(DEVICE, 9)]),
    (AccessNeeds(People(25, 9)), [(USER, 25), (DEVICE, 9)]),
    (AccessNeeds(People(25, 9), cals="auto"), [(DEVICE, 9)]),
    (AccessNeeds(People(9, 9), cals="auto"), [(USER, 9)]),
    (AccessNeeds(People(25, 9), cals="user"), [(USER, 25)]),
    (AccessNeeds(People(25, 9), cals="both"), [(USER, 25), (DEVICE, 9)]),
    (AccessNeeds(People(30), {"rds-cal": People(30)}), [(USER, 30), (RDS, 30)]),
    (AccessNeeds(additive={"rds-cal": People(30)}), [(USER, 30), (RDS, 30)]),
    (AccessNeeds(), []),
]


@pytest.mark.parametrize(("wanted", "licenses"), CALS)
def test_cals(wanted, licenses):
    assert counted(wanted) == licenses


@pytest.mark.parametrize(
    ("people", "cals", "warned"),
    [
        (People(40, 12), None, True),
        (People(40, 12), "both", False),
        (People(40, 12), "auto", False),
        (People(40, 12), "device", False),
        (People(40), None, False),
        (People(0, 12), None, False),
    ],
)
def test_users_beside_devices_are_counted_both_with_a_warning(people, cals, warned):
    found = count_cals("windows-server-cal", AccessNeeds(people, cals=cals), shelf())
    assert [problem.code for problem in found.problems] == ["LC-SIZE-BOTH"] * warned


def test_the_warning_names_the_options_of_the_licence():
    wanted = AccessNeeds(People(40), {"rds-cal": People(8, 2, "rds")})
    with pytest.raises(UsageError):
        count_cals("windows-server-cal", wanted, shelf())
    [warning] = count_cals("windows-server-cal", AccessNeeds(additive=wanted.additive), shelf()).problems
    assert (warning.gaps["user_option"], warning.gaps["device_option"]) == ("--users", "--devices")


@pytest.mark.parametrize(
    ("people", "rds", "cals", "noted"),
    [
        (People(25, 9), People(20, 0, "rds"), "auto", True),
        (People(25, 9), People(20, 5, "rds"), "auto", False),
        (People(25, 9), People(0, 9, "rds"), "user", None),
        (People(25, 9), People(20, 0, "rds"), "both", False),
        (People(9, 25), People(0, 20, "rds"), "auto", True),
        (People(25), People(20, 0, "rds"), "auto", False),
    ],
)
def test_an_additive_licence_per_user_beside_a_base_per_device_is_noted(people, rds, cals, noted):
    wanted = AccessNeeds(people, {"rds-cal": rds}, cals)
    if noted is None:
        with pytest.raises(UsageError):
            count_cals("windows-server-cal", wanted, shelf())
        return
    assert [problem.code for problem in count_cals("windows-server-cal", wanted, shelf()).problems] == ["LC-SIZE-MIXED"] * noted


# The connector costs 207,570 and 1,484,146 for RDS, a user CAL 4,299 and 14,783 (public list of August 2026); in March 2021 the
# connector cost 1,836.85 and a user CAL 37.40. Before, no public list is on record.
@pytest.mark.parametrize(
    ("users", "servers", "rds", "day", "chosen"),
    [
        (48, 1, False, DAY, "user CAL"),
        (49, 1, False, DAY, "external connector"),
        (96, 2, False, DAY, "user CAL"),
        (97, 2, False, DAY, "external connector"),
        (88, 1, True, DAY, "user CAL"),
        (89, 1, True, DAY, "external connector"),
        (49, 1, False, date(2026, 7, 31), "user CAL"),
        (50, 1, False, date(2026, 7, 31), "external connector"),
        (70, 1, False, date(2021, 3, 1), "user CAL"),
        (71, 1, False, date(2021, 3, 1), "external connector"),
    ],
)
def test_external_users_without_own_prices_follow_the_newest_public_list(users, servers, rds, day, chosen):
    question = WindowsQuestion(edition="Standard", hosts=[Host(1, 8)] * servers, external=External(users, rds))
    found = size_windows(question, shelf(day=day), FIGURES)
    assert {line.metric for line in found.licenses[1:]} == {chosen}
    assert [problem.code for problem in found.problems] == ["LC-SIZE-CONNECTOR"] * (day > date(2021, 3, 17))


@pytest.mark.parametrize(
    ("prices", "packs", "bought", "by_price"),
    [
        ({"16-core pack": 1000}, "any", {16: 3}, False),
        ({"2-core pack": 130}, "any", {2: 20}, False),
        ({"16-core pack": 1000, "2-core pack": 260}, "any", {16: 3}, True),
        ({"16-core pack": 1000, "2-core pack": 126}, "any", {16: 2, 2: 4}, True),
        ({"16-core pack": 1000, "2-core pack": 120}, "16-core", {16: 3}, False),
        ({"16-core pack": 1000, "2-core pack": 10}, "any", {2: 20}, True),
        ({"user CAL": 40}, "any", {16: 2, 2: 4}, False),
    ],
)
def test_packs_are_compared_where_both_have_a_price(prices, packs, bought, by_price):
    def price_of(sku, basis, quantity):
        return CandidatePrice(Decimal(prices[sku.metric]), given=True) if sku.metric in prices else None

    found = windows("2x10", vms=3, packs=packs, price_of=price_of)
    assert packs_of(found) == bought
    assert ("packs by price" in {step.what for step in found.steps}) == by_price


# A server costs 900, a core pack 3,400, a user CAL 180, a device CAL 240: (8 × 3,400 − 900) / CAL.
@pytest.mark.parametrize(
    ("people", "break_even"), [(People(), 147), (People(110), 147), (People(0, 110), 110), (People(10, 10), 126), (People(5, 15), 117)]
)
def test_the_break_even_of_sql_models_is_of_the_cals_counted(people, break_even):
    amounts = {"server": 900, "2-core pack": 3400, "user CAL": 180, "device CAL": 240}

    def price_of(sku, basis, quantity):
        return CandidatePrice(Decimal(amounts[sku.metric]), given=True) if sku.metric in amounts else None

    model = "server-cal" if people else "core"
    question = SqlQuestion(edition="Standard", model=model, hosts=parse_host("2x8"), access=AccessNeeds(people))
    [compared] = size_sql(question, shelf(price_of), FIGURES).comparisons
    assert compared.break_even == break_even
    assert [option.name for option in compared.options] == (["Server/CAL", "Per Core"] if people else ["Per Core"])


def test_a_server_dearer_than_the_cores_pays_from_no_cal_at_all():
    assert [cheaper_from(Decimal(whole), Decimal(each)) for whole, each in ((-1, 5), (0, 5), (10, 5), (9, 5), (9, 0))] == [0, 1, 3, 2, None]


@pytest.mark.parametrize(
    ("version", "day", "code"),
    [
        ("2012", date(2018, 4, 1), "LC-SIZE-NO-VERSION"),
        ("2025", date(2023, 4, 1), "LC-SIZE-LATER-VERSION"),
        ("2031", DAY, "LC-CLI-UNKNOWN"),
    ],
)
def test_a_generation_that_is_not_sold_on_the_day(version, day, code):
    with pytest.raises(LicensectlError) as failure:
        shelf(day=day, version=version).check_version("Windows Server")
    assert [problem.code for problem in failure.value.problems] == [code]


@pytest.mark.parametrize(
    ("vms", "edition", "asked"),
    [(0, "Standard", "2 VM"), (6, "Standard", "6 VM"), (7, "Standard", "8 VM"), (6, "Datacenter", "Datacenter")],
)
def test_the_curve_tells_the_case_asked_about(vms, edition, asked):
    [compared] = windows("2x8", vms=vms, edition=edition, price_of=usd).comparisons
    assert compared.asked == asked
    assert asked in {option.name for option in (*compared.curve, *compared.options)}


GENERATIONS = [(DAY, None, "Windows Server 2025"), (date(2023, 5, 1), None, "Windows Server 2022"), (DAY, "2022", "Windows Server 2022")]


@pytest.mark.parametrize(("day", "version", "generation"), GENERATIONS)
def test_generation(day, version, generation):
    question = WindowsQuestion(edition="Standard", hosts=[Host(1, 16)], access=AccessNeeds(People(5)))
    found = size_windows(question, shelf(day=day, version=version), FIGURES)
    assert found.generation == generation
    assert all(line.title.startswith(generation) for line in found.licenses)


hosts = st.builds(Host, st.integers(1, 8), st.integers(1, 128), st.integers(0, 60))
amounts = st.decimals("0.01", "9999", places=2)


@given(hosts)
def test_never_below_the_minimums(host):
    cores = windows_cores(host, FIGURES)
    assert cores >= 16 and cores >= host.sockets * 8 and cores >= host.sockets * host.cores_per_socket


@given(st.integers(1, 4000), st.sampled_from([[16, 2], [16], [2]]))
def test_packs_cover_with_less_than_one_to_spare(cores, sizes):
    mix = by_count(cores, sizes)
    spare = sum(size * count for size, count in mix.items()) - cores
    assert 0 <= spare < min(sizes)
    assert mix.get(2, 0) < 8 or sizes == [2]


@given(st.integers(1, 300), amounts, amounts)
def test_the_chosen_mix_is_the_cheapest(cores, large, small):
    prices = flat({16: large, 2: small})
    every = [{16: a, 2: b} for a in range(cores // 16 + 2) for b in range(cores // 2 + 2) if 16 * a + 2 * b >= cores]
    found = cheapest(cores, prices)
    assert sum(size * count for size, count in found.items()) >= cores
    assert cost(found, prices) == min(cost(mix, prices) for mix in every)


def test_the_cheaper_mix_is_not_always_the_16_pack():
    assert cheapest(16, flat({16: Decimal(575191), 2: Decimal(71898)})) == {2: 8}
    assert cheapest(16, flat({16: Decimal(99915), 2: Decimal(12523)})) == {16: 1}
    assert cheapest(30, flat({16: Decimal(100), 2: Decimal(20)})) == {16: 2}


def test_packs_whose_price_is_not_known_for_so_many_are_not_the_cheapest():
    prices = flat({16: Decimal(1000), 2: Decimal(10)}) | {2: lambda count: Decimal(10) if count < 20 else None}
    assert cheapest(40, prices) == {16: 2, 2: 4} and cost({2: 20}, prices) is None


TIERS = {"16-core pack": (5, 1000, 900), "2-core pack": (99, 130, 100), "user CAL": (50, 44, 40), "device CAL": (50, 43, 43)}


def of_tier(sku, basis, quantity):
    least, few, many = TIERS.get(sku.metric, (0, 0, 0))
    return CandidatePrice(Decimal(many if quantity >= least else few), given=True) if least else None


@pytest.mark.parametrize(
    ("servers", "users", "devices", "external", "prices"),
    [
        (["4:2x8"], 49, 0, 0, {"16-core pack": 1000, "user CAL": 44}),
        (["5:2x8"], 50, 0, 0, {"16-core pack": 900, "user CAL": 40}),
        # Of equal numbers the user CAL costs less from 50 on.
        (["2x8"], 49, 49, 0, {"16-core pack": 1000, "device CAL": 43}),
        (["2x8"], 50, 50, 0, {"16-core pack": 1000, "user CAL": 40}),
        # Users inside and outside are bought together.
        (["2x8"], 40, 0, 20, {"16-core pack": 1000, "user CAL": 40}),
    ],
)
def test_licences_have_the_price_of_so_many(servers, users, devices, external, prices):
    wanted = AccessNeeds(People(users, devices), cals="auto")
    found = windows(*servers, price_of=of_tier, access=wanted, external=External(external, by="cals"))
    assert {line.metric: line.unit_price.amount for line in found.licenses} == prices


def test_a_sheet_with_tiers_prices_a_sizing_as_the_quote_made_of_it(cli, tmp_path):
    sheet = sheet_of_tiers(tmp_path / "sheet.csv", "DG7GMGF0PWHT:0002", (1, 49, "43.43"), (50, "", "40.00"))
    size = ("size", "access", "--product", "windows-server", "--users", "60", "--prices", sheet, "--as-of", "2026-11-23")
    (line,) = json.loads(cli(*size, "-f", "json").out)["licenses"]
    assert (line["unit_price"]["amount"], line["total"]["amount"]) == ("40.00", "2400.00")
    request = tmp_path / "request.yaml"
    request.write_text(cli(*size, "-f", "yaml").out)
    quote = json.loads(cli("quote", "build", str(request), "--margin", "0", "--prices", sheet, "--as-of", "2026-11-23", "-f", "json").out)
    assert quote["totals"]["cost"]["amount"] == "2400.00"


def total(found):
    return sum((line.total.amount for line in found.licenses), Decimal(0))


@settings(max_examples=60)
@given(hosts, st.integers(0, 3), st.integers(0, 4), st.integers(0, 40), st.integers(0, 5), amounts, amounts)
def test_more_never_costs_less(host, cores, vms, users, more, large, small):
    prices = {"16-core pack": large, "2-core pack": small, "user CAL": Decimal(44)}

    def price_of(sku, basis, quantity):
        return CandidatePrice(prices[sku.metric], given=True) if sku.metric in prices else None

    def costs(host, users):
        question = WindowsQuestion(edition="Standard", hosts=[host], access=AccessNeeds(People(users)))
        return total(size_windows(question, shelf(price_of), FIGURES))

    bigger = Host(host.sockets, host.cores_per_socket + cores, host.vms + vms)
    assert costs(host, users) <= costs(bigger, users + more)
