"""Answers of systems to an order: every error is reported, every line is recorded or named, and prices are checked."""

import json

import pytest

DAY = ("--as-of", "2026-11-20")
TENANT = "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10"


def line(number=0, offer="DG7GMGF0PWHC:0003:DG7GMGF0AAA1", quantity=2, price=None, extended=None, **more):
    held = {"lineItemNumber": number, "offerId": offer, "quantity": quantity, "friendlyName": "A product", **more}
    if price is not None:
        held["pricing"] = {"listPrice": price, "price": price, "extendedPrice": price * quantity if extended is None else extended}
    return held


def placed(order_id="a1b2c3d4e5f6", lines=None, **more):
    held = {"id": order_id, "alternateId": order_id, "referenceCustomerId": TENANT, "currencyCode": "EUR", "status": "completed"}
    return held | {"creationDate": "2026-11-16T00:48:52Z", "lineItems": lines or [line()], **more}


@pytest.fixture
def record(cli, tmp_path):
    def run(held, *more):
        path = tmp_path / "answer.json"
        path.write_bytes(held if isinstance(held, bytes) else (held if isinstance(held, str) else json.dumps(held)).encode())
        ran = cli("order", "record", str(path), "-f", "json", *DAY, *more)
        made = json.loads(ran.out) if ran.out else None
        if made:
            # Nobody in the customer book has the tenant of these orders.
            made["problems"] = [one for one in made["problems"] if one["code"] != "LC-CUSTOMER-TENANT-UNKNOWN"]
        return ran, made, json.loads(ran.err)["problems"] if ran.err.startswith("{") else []

    return run


def codes(problems):
    return [problem["code"] for problem in problems]


def listed(cli):
    return json.loads(cli("order", "list", "-f", "json", *DAY).out)["orders"]


def test_what_a_checkout_did_not_order(cli, record):
    error = {"orderGroupId": "1", "code": 800089, "description": "limit of assets per customer exceeded"}
    ran, made, _ = record({"orders": [placed()], "orderErrors": [error, error | {"orderGroupId": "2", "code": 800002}]})
    assert ran.code == 3 and codes(made["problems"]) == ["LC-PLACED-ORDER-ERROR"] * 2
    assert all(word in made["problems"][0]["message"] for word in ("group 1", "800089", "limit of assets"))
    assert made["problems"][0]["severity"] == "error" and [order["id"] for order in listed(cli)] == ["a1b2c3d4e5f6"]
    text = cli("order", "record", "-", "--lang", "it", stdin=json.dumps({"orders": [placed()], "orderErrors": [error]}))
    assert text.code == 3 and text.err.startswith("errore: ") and "800089" in text.err


@pytest.mark.parametrize(
    ("errors", "said"),
    [
        ({"orderGroupId": "1", "code": 800089, "description": "limit exceeded"}, ("group 1", "limit exceeded", "800089")),
        ({"code": 800089}, ("800089",)),
        ({"code": 5, "message": "limit exceeded"}, ("limit exceeded", "5")),
        ([{"detail": "limit exceeded"}], ("limit exceeded",)),
        ("limit exceeded", ("limit exceeded",)),
        (["limit exceeded"], ("limit exceeded",)),
        (5, ("5",)),
    ],
    ids=str,
)
@pytest.mark.parametrize("orders", [[placed()], placed(), placed(lines=line())])
def test_errors_and_orders_of_a_checkout_of_any_shape(record, errors, said, orders):
    ran, made, _ = record({"orders": orders, "orderErrors": errors})
    assert ran.code == 3 and codes(made["problems"]) == ["LC-PLACED-ORDER-ERROR"]
    assert all(word in made["problems"][0]["message"] for word in said) and "None" not in ran.out
    assert [(order["id"], len(order["lines"])) for order in made["orders"]] == [("a1b2c3d4e5f6", 1)]


@pytest.mark.parametrize("held", [{"items": placed()}, {"orders": placed(), "orderErrors": []}, placed(lines=line())], ids=str)
def test_lists_of_one_that_a_client_unwrapped(record, held):
    ran, made, _ = record(held)
    assert (ran.code, made["problems"]) == (0, []) and [len(order["lines"]) for order in made["orders"]] == [1]


