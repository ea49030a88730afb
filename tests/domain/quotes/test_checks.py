"""Test the checks of a quote: quotes that each reports and quotes that it accepts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from licensectl.core.sku_id import parse_sku
from licensectl.domain.customers.model import Customer
from licensectl.domain.prices.price_list import PriceList, PriceRow
from licensectl.domain.quotes import messages_checks as checking
from licensectl.domain.quotes import messages_tax as taxing
from licensectl.domain.quotes.build import build
from licensectl.domain.quotes.checks import CHECKS
from licensectl.domain.quotes.model import OtherLine, PlannedServer, QuoteRequest, RequestLine, Vat
from licensectl.errors import LicensectlError, Message
from licensectl.facts.library import Facts

FACTS = Facts.load()
REMARKS = [message for module in (checking, taxing) for message in vars(module).values() if isinstance(message, Message)]
MESSAGES = [message for message in REMARKS if message is not taxing.FRACTION]
DAY = date(2026, 11, 23)
STANDARD, STANDARD2, DATACENTER, DATACENTER2 = "DG7GMGF0PWHC:0003", "DG7GMGF0PWHC:0006", "DG7GMGF0PWHD:0001", "DG7GMGF0PWHD:0004"
CAL, DEVICE_CAL, RDS, RDS_DEVICE = "DG7GMGF0PWHT:0002", "DG7GMGF0PWHT:0005", "DG7GMGF0PWHB:0004", "DG7GMGF0PWHB:0001"
CAL_2022, STANDARD_2022, CONNECTOR, RDS_CONNECTOR = "DG7GMGF0D5VX:0007", "DG7GMGF0D5RK:0005", "DG7GMGF0XCZ4:0001", "DG7GMGF0PWHS:0001"
SQL_SERVER, SQL_CORE, SQL_CAL = "DG7GMGF0VNJS:0002", "DG7GMGF0VNH2:0002", "DG7GMGF0VNHV:0002"
SQL_ENTERPRISE = "DG7GMGF0VNGX:0006"
SKYPE_CAL, SKYPE = "DG7GMGF0F4K1:0002", "DG7GMGF0F4LR:0002"
EXCHANGE, EXCHANGE_CAL, EXCHANGE_PLUS = "DG7GMGF0F4MC:0003", "DG7GMGF0F4MB:0004", "DG7GMGF0F4MD:0004"
HOME_TO_PRO, PRO_UPGRADE, GET_GENUINE, OFFICE = "DG7GMGF0D8H4:0002", "DG7GMGF0D8H4:0004", "DG7GMGF0L4TL:0003", "DG7GMGF0PN5D:0002"
ESU_W10_1, ESU_W10_2, ESU_SQL = "DG7GMGF0SSGZ:0004", "DG7GMGF0SSGZ:0001", "DG7GMGDZTC0F:000D"
OFFICE_2021, LTSC_2021, RDS_OLD = "DG7GMGF0D7FX:0002", "DG7GMGF0D19L:0001", "DG7GMGF0DVSV:000L"
WITH_CALS = (CAL, 5)
REVERSE, SPLIT = Vat(reverse_charge=True), Vat(rate=Decimal(22), split_payment=True)
TAXED = OtherLine(vendor="Adobe", title="Acrobat", quantity=1, sell_price=Decimal(250), vat_rate=Decimal(4))
GERMAN, SWISS = Customer("Muster GmbH", vat_id="DE136695976"), Customer("Muster AG", country="CH")
TOWN = Customer("Comune di Esempio", country="IT", sdi_code="ABC123")


def said(*lines, prices=None, day=DAY, knowledge=FACTS.knowledge, **request):
    """Return the codes of the checks for a quote of (sku, quantity) pairs."""
    lines = [RequestLine(sku=sku, quantity=quantity, sell_price=Decimal(1)) for sku, quantity in lines]
    asked = QuoteRequest(**{"customer": Customer("Contoso"), "vat": Vat(rate=Decimal(22)), "lines": lines, **request})
    quote = build(asked, FACTS.catalog, FACTS.programs.programs, prices, day, knowledge)
    return [problem.code for problem in quote.problems if problem.code.startswith(("LC-CHECK", "LC-SIZE", "LC-CUSTOMER"))]


def sheet(**prices):
    """Return a price list of SKU → unit price."""
    rows = [
        PriceRow(
            key=parse_sku(sku), segment="Commercial", term="OneTime", billing_plan="", market="IT", currency="EUR",
            unit_price=Decimal(price), erp=None, effective_start=date(2020, 1, 1), effective_end=date(9999, 1, 1),
            title=sku, row=number, file="sheet.csv",
        )
        for number, (sku, price) in enumerate(prices.items(), 2)
    ]  # fmt: skip
    return PriceList("sheet.csv", rows)


def hosts(*servers, product="windows-server"):
    """Return servers of a request, each as server, virtual machines and, where it has one, edition."""
    return [PlannedServer(product=product, server=one[0], vms=one[1], edition=one[2] if one[2:] else None) for one in servers]


def other(title, quantity):
    return [OtherLine(vendor="Microsoft", title=title, quantity=quantity, sell_price=Decimal(1))]


FOUR = {STANDARD: 1000, STANDARD2: 130, DATACENTER: 5800, DATACENTER2: 725}
MIXED = hosts(("1x16", 2, "Standard"), ("1x16", 12, "Datacenter"))
# Code, the lines, what else the request says, whether the check speaks.
CASES = [
    ("ADDITIVE", [(EXCHANGE_PLUS, 10)], {}, True),
    ("ADDITIVE", [(EXCHANGE_PLUS, 10), (EXCHANGE_CAL, 5)], {}, True),
    ("ADDITIVE", [(EXCHANGE_PLUS, 10), (EXCHANGE_CAL, 10)], {}, False),
    ("ADDITIVE", [(EXCHANGE_PLUS, 10)], {"owned": ["exchange-standard-cal"]}, False),
    ("ADDITIVE", [(EXCHANGE_PLUS, 10)], {"owned": [EXCHANGE_CAL]}, False),
    ("ADDITIVE", [(RDS, 10)], {}, True),
    ("ADDITIVE", [(RDS, 10), (CAL, 10)], {}, False),
    ("ADDITIVE", [(RDS, 30), (DEVICE_CAL, 10)], {}, False),
    ("ADDITIVE-MIXED", [(RDS, 30), (DEVICE_CAL, 10)], {}, True),
    ("ADDITIVE-MIXED", [(RDS, 30), (DEVICE_CAL, 10), (CAL, 29)], {}, True),
    ("ADDITIVE-MIXED", [(RDS, 30), (DEVICE_CAL, 10), (CAL, 30)], {}, False),
    ("ADDITIVE-MIXED", [(RDS, 30), (CAL, 10)], {}, False),
    ("ADDITIVE-MIXED", [(RDS, 30), (DEVICE_CAL, 10)], {"owned": ["windows-server-cal"]}, False),
    ("ADDITIVE", [(RDS_CONNECTOR, 1)], {}, True),
    ("ADDITIVE", [(RDS_CONNECTOR, 1), (CONNECTOR, 1)], {}, False),
    ("CAL-OLDER", [(STANDARD, 1), (CAL_2022, 5)], {}, True),
    ("CAL-OLDER", [(STANDARD, 1), (CAL_2022, 5), (CAL, 5)], {}, False),
    ("CAL-OLDER", [(STANDARD_2022, 1), (CAL, 5)], {}, False),
    ("CAL-OLDER", [(CAL_2022, 5)], {"owned": ["windows-server-2025"]}, True),
    ("CAL-OLDER", [(CAL_2022, 5)], {"owned": ["windows-server-2022"]}, False),
    ("CAL-OLDER", [(CAL_2022, 5)], {}, False),
    ("NO-CAL", [(STANDARD, 1)], {}, True),
    ("NO-CAL", [(STANDARD, 1), (CAL, 5)], {}, False),
    ("NO-CAL", [(STANDARD, 1), (DEVICE_CAL, 5)], {}, False),
    ("NO-CAL", [(STANDARD, 1), (CONNECTOR, 1)], {}, False),
    ("NO-CAL", [(STANDARD, 1)], {"owned": ["windows-server-cal"]}, False),
    ("NO-CAL", [(SQL_SERVER, 1)], {}, True),
    ("NO-CAL", [(SQL_SERVER, 1), (SQL_CAL, 5)], {}, False),
    ("NO-CAL", [(SQL_CORE, 2)], {}, False),
    ("NO-CAL", [(EXCHANGE, 1)], {}, True),
    ("CORES", [(STANDARD2, 7), WITH_CALS], {}, True),
    ("CORES", [(STANDARD2, 8), WITH_CALS], {}, False),
    ("CORES", [(STANDARD2, 2), WITH_CALS], {"owned": ["windows-server-2025"]}, False),
    ("CORES", [(SQL_CORE, 1)], {}, True),
    ("CORES", [(SQL_CORE, 2)], {}, False),
    ("CORES-SERVERS", [(STANDARD, 1), WITH_CALS], {"servers": hosts(("2x10", 2))}, True),
    ("CORES-SERVERS", [(STANDARD, 1), (STANDARD2, 2), WITH_CALS], {"servers": hosts(("2x10", 2))}, False),
    ("CORES-SERVERS", [(STANDARD, 1), (STANDARD2, 2), WITH_CALS], {"servers": hosts(("2x10", 3))}, True),
    ("CORES-SERVERS", [(DATACENTER, 1), (DATACENTER2, 2), WITH_CALS], {"servers": hosts(("2x10", 30))}, False),
    ("CORES-SERVERS", [(STANDARD, 1), (DATACENTER, 1), WITH_CALS], {"servers": MIXED}, False),
    ("CORES-SERVERS", [(STANDARD, 1), (DATACENTER2, 7), WITH_CALS], {"servers": MIXED}, True),
    ("CORES-SERVERS", [(STANDARD, 1), WITH_CALS], {"servers": MIXED}, True),
    ("CORES-SPARE", [(STANDARD, 2), (DATACENTER, 1), WITH_CALS], {"servers": MIXED}, True),
    ("CORES-SERVERS", [(SQL_CORE, 2)], {"servers": hosts(("2x4", 0), product="sql-server")}, True),
    ("CORES-SERVERS", [(SQL_CORE, 4)], {"servers": hosts(("2x4", 0), product="sql-server")}, False),
    ("CORES-SERVERS", [(SQL_ENTERPRISE, 8)], {"servers": hosts(("2x8", 20), product="sql-server")}, True),
    ("CORES-SERVERS", [(SQL_ENTERPRISE, 10)], {"servers": hosts(("2x8", 20), product="sql-server")}, False),
    ("CORES-SERVERS", [(SQL_ENTERPRISE, 8)], {"servers": hosts(("2x8", 20), product="sql-server"), "software_assurance": True}, False),
    ("NO-VM-RIGHTS", [(SQL_CORE, 8)], {"servers": hosts(("2x8", 1), product="sql-server")}, True),
    ("NO-VM-RIGHTS", [(SQL_CORE, 8)], {"servers": hosts(("2x8", 0), product="sql-server")}, False),
    ("NO-VM-RIGHTS", [(SQL_ENTERPRISE, 8)], {"servers": hosts(("2x8", 4), product="sql-server")}, False),
    ("CORES-SPARE", [(STANDARD, 2), (STANDARD2, 2), WITH_CALS], {"servers": hosts(("2x10", 2))}, True),
    ("CORES-SPARE", [(STANDARD, 1), (STANDARD2, 3), WITH_CALS], {"servers": hosts(("2x10", 2))}, True),
    ("CORES-SPARE", [(STANDARD, 2), WITH_CALS], {"servers": hosts(("2x10", 2))}, False),
    ("CORES-SPARE", [(STANDARD, 1), (STANDARD2, 2), WITH_CALS], {"servers": hosts(("2x10", 2))}, False),
    ("CORES-SPARE", [(STANDARD, 9), WITH_CALS], {}, False),
    ("PACKS", [(STANDARD2, 8), WITH_CALS], {}, True),
    ("PACKS", [(STANDARD2, 7), (STANDARD, 1), WITH_CALS], {}, False),
    ("PACKS", [(SQL_CORE, 12)], {}, False),
    ("PACKS", [(STANDARD2, 8), WITH_CALS], {"prices": sheet(**FOUR)}, False),
    ("PACKS", [(STANDARD2, 8), WITH_CALS], {"prices": sheet(**{STANDARD2: 125})}, False),
    ("PACKS-DEARER", [(STANDARD2, 8), WITH_CALS], {"prices": sheet(**FOUR)}, True),
    ("PACKS-DEARER", [(STANDARD, 1), WITH_CALS], {"prices": sheet(**FOUR)}, False),
    ("PACKS-DEARER", [(DATACENTER2, 8), WITH_CALS], {"prices": sheet(**FOUR)}, False),
    ("DATACENTER", [(STANDARD, 6), WITH_CALS], {"servers": hosts(("1x16", 12)), "prices": sheet(**FOUR)}, True),
    ("DATACENTER", [(STANDARD, 5), WITH_CALS], {"servers": hosts(("1x16", 10)), "prices": sheet(**FOUR)}, False),
    ("DATACENTER", [(STANDARD, 6), WITH_CALS], {"servers": hosts(("6:1x16", 0)), "prices": sheet(**FOUR)}, False),
    ("DATACENTER", [(STANDARD, 6), WITH_CALS], {"prices": sheet(**FOUR)}, False),
    # 1 + 6 packs of Standard cost 7,000; one of Standard and one of Datacenter 6,800; two of Datacenter 11,600.
    ("DATACENTER", [(STANDARD, 7), WITH_CALS], {"servers": hosts(("1x16", 2), ("1x16", 12)), "prices": sheet(**FOUR)}, True),
    ("DATACENTER", [(STANDARD, 6), WITH_CALS], {"servers": hosts(("1x16", 2), ("1x16", 10)), "prices": sheet(**FOUR)}, False),
    ("DATACENTER", [(STANDARD, 1), (DATACENTER, 1), WITH_CALS], {"servers": MIXED, "prices": sheet(**FOUR)}, False),
    (
        "DATACENTER",
        [(STANDARD, 6), (DATACENTER, 1), WITH_CALS],
        {"servers": hosts(("1x16", 12, "Standard"), ("1x16", 12, "Datacenter")), "prices": sheet(**FOUR)},
        True,
    ),
    (
        "DATACENTER",
        [(STANDARD, 1), (DATACENTER, 1), WITH_CALS],
        {"servers": hosts(("1x16", 2), ("1x16", 12)), "prices": sheet(**FOUR)},
        False,
    ),
    ("SUPPORT-NO-PERPETUAL", [(EXCHANGE_CAL, 5)], {}, True),
    ("SUPPORT-NO-PERPETUAL", [(EXCHANGE_CAL, 5)], {"day": date(2025, 10, 14)}, False),
    ("SUPPORT-NO-PERPETUAL", [(OFFICE_2021, 1)], {}, False),
    ("SUPPORT-ENDED", [(EXCHANGE_CAL, 5)], {}, False),
    ("SUPPORT-NO-PERPETUAL", [(SKYPE_CAL, 5)], {}, True),
    # The successor is out, and no source says what it needs.
    ("SUPPORT-LAST", [("DG7GMGF0F4MH:0003", 1)], {}, True),
    ("SUPPORT-NO-PERPETUAL", [("DG7GMGF0F4MH:0003", 1)], {}, False),
    ("SUPPORT-LAST", [(SKYPE, 5)], {}, True),
    ("SUPPORT-LAST", [(SKYPE_CAL, 5)], {}, False),
    ("SUPPORT-LAST", [(EXCHANGE_CAL, 5)], {}, False),
    ("SUPPORT-ENDED", [(STANDARD_2022, 1), (CAL_2022, 5)], {}, False),
    ("SUPPORT-ENDED", [(OFFICE_2021, 1)], {}, True),
    # Office 2021: 2026-10-13; Office LTSC 2021: 2027-01-12 (data/skus.yaml).
    ("SUPPORT-ENDED", [(OFFICE_2021, 1)], {"day": date(2026, 10, 13)}, False),
    ("SUPPORT-ENDED", [(OFFICE_2021, 1)], {"day": date(2026, 10, 14)}, True),
    ("SUPPORT-ENDS", [(OFFICE_2021, 1)], {"day": date(2026, 10, 13)}, True),
    ("SUPPORT-ENDS", [(OFFICE_2021, 1)], {"day": date(2026, 10, 14)}, False),
    ("SUPPORT-ENDS", [(LTSC_2021, 1)], {"day": date(2026, 1, 12)}, True),
    ("SUPPORT-ENDS", [(LTSC_2021, 1)], {"day": date(2026, 1, 11)}, False),
    ("SUPPORT-ENDS", [(LTSC_2021, 1)], {}, True),
    ("SUPPORT-ENDS", [(OFFICE, 1)], {}, False),
    ("NOT-SOLD", [(STANDARD_2022, 1), (CAL, 5)], {}, True),
    # Windows Server 2025 is out since 2024-11-01.
    ("NOT-SOLD", [(STANDARD_2022, 1), (CAL, 5)], {"day": date(2024, 10, 31)}, False),
    ("NOT-SOLD", [(STANDARD_2022, 1), (CAL, 5)], {"day": date(2024, 11, 1)}, True),
    ("NOT-SOLD", [(STANDARD_2022, 1), (CAL, 5)], {"prices": sheet(**{STANDARD_2022: 900})}, False),
    ("NOT-SOLD", [(OFFICE, 1)], {}, False),
    ("NOT-SOLD", [(LTSC_2021, 1)], {}, False),
    ("NEWER", [(LTSC_2021, 1)], {}, True),
    ("NEWER", [(LTSC_2021, 1)], {"day": date(2024, 9, 30)}, False),
    ("NEWER", [(STANDARD_2022, 1), (CAL, 5)], {}, False),
    ("NOT-LISTED", [(EXCHANGE, 1), (EXCHANGE_CAL, 5)], {}, True),
    ("NOT-LISTED", [(EXCHANGE, 1), (EXCHANGE_CAL, 5)], {"day": date(2023, 1, 1)}, False),
    ("NOT-LISTED", [(EXCHANGE, 1), (EXCHANGE_CAL, 5)], {"prices": sheet(**{EXCHANGE: 900})}, False),
    ("OTHER-PROGRAM", [(OFFICE, 1)], {"program": "box"}, True),
    ("OTHER-PROGRAM", [(OFFICE, 1)], {}, False),
    ("OTHER-PROGRAM", [(OFFICE, 1)], {"program": "ea"}, False),
    ("ESU-OVER", [(ESU_W10_1, 5)], {}, True),
    ("ESU-OVER", [(ESU_W10_2, 5)], {}, False),
    ("ESU-OVER", [(ESU_W10_1, 5), (ESU_W10_2, 5)], {}, False),
    ("ESU-OVER", [(ESU_W10_1, 5)], {"day": date(2026, 10, 13)}, False),
    ("ESU-OVER", [(ESU_W10_1, 5)], {"day": date(2026, 10, 14)}, True),
    ("ESU-EARLIER", [(ESU_W10_2, 5)], {}, True),
    ("ESU-EARLIER", [(ESU_W10_1, 4), (ESU_W10_2, 5)], {}, True),
    ("ESU-EARLIER", [(ESU_W10_1, 5), (ESU_W10_2, 5)], {}, False),
    ("ESU-EARLIER", [(ESU_W10_2, 5)], {"owned": [ESU_W10_1]}, False),
    ("ESU-EARLIER", [(ESU_W10_1, 5)], {}, False),
    ("HOME-TO-PRO", [(HOME_TO_PRO, 5)], {}, True),
    ("HOME-TO-PRO", [(HOME_TO_PRO, 5)], {"owned": ["microsoft-365-business"]}, False),
    ("HOME-TO-PRO", [(HOME_TO_PRO, 5)], {"other": other("Microsoft 365 Business Premium", 5)}, False),
    ("UPGRADE", [(PRO_UPGRADE, 5)], {}, True),
    ("UPGRADE", [(PRO_UPGRADE, 5)], {"owned": ["qualifying-windows"]}, False),
    ("UPGRADE", [(PRO_UPGRADE, 5), (GET_GENUINE, 5)], {}, False),
    ("UPGRADE", [(GET_GENUINE, 5)], {}, False),
    ("ESU-COVERAGE", [(ESU_SQL, 5)], {}, True),
    ("ESU-COVERAGE", [(ESU_SQL, 5)], {"owned": ["esu-coverage"]}, False),
    ("ESU-COVERAGE", [(ESU_W10_2, 5)], {}, False),
    ("SEGMENT", [(OFFICE, 1)], {"customer": Customer("x", qualification="commercial"), "segment": "Education"}, True),
    ("SEGMENT", [(OFFICE, 1)], {"customer": Customer("x", qualification="education"), "segment": "Education"}, False),
    ("SEGMENT", [(OFFICE, 1)], {"segment": "Education"}, False),
    ("QUALIFICATION", [(OFFICE, 1)], {"customer": Customer("x", qualification="school")}, True),
    ("QUALIFICATION", [(OFFICE, 1)], {"customer": Customer("x", qualification="nonprofit")}, False),
    ("SEATS", [], {"other": other("Microsoft 365 Apps for business", 301)}, True),
    ("SEATS", [], {"other": other("Microsoft 365 Apps for business", 300)}, False),
    ("SEATS", [], {"other": other("Microsoft 365 Apps for enterprise", 301)}, False),
    ("MAXIMUM", [(RDS_OLD, 501), (CAL, 501)], {}, True),
    ("MAXIMUM", [(RDS_OLD, 500), (CAL, 500)], {}, False),
    ("REPEATED", [(OFFICE, 1), (CAL, 1), (OFFICE, 1)], {}, True),
    ("REPEATED", [(OFFICE, 1), (f"{OFFICE[:12]}-{OFFICE[-1]}".lower(), 1)], {}, True),
    ("REPEATED", [(OFFICE, 1), (OFFICE, 2)], {}, False),
    ("REPEATED", [(CAL, 1), (DEVICE_CAL, 1)], {}, False),
    ("OPEN-MINIMUM", [("79P-05729", 4)], {"program": "open", "day": date(2021, 6, 1)}, True),
    ("OPEN-MINIMUM", [("79P-05729", 5)], {"program": "open", "day": date(2021, 6, 1)}, False),
    ("OPEN-MINIMUM", [("79P-05729", 3)], {"program": "open", "day": date(2021, 6, 1), "software_assurance": True}, False),
    ("OPEN-MINIMUM", [("79P-05729", 1)], {"program": "open", "day": date(2021, 6, 1), "owned": ["open-license-agreement"]}, False),
    ("OPEN-MINIMUM", [(OFFICE, 1)], {}, False),
    ("NO-SA", [(OFFICE, 1)], {"software_assurance": True}, True),
    ("NO-SA", [("79P-05729", 5)], {"program": "open", "day": date(2021, 6, 1), "software_assurance": True}, False),
    ("NO-SA", [(OFFICE, 1)], {}, False),
    ("OWNED", [(OFFICE, 1)], {"owned": ["windows-server-kal"]}, True),
    ("OWNED", [(OFFICE, 1)], {"owned": ["windows-server-cal", "windows-server-2025", CAL, "open-license-agreement"]}, False),
    ("VAT-ID-MISSING", [(OFFICE, 1)], {"vat": REVERSE}, True),
    ("VAT-ID-MISSING", [(OFFICE, 1)], {"vat": REVERSE, "customer": SWISS}, False),
    ("VAT-ID-TAX-CODE", [(OFFICE, 1)], {"customer": Customer("Mario Rossi", vat_id="RSSMRA85T10A562S")}, True),
    ("VAT-ID-TAX-CODE", [(OFFICE, 1)], {"customer": Customer("Mario Rossi", vat_id="ITRSSMRA85T10A562S")}, True),
    ("VAT-ID-TAX-CODE", [(OFFICE, 1)], {"customer": Customer("Mario Rossi", tax_code="RSSMRA85T10A562S")}, False),
    ("VAT-ID-COUNTRY", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="DE136695976", country="IT")}, True),
    ("VAT-ID-COUNTRY", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="EL094259216", country="GR")}, False),
    ("VAT-ID-COUNTRY", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="01234569992", country="IT")}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(4))}, True),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(0))}, True),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal("2.2"), split_payment=True), "customer": TOWN}, True),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(19)), "customer": Customer("Contoso", vat_id="IT01234569992")}, True),
    ("VAT-RATE", [(OFFICE, 1)], {}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"other": [TAXED]}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": REVERSE}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal("22.00"))}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(19)), "customer": Customer("Hans Muster", country="DE")}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(0)), "customer": GERMAN}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(4)), "day": date(2013, 9, 30)}, False),
    ("VAT-RATE", [(OFFICE, 1)], {"vat": Vat(rate=Decimal(4)), "market": "US"}, False),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": GERMAN}, True),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": GERMAN, "vat": REVERSE}, False),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": GERMAN, "vat": Vat(rate=Decimal(0))}, False),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": GERMAN, "market": "DE"}, False),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": GERMAN, "knowledge": replace(FACTS.knowledge, seller="FR"), "market": "DE"}, True),
    ("VAT-UNION", [(OFFICE, 1)], {"customer": Customer("Hans Muster", country="DE")}, False),
    ("VAT-DOMESTIC", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="IT01234569992"), "vat": REVERSE}, True),
    ("VAT-DOMESTIC", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="01234569992"), "vat": REVERSE}, True),
    ("VAT-DOMESTIC", [(OFFICE, 1)], {"customer": GERMAN, "vat": REVERSE}, False),
    ("VAT-REVERSE-OUTSIDE", [(OFFICE, 1)], {"customer": SWISS, "vat": REVERSE}, True),
    ("VAT-REVERSE-OUTSIDE", [(OFFICE, 1)], {"customer": GERMAN, "vat": REVERSE}, False),
    ("VAT-OUTSIDE", [(OFFICE, 1)], {"customer": SWISS}, True),
    ("VAT-OUTSIDE", [(OFFICE, 1)], {"customer": SWISS, "vat": Vat(out_of_scope=True)}, False),
    ("VAT-OUTSIDE", [(OFFICE, 1)], {"customer": SWISS, "market": "CH"}, False),
    ("VAT-IN-SCOPE", [(OFFICE, 1)], {"customer": GERMAN, "vat": Vat(out_of_scope=True)}, True),
    ("VAT-IN-SCOPE", [(OFFICE, 1)], {"customer": SWISS, "vat": Vat(out_of_scope=True)}, False),
    ("VAT-NO-RATES", [(OFFICE, 1)], {"vat": REVERSE, "other": [TAXED]}, True),
    ("VAT-NO-RATES", [(OFFICE, 1)], {"vat": Vat(exempt=True), "other": [TAXED]}, True),
    ("VAT-NO-RATES", [(OFFICE, 1)], {"vat": SPLIT, "other": [TAXED]}, False),
    ("VAT-NO-RATES", [(OFFICE, 1)], {"vat": REVERSE}, False),
    ("SPLIT-COUNTRY", [(OFFICE, 1)], {"customer": GERMAN, "vat": SPLIT}, True),
    ("SPLIT-COUNTRY", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT}, False),
    ("SPLIT-CUSTOMER", [(OFFICE, 1)], {"customer": Customer("Contoso", vat_id="IT01234569992"), "vat": SPLIT}, True),
    ("SPLIT-CUSTOMER", [(OFFICE, 1)], {"customer": Customer("Contoso", sdi_code="ABC1234"), "vat": SPLIT}, True),
    ("SPLIT-CUSTOMER", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT}, False),
    ("SPLIT-CUSTOMER", [(OFFICE, 1)], {"customer": Customer("Scuola", qualification="state_owned_entity"), "vat": SPLIT}, False),
    ("SPLIT-ENDED", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT}, True),
    ("SPLIT-ENDED", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT, "day": date(2026, 7, 1)}, True),
    ("SPLIT-ENDED", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT, "day": date(2026, 6, 30)}, False),
    ("SPLIT-ENDED", [(OFFICE, 1)], {"customer": TOWN, "vat": SPLIT, "day": date(2023, 7, 1)}, False),
    ("VAT-ID-MISSING", [(OFFICE, 1)], {"vat": Vat(reverse_charge=True), "customer": Customer("Contoso", vat_id="DE136695976")}, False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "lines", "more", "speaks"), CASES)
def test_check(code, lines, more, speaks):
    assert (f"LC-CHECK-{code}" in said(*lines, **more)) == speaks


def test_every_check_and_every_code_has_cases():
    codes = {message.code for message in MESSAGES}
    tested = {speaks: {f"LC-CHECK-{code}" for code, _, _, says in CASES if says == speaks} for speaks in (True, False)}
    # REQUIRES speaks of qualifications in facts of the user's own: it has a test of its own.
    assert codes - {"LC-CHECK-REQUIRES"} == tested[True]
    assert tested[True] == tested[False]
    assert len(CHECKS) == len(set(CHECKS))


def test_none_of_them_stops_a_quote():
    assert {message.severity for message in MESSAGES} == {"warning", "info"}


@pytest.mark.parametrize(("vat_id", "speaks"), [("IT01234567772", True), ("01234567806", True), ("IT01234569992", False)])
def test_only_an_unknown_office_is_remarked(vat_id, speaks):
    found = said((OFFICE, 1), customer=Customer("Contoso", vat_id=vat_id))
    assert ("LC-CUSTOMER-VAT-OFFICE" in found, "LC-CHECK-VAT-ID" in found) == (speaks, False)


@pytest.mark.parametrize("vat_id", ["IT01234569993", "01234569993", "DE136695977", "IT00000000000", "IT0123456999", "FR00000000000"])
def test_a_vat_id_that_cannot_exist_stops_the_quote(vat_id):
    with pytest.raises(LicensectlError, match="LC-CHECK-VAT-ID"):
        said((OFFICE, 1), customer=Customer("Contoso", vat_id=vat_id))


@pytest.mark.parametrize(("rate", "meant"), [("0.22", "22"), ("0.5", "50"), ("0.04", "4"), ("0.0001", "0.01")])
def test_a_rate_that_is_a_fraction_stops_the_quote(rate, meant):
    with pytest.raises(LicensectlError, match="LC-QUOTE-VAT-FRACTION") as refused:
        assert said((OFFICE, 1), vat=Vat(rate=Decimal(rate))) == ([] if rate == "22" else ["LC-CHECK-VAT-RATE"])
    assert f"Did you mean {meant}?" in str(refused.value)
    line = OtherLine(vendor="Adobe", title="Acrobat", quantity=1, sell_price=Decimal(1), vat_rate=Decimal(rate))
    with pytest.raises(LicensectlError, match="LC-QUOTE-VAT-FRACTION"):
        said((OFFICE, 1), other=[line])


@pytest.mark.parametrize("rate", ["0", "1", "4", "22", "25.5", "100"])
def test_a_rate_that_is_a_percentage_passes(rate):
    said((OFFICE, 1), vat=Vat(rate=Decimal(rate)))


def test_a_sound_quote_is_left_alone():
    assert said((STANDARD, 2), (STANDARD2, 2), (CAL, 25), (SQL_CORE, 4), (OFFICE, 10), (GET_GENUINE, 3)) == []


def test_without_knowledge_the_checks_that_need_a_figure_are_silent():
    from licensectl.domain.quotes.checks import Knowledge

    assert said((STANDARD2, 1), (CAL, 1), knowledge=Knowledge()) == []


def test_many_machines_without_prices():
    assert "LC-SIZE-DATACENTER" in said((STANDARD, 6), WITH_CALS, servers=hosts(("1x16", 12)))
    assert "LC-SIZE-DATACENTER" not in said((STANDARD, 5), WITH_CALS, servers=hosts(("1x16", 10)))


def test_a_server_that_is_none_stops_the_quote():
    with pytest.raises(LicensectlError, match="LC-SIZE-SERVER"):
        said((STANDARD, 6), WITH_CALS, servers=hosts(("0x16", 12)))


def test_the_segment_of_the_users_own_sheet_counts(cli):
    lines = [RequestLine(sku=DEVICE_CAL, quantity=1)]
    asked = QuoteRequest(customer=Customer("Contoso"), vat=Vat(rate=Decimal(22)), lines=lines, segment="Education")
    [row] = [PriceRow(
        key=parse_sku(DEVICE_CAL), segment="Education", term="OneTime", billing_plan="", market="IT", currency="EUR", unit_price=Decimal(9),
        erp=Decimal(10), effective_start=date(2020, 1, 1), effective_end=date(9999, 1, 1), title="", row=2, file="s",
    )]  # fmt: skip
    known = [build(asked, FACTS.catalog, FACTS.programs.programs, prices, DAY) for prices in (None, PriceList("s", [row]))]
    assert ["LC-SKU-SEGMENT" in [problem.code for problem in quote.problems] for quote in known] == [True, False]


def test_an_italian_reads_italian():
    asked = QuoteRequest(customer=Customer("Contoso"), vat=Vat(rate=Decimal(22)), lines=[RequestLine(sku=PRO_UPGRADE, quantity=1)])
    quote = build(asked, FACTS.catalog, FACTS.programs.programs, None, DAY, FACTS.knowledge)
    [upgrade] = [problem for problem in quote.problems if problem.code == "LC-CHECK-UPGRADE"]
    assert "una licenza Windows idonea" in upgrade.sentence("it") and "a qualifying Windows licence" in upgrade.sentence("en")


NAMES = [name for sku in FACTS.catalog.skus.values() if (name := sku.sku or sku.part_number) and len(FACTS.catalog.find(name)) == 1]
IDS = [*FACTS.catalog.access_licenses, *FACTS.catalog.products, *NAMES, "nothing"]
SERVERS = st.builds(
    PlannedServer,
    product=st.sampled_from(["windows-server", "sql-server"]),
    server=st.sampled_from(["1x1", "2x10", "9:4x64"]),
    vms=st.integers(0, 60),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(1, 900)), max_size=6),
    st.lists(st.sampled_from(IDS), max_size=3),
    st.lists(SERVERS, max_size=2),
    st.dates(),
    st.sampled_from(["csp", "open", "box"]),
)
def test_whatever_is_quoted_the_checks_speak_both_languages(lines, owned, servers, day, program):
    wanted = [RequestLine(**_by_name(name), quantity=quantity) for name, quantity in lines or [(OFFICE, 1)]]
    asked = QuoteRequest(
        customer=Customer("Contoso"), vat=Vat(rate=Decimal(22)), program=program, lines=wanted, owned=owned, servers=servers, valid_days=0
    )
    quote = build(asked, FACTS.catalog, FACTS.programs.programs, None, day, FACTS.knowledge)
    for problem in quote.problems:
        assert problem.sentence("it") and problem.sentence("en") and "{" not in problem.sentence("it")
        assert problem.severity != "error"


def _by_name(name):
    return {"sku": name} if parse_sku(name) else {"part_number": name}


def test_an_unusual_rate_is_told_where_it_is_written(cli, tmp_path):
    path = tmp_path / "request.yaml"
    path.write_text(
        "customer: {name: Contoso}\nvat: {rate: 22}\nlines:\n"
        f"  - {{sku: {OFFICE}, quantity: 1, sell_price: 500}}\n  - {{sku: {OFFICE}, quantity: 1, sell_price: 500, vat_rate: 10}}\n"
    )
    ran = cli("quote", "build", str(path), "--as-of", "2026-11-23")
    assert ran.err.count("LC-CHECK-VAT-RATE") == 1 and "request.yaml:5: The quote has 10 % VAT" in ran.err


def test_a_line_told_apart_by_its_note_or_price_is_no_repetition(cli, tmp_path):
    rows = ["", ", note: Milano", ", note: Roma", ", discount: 5", ", vat_rate: 22", "", ", note: Roma"]
    path = tmp_path / "request.yaml"
    lines = "".join(f"  - {{sku: {OFFICE}, quantity: 1, sell_price: 500{row}}}\n" for row in rows)
    path.write_text(f"customer: {{name: Contoso}}\nvat: {{rate: 22}}\nlines:\n{lines}")
    ran = cli("quote", "build", str(path), "--as-of", "2026-11-23")
    assert ran.err.count("LC-CHECK-REPEATED") == 2
    assert f"request.yaml:9: 1 × {OFFICE} is quoted twice, also in {path}:4, with the same prices." in ran.err
    assert f"request.yaml:10: 1 × {OFFICE} is quoted twice, also in {path}:6, with the same prices." in ran.err