@pytest.mark.parametrize("date", ["/Date(-62135596800000)/", "/Date(-62135593200000)/", "0001-01-01", "0001-01-01T00:00:00Z"])
def test_an_empty_date_is_no_day(record, date):
    ran, _, problems = record(placed(creationDate=date))
    assert ran.code == 1 and codes(problems) == ["LC-PLACED-NO-DAY", "LC-RECORD-DATE"] and date in problems[0]["message"]
    ran, made, _ = record(placed(creationDate=date), "--placed", "2026-11-16")
    assert (ran.code, made["orders"][0]["placed"], codes(made["problems"])) == (0, "2026-11-16", ["LC-PLACED-NO-DAY"])


@pytest.mark.parametrize(("quantity", "code"), [("2.0", 0), ("2", 0), ("0.0", 0), ("2.5", 1), ("-1.0", 1), ("true", 1)])
def test_a_quantity_is_a_whole_number_however_written(record, quantity, code):
    ran, made, problems = record(json.dumps(placed(lines=[line(quantity="?")])).replace('"?"', quantity))
    assert ran.code == code and (code == 0 or codes(problems) == ["LC-PLACED-LINE"])
    assert code or made["orders"][0]["lines"][0]["quantity"] == int(float(quantity))


def test_nothing_of_a_checkout_was_ordered(cli, record):
    ran, made, _ = record({"orders": [], "orderErrors": [{"orderGroupId": "0", "code": 800002, "description": "not sold here"}]})
    assert (ran.code, made["orders"]) == (3, []) and codes(made["problems"]) == ["LC-PLACED-ORDER-ERROR"]
    ran, made, _ = record({"code": 2000, "description": "invalid input", "data": [], "source": "PartnerFD"})
    assert (ran.code, made["orders"]) == (3, []) and codes(made["problems"]) == ["LC-PLACED-REFUSED"]


def test_prices_are_kept_and_checked(cli, record):
    lines = [line(price=1021.4), line(1, "DG7GMGF0PWHT:0002:DG7GMGF0AAA3", 25, 43.43)]
    ran, made, _ = record(placed(lines=lines, totalPrice=3128.55))
    assert (ran.code, made["problems"]) == (0, [])
    assert [one["unit_price"]["amount"] for one in made["orders"][0]["lines"]] == ["1021.40", "43.43"]
    plan = json.loads(cli("returns", "plan", "-f", "json", *DAY).out)
    assert "3128.55" in json.dumps(plan)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (placed(lines=[line(price=1021.4, extended=2042.9)]), "LC-PLACED-LINE-SUM"),
        (placed(lines=[line(price=1021.4)], totalPrice=1021.4), "LC-PLACED-TOTAL"),
        # A term may be billed several times: its sum is no product.
        (placed(lines=[line(price=30.4, extended=729.6, termDuration="P1Y", offer="CFQ7TTC0LF8S:0001:CFQ7TTC0VZW5")]), None),
        (placed(lines=[line(quantity=0, price=1021.4, extended=2042.8)]), None),
        (placed(lines=[line(price="1021.40", extended="2042.80")], totalPrice="2042.8"), None),
        # No price is better than one that nobody can pay, and the record says so.
        (placed(lines=[line(price=-5)]), "LC-PLACED-PRICE"),
        (placed(lines=[line(price="n/a")]), "LC-PLACED-PRICE"),
        (placed(lines=[line(price=0)]), None),
    ],
)
def test_sums(record, order, code):
    ran, made, _ = record(order)
    assert ran.code == 0 and codes(made["problems"]) == ([code] if code else [])


def test_an_answer_that_tells_another_price(cli, record):
    cli("order", "record", "--id", "a1b2c3d4e5f6", "--placed", "2026-11-16", "--line", "DG7GMGF0PWHC:0003=2@1000.00")
    ran, made, _ = record(placed(lines=[line(price=1021.4)]))
    assert ran.code == 0 and codes(made["problems"]) == ["LC-RECORD-PRICE-CHANGED"]
    assert made["orders"][0]["lines"][0] == {
        "number": 0,
        "offer_id": "DG7GMGF0PWHC:0003:DG7GMGF0AAA1",
        "title": "A product",
        "quantity": 2,
        "unit_price": {"amount": "1021.40", "currency": "EUR"},
    }
    _, made, _ = record(placed())
    assert made["orders"][0]["lines"][0]["unit_price"]["amount"] == "1021.40", "an answer without prices takes none away"


@pytest.mark.parametrize("offer", ["MS-AZR-0145P", "031C9E47-4802-4248-838E-778FB1D2CC05", "Azure plan"])
def test_a_line_that_cannot_be_recorded_stops_no_other(cli, record, offer):
    ran, made, _ = record(placed(lines=[line(), line(1, offer, 1)]))
    assert ran.code == 0 and codes(made["problems"]) == ["LC-PLACED-OFFER"] and offer in made["problems"][0]["message"]
    assert [one["number"] for one in made["orders"][0]["lines"]] == [0]
    ran, made, _ = record({"items": [placed("ffffffff0001", lines=[line(0, offer, 1)]), placed("ffffffff0002")]})
    assert ran.code == 3 and [order["id"] for order in made["orders"]] == ["ffffffff0002"]
    assert codes(made["problems"]) == ["LC-PLACED-OFFER"]


KINDS = {
    "Invoice": ({"id": "G000000001", "invoiceDate": "2026-11-08"}, "invoice reconcile"),
    "OneTimeInvoiceLineItem": ({"partnerId": "x", "orderId": "a1b2c3d4e5f6"}, "invoice reconcile"),
    "Subscription": ({"id": "x", "offerId": "y"}, "order record"),
    "Customer": ({"id": TENANT}, "customer add"),
    "Cart": ({"id": "x", "lineItems": [{"id": 0}]}, "checkout"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("listed", [False, True])
def test_the_type_says_what_a_document_is(record, kind, listed):
    held, command = KINDS[kind]
    held = held | {"attributes": {"objectType": kind}}
    ran, _, problems = record({"totalCount": 1, "items": [held], "attributes": {"objectType": "Collection"}} if listed else held)
    assert ran.code == 1 and codes(problems)[0] in ("LC-PLACED-FOREIGN", "LC-PLACED-CART")
    assert command in problems[0]["message"]


@pytest.mark.parametrize(
    ("held", "command"),
    [
        ({"chargeType": "new", "invoiceNumber": "G1", "orderId": "a1b2c3d4e5f6"}, "invoice reconcile"),
        ({"id": "G1", "invoiceDate": "2026-11-08", "totalCharges": 1}, "invoice reconcile"),
        ({"id": "x", "offerId": "y", "autoRenewEnabled": True}, "order record"),
        ({"id": TENANT, "companyProfile": {}, "relationshipToPartner": "reseller"}, "customer add"),
    ],
)
def test_documents_without_their_type(record, held, command):
    ran, _, problems = record(held)
    assert ran.code == 1 and command in problems[0]["message"]


SHELL = {
    "OrderId": "a1b2c3d4e5f6",
    "AlternateId": None,
    "BillingCycle": 3,
    "CreationDate": "/Date(1794873600000)/",
    "CurrencyCode": "EUR",
    "ReferenceCustomerId": TENANT,
    "Status": "completed",
    "LineItems": [
        {"LineItemNumber": 0, "OfferId": "DG7GMGF0PWHC:0003:DG7GMGF0AAA1", "Quantity": 2, "TermDuration": None, "FriendlyName": "A product"}
    ],
}
DATES = [
    ("/Date(1794873600000)/", "2026-11-17T00:00:00+00:00"),
    ("/Date(1794873600000+0100)/", "2026-11-17T00:00:00+00:00"),
    ("/Date(-1)/", "1969-12-31T23:59:59.999000+00:00"),
    ({"value": "/Date(1794873600000)/", "DisplayHint": 2, "DateTime": "Tuesday"}, "2026-11-17T00:00:00+00:00"),
    ("2026-11-17T00:00:00Z", "2026-11-17T00:00:00Z"),
]


@pytest.mark.parametrize(("date", "moment"), DATES, ids=str)
def test_what_powershell_writes(record, date, moment):
    ran, made, _ = record([SHELL | {"CreationDate": date}])
    assert ran.code == 0, ran.err
    assert made["orders"][0]["placed"].replace("+00:00", "Z") == moment.replace("+00:00", "Z")
    assert made["orders"][0]["lines"][0]["offer_id"] == "DG7GMGF0PWHC:0003:DG7GMGF0AAA1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-8"])
def test_encodings_of_powershell(record, encoding):
    content = json.dumps({"value": [SHELL], "Count": 1}).replace("/", "\\/").encode(encoding)
    ran, made, _ = record(b"\xff\xfe" + content if encoding == "utf-16-le" else content)
    assert ran.code == 0 and len(made["orders"]) == 1


def test_lines_that_powershell_cut(record):
    ran, _, problems = record([SHELL | {"LineItems": ["Microsoft.Store.PartnerCenter.Models.Orders.OrderLineItem"]}])
    assert ran.code == 1 and codes(problems) == ["LC-PLACED-CUT"] and "-Depth" in problems[0]["message"]


@pytest.mark.parametrize("key", ["OrderId", "OfferId", "Quantity", "LineItemNumber"])
@pytest.mark.parametrize("lang", ["en", "it"])
def test_none_is_never_shown(record, key, lang):
    held = json.loads(json.dumps(SHELL))
    (held if key in held else held["LineItems"][0])[key] = None
    ran, _, problems = record(held, "--lang", lang)
    assert ran.code == 1 and "None" not in ran.err and codes(problems) == ["LC-PLACED-MISSING"]


@pytest.mark.parametrize("date", ["/Date(99999999999999999)/", "/Date(9999999999999999)/", "/Date(x)/", "yesterday", 5, True, []])
def test_no_moment(record, date):
    ran, _, problems = record(SHELL | {"CreationDate": date})
    assert ran.code in (0, 1) and (date == [] or codes(problems) == ["LC-PLACED-DATE"])


def test_json_lines(cli, record):
    rows = [placed(f"ffffffff{number:04}") for number in range(5)]
    ran, made, _ = record("\n".join(map(json.dumps, rows)) + "\n\n")
    assert ran.code == 0 and [order["id"] for order in made["orders"]] == [row["id"] for row in rows]
    bad = [*rows[:2], rows[2] | {"creationDate": "soon"}, "{", *rows[3:]]
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in bad)
    ran, _, problems = record(text)
    assert ran.code == 1 and [problem["where"].rpartition(":")[2] for problem in problems] == ["3", "4"]


def test_bad_orders_are_set_aside(cli, record, tmp_path):
    rows = [placed("ffffffff0001"), placed("ffffffff0002", creationDate="soon"), placed("ffffffff0003")]
    aside = tmp_path / "bad.jsonl"
    ran, made, _ = record({"items": rows}, "--skip-bad", str(aside))
    assert ran.code == 0 and [order["id"] for order in made["orders"]] == ["ffffffff0001", "ffffffff0003"]
    assert codes(made["problems"]) == ["LC-RECORD-SKIPPED"]
    [left] = map(json.loads, aside.read_text().splitlines())
    assert (left["where"], left["id"], codes(left["problems"])) == (f"{tmp_path}/answer.json #2", "ffffffff0002", ["LC-PLACED-DATE"])
    left["creationdate"] = "2026-11-16T00:48:52Z"
    ran, made, _ = record(left)
    assert ran.code == 0 and made["orders"][0]["id"] == "ffffffff0002"
    assert cli("order", "record", "--id", "ffffffff0009", "--skip-bad", str(aside)).code == 2


def test_a_line_that_is_no_order_is_set_aside_as_it_was(record, tmp_path):
    aside = tmp_path / "bad.jsonl"
    lines = [json.dumps(placed("ffffffff0001")), "no order", json.dumps(placed("ffffffff0002", lineItems="none"))]
    ran, made, _ = record("\n".join(lines), "--skip-bad", str(aside))
    assert ran.code == 0 and [order["id"] for order in made["orders"]] == ["ffffffff0001"]
    first, second = map(json.loads, aside.read_text().splitlines())
    assert (first["where"], first["record"], codes(first["problems"])) == (f"{tmp_path}/answer.json:2", "no order", ["LC-PLACED-JSON"])
    assert (second["where"], second["id"]) == (f"{tmp_path}/answer.json:3", "ffffffff0002")


SIMPLE = {
    "id": "1000054",
    "orderNumber": "SO000012",
    "type": "sales",
    "customerId": "1000027",
    "poNumber": "PO-1",
    "creationDate": "2026-11-10T17:32:28Z",
    "status": "processing",
    "total": {"currency": "EUR", "amount": "2042.80"},
    "products": [{"mpn": "DG7GMGF0PWHC:0003", "name": "Windows Server 2025 Standard", "quantity": 2.0}],
    "details": [
        {
            "type": "setup",
            "mpn": "DG7GMGF0PWHC:0003",
            "quantity": 2.0,
            "unitPrice": {"currency": "EUR", "amount": "1021.40"},
            "extendedPrice": {"currency": "EUR", "amount": "2042.80"},
        }
    ],
}


@pytest.mark.parametrize("wrap", [lambda order: order, lambda order: {"data": [order], "pagination": {"total": 1}}])
def test_cloudblue(cli, record, wrap):
    cli("customer", "add", "Contoso S.r.l.", "--marketplace-id", "ingram=1000027")
    ran, made, _ = record(wrap(SIMPLE))
    assert ran.code == 0, ran.err
    [order] = made["orders"]
    assert (order["id"], order["alternate_id"], order["customer_id"], order["status"]) == ("1000054", "SO000012", "contoso", "pending")
    assert order["lines"] == [
        {
            "number": 0,
            "offer_id": "DG7GMGF0PWHC:0003",
            "title": "Windows Server 2025 Standard",
            "quantity": 2,
            "unit_price": {"amount": "1021.40", "currency": "EUR"},
        }
    ]
    assert cli("order", "show", "1000054").code == 0 and cli("order", "show", "SO000012").code == 0
    ran, made, _ = record(wrap(SIMPLE | {"status": "completed"}))
    assert [(one["id"], one["status"]) for one in listed(cli)] == [("1000054", "completed")]


def test_cloudblue_subscriptions_and_fees(record):
    mpn = "CFQ7TTC0LF8R:0008_P1M:None"
    price = {"currency": "EUR", "amount": "10.5"}
    details = [
        {"type": "setup", "mpn": mpn, "quantity": 5, "unitPrice": {"currency": "EUR", "amount": "1"}},
        {"type": "recurring", "mpn": mpn, "quantity": 5, "unitPrice": price},
        {"type": "handlingFee", "mpn": "FEE", "quantity": 1, "unitPrice": price},
        {"type": "setupRefund", "mpn": mpn, "quantity": 5, "unitPrice": price},
    ]
    _ran, made, _ = record({key: value for key, value in SIMPLE.items() if key != "products"} | {"details": details})
    [one] = made["orders"][0]["lines"]
    assert (one["offer_id"], one["quantity"], one["unit_price"]["amount"]) == ("CFQ7TTC0LF8R:0008", 5, "11.50")


def test_a_cancellation_at_cloudblue_is_no_order(cli, record):
    ran, made, _ = record(SIMPLE | {"type": "cancellation"})
    assert (ran.code, made["orders"]) == (3, []) and codes(made["problems"]) == ["LC-PLACED-CANCELS"]


XVANTAGE = {
    "customerOrderNumber": "Q-2026-0043-1",
    "orderSplit": False,
    "processedPartially": True,
    "purchaseOrderTotal": 600.5,
    "orders": [
        {
            "ingramOrderNumber": "20-B31TK",
            "ingramOrderDate": "2026-11-10",
            "orderType": "S",
            "orderTotal": 600.5,
            "currencyCode": "20-B31TK : EUR",
            "lines": [
                {
                    "ingramLineNumber": "001",
                    "customerLineNumber": "1",
                    "lineStatus": "Backordered",
                    "ingramPartNumber": "DF4128",
                    "unitPrice": 60.05,
                    "quantityOrdered": 10,
                    "quantityConfirmed": 0,
                    "quantityBackOrdered": 10,
                }
            ],
            "rejectedLineItems": [
                {"customerLinenumber": "2", "ingramPartNumber": "XX1", "rejectCode": "EN", "rejectReason": "SKU-NOTFOUND    XX1"}
            ],
        }
    ],
}


def test_xvantage(cli, record):
    ran, made, _ = record(XVANTAGE)
    assert ran.code == 3 and codes(made["problems"]) == ["LC-PLACED-ORDER-ERROR"]
    assert all(word in made["problems"][0]["message"] for word in ("EN", "XX1", "SKU-NOTFOUND"))
    [order] = made["orders"]
    assert (order["id"], order["program"], order["placed"], order["status"], order["quote"]) == (
        "20-B31TK",
        "box",
        "2026-11-10",
        "pending",
        None,
    )
    [one] = order["lines"]
    assert (one["offer_id"], one["quantity"], one["unit_price"]) == ("DF4128", 10, {"amount": "60.05", "currency": "EUR"})
    detail = {"ingramOrderNumber": "20-B31TK", "ingramOrderDate": "2026-11-10T00:38:52-07:00", "orderStatus": "Shipped"}
    detail |= {"currencyCode": "EUR", "lines": XVANTAGE["orders"][0]["lines"]}
    ran, made, _ = record(detail)
    assert ran.code == 0 and made["orders"][0]["status"] == "completed"


@pytest.mark.parametrize("key", ["message", "messaage"])
def test_xvantage_refuses(record, key):
    error = {"type": "/errors/validation-failed", key: "Validation failed", "fields": [{"field": "IM-CountryCode", "message": "not valid"}]}
    ran, made, _ = record({"errors": [error]})
    assert (ran.code, made["orders"]) == (3, []) and "IM-CountryCode: not valid" in made["problems"][0]["message"]


@pytest.mark.parametrize("errors", ["Order rejected", ["Order rejected"], {"message": "Order rejected"}])
def test_xvantage_refuses_in_few_words(record, errors):
    ran, made, _ = record({"errors": errors})
    assert (ran.code, made["orders"], codes(made["problems"])) == (3, [], ["LC-PLACED-REFUSED"])
    assert made["problems"][0]["message"].startswith("The call was refused: Order rejected. ")


def test_an_error_of_a_checkout_without_group_and_code(record):
    said = [record({"orderErrors": [error]})[1]["problems"][0]["message"] for error in ("no stock", {"description": "no stock", "code": 3})]
    assert [one.partition(".")[0] for one in said] == ["Not ordered: no stock", "Not ordered: no stock (code 3)"]


ARROW = {
    "reference": "XSPO1234",
    "status": "In progress",
    "dateCreation": "2026-11-09 09:39:05",
    "order_reference": "O_ARWS-V7-2704f97d-656151",
    "customer": {"reference": "XSP17727"},
    "products": [
        {
            "sku": "MSCSP_CFQ7TTC0LCHC-0002_FR_EUR_1_720_8640",
            "name": "Seats",
            "quantity": 2,
            "prices": {"buy": 11, "currency": "EUR", "periodicityCode": 720, "termCode": 8640},
        }
    ],
}


@pytest.mark.parametrize("wrap", [lambda order: order, lambda order: {"status": 200, "data": {"orders": [order]}}])
def test_arrowsphere(record, wrap):
    ran, made, _ = record(wrap(ARROW))
    assert ran.code == 0, ran.err
    assert codes(made["problems"]) == ["LC-PLACED-OFFSET"]
    [order] = made["orders"]
    assert (order["id"], order["placed"], order["status"]) == ("XSPO1234", "2026-11-09", "pending")
    assert order["lines"][0]["offer_id"] == "CFQ7TTC0LCHC:0002"
    assert order["lines"][0]["unit_price"] == {"amount": "11.00", "currency": "EUR"}


def test_pax8(record):
    order = {"id": "0f5b5f4b-5a5d-4f0e-9e59-8a8d39fd3c11", "companyId": TENANT, "createdDate": "2026-11-09T10:00:00Z"}
    order |= {"lineItems": [{"id": "x", "productId": "b3c1a2d4-1111-4222-8333-444455556666", "billingTerm": "One-Time", "quantity": 3}]}
    ran, made, _ = record({"content": [order], "page": {"size": 10}})
    assert ran.code == 0, ran.err
    assert made["orders"][0]["lines"][0] == {
        "number": 0,
        "offer_id": "b3c1a2d4-1111-4222-8333-444455556666",
        "title": "",
        "quantity": 3,
        "unit_price": None,
    }


@pytest.mark.parametrize(
    ("held", "word"),
    [
        ({"companyId": TENANT, "lineItems": [{"productId": "x", "quantity": 1}]}, "Pax8"),
        ({"customer": {"reference": "XSP1"}, "products": [{"sku": "x", "quantity": 1}]}, "ArrowSphere"),
        ({"quoteNumber": "1", "confirmationNumber": "2"}, "webhook"),
    ],
)
def test_requests_are_named(record, held, word):
    ran, _, problems = record(held)
    assert ran.code == 1 and word in problems[0]["message"] and "order record --id" in problems[0]["message"]


@pytest.mark.parametrize(
    "count",
    ["1,", -1, 2.5, 1e400, "x", None, True, [], {}],
    ids=["text", "negative", "half", "huge", "word", "none", "true", "list", "map"],
)
def test_quantities_of_other_systems(record, count):
    held = json.dumps(SIMPLE).replace('"quantity": 2.0}]', f'"quantity": {json.dumps(count)}}}]').replace("Infinity", "1e400")
    ran, made, problems = record(held)
    said = codes(made["problems"] if made else problems)
    assert "LC-PLACED-LEFT-OUT" in said and "Traceback" not in ran.err and "None" not in ran.out + ran.err
