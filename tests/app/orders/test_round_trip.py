"""Every target: an order that is exported, answered, recorded, listed, checked and cancelled keeps its ids, quantities and prices."""

import csv
import json
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
import yaml

from licensectl.app.orders.targets import TARGETS

DAY = ("--as-of", "2026-11-23")
TENANT = "6c3a2b7e-0000-4000-8000-5d1f2c9b7a10"
# Perpetual SKUs of the catalogue, and other ways to write them.
SKUS = ("DG7GMGF0PWHC:0003", "DG7GMGF0PWHC:0006", "DG7GMGF0PWHT:0002", "DG7GMGF0PN5D:0002")
SPELLINGS = (str, str.lower, lambda sku: sku.replace(":", "-"), lambda sku: sku.replace(":000", "/"))
PARTS = (("Microsoft", "EP2-06606"), ("Tailspin", "T-9"), ("Fabrikam", "M-1"), ("Northwind", "N-22"))
CODE = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


def code(random, length):
    return "".join(random.choice(CODE) for _ in range(length))


def price(random):
    return Decimal(random.randrange(1, 500_000)) / 100


def csp(random, number):
    """Return a request of CSP licences and what each product is expected to keep: quantity and price."""
    skus = random.sample(SKUS, random.randint(1, len(SKUS)))
    lines, wanted = [], {}
    for sku in skus:
        quantity, paid = random.randint(1, 500), price(random)
        availability = "DG7GMGF0" + code(random, 4)
        spelled = random.choice(SPELLINGS)(sku)
        line = {"sku": spelled, "quantity": quantity, "unit_price": str(paid), "sell_price": str(paid * 2)}
        if random.random() < 0.5:
            line |= {"availability_id": random.choice((availability, f" {availability.lower()} "))}
        else:
            line |= {"sku": f"{sku}:{availability}"}
        lines.append(line | {"distributor_sku": code(random, 6)})
        wanted[sku] = (quantity, paid)
    return request(number) | {"program": "csp", "lines": lines}, wanted


def box(random, number):
    """Return a request of boxes of several vendors, and what each product is expected to keep."""
    lines, wanted = [], {}
    for vendor, part in random.sample(PARTS, random.randint(1, len(PARTS))):
        quantity, paid = random.randint(1, 50), price(random)
        line = {"vendor": vendor, "title": f"A product {part}", "part_number": part, "quantity": quantity}
        lines.append(line | {"unit_price": str(paid), "sell_price": str(paid * 2), "distributor_sku": code(random, 6)})
        wanted[part] = (quantity, paid)
    return request(number) | {"program": "box", "other": lines, "lines": []}, wanted


def request(number):
    customer = {"name": "Contoso S.r.l.", "tenant_id": TENANT, "country": "IT", "marketplace_id": "1000001"}
    customer |= {
        "mca": {"agreed_on": "2026-11-01", "attested_by": "customer"},
        "contact": "Anna",
        "email": "a@b.example",
        "address": "Via 1",
    }
    head = {"number": number, "date": "2026-11-23", "po_number": "PO-1", "po_date": "2026-11-20", "vat": {"rate": 22}}
    return head | {"customer": customer}


def partner_center(random, files, prices):
    """Answer a cart as its checkout does."""
    [body] = files
    lines = []
    for item in body["lineItems"]:
        product, sku, _ = item["catalogItemId"].split(":")
        paid = prices[f"{product}:{sku}"]
        held = {"lineItemNumber": item["id"], "offerId": item["catalogItemId"], "quantity": item["quantity"], "termDuration": ""}
        pricing = {"listPrice": float(paid), "price": float(paid), "extendedPrice": float(paid * item["quantity"])}
        lines.append(held | {"friendlyName": "A product", "pricing": pricing})
    order = {"id": f"{random.getrandbits(48):012x}", "referenceCustomerId": TENANT, "currencyCode": "EUR", "status": "completed"}
    order |= {"creationDate": "2026-11-23T10:00:00.1234567Z", "lineItems": lines, "attributes": {"objectType": "Order"}}
    return [{"orders": [order], "orderErrors": []}], [order["id"]]


def cloudblue(random, files, prices):
    """Answer a sales order of the Simple API; amounts are texts, and prices are told by code."""
    [body] = files
    number = str(random.randrange(1_000_000, 9_999_999))
    details = [
        {
            "type": "setup",
            "mpn": one["mpn"],
            "quantity": float(one["quantity"]),
            "unitPrice": {"currency": "EUR", "amount": str(prices[one["mpn"]])},
        }
        for one in body["products"]
    ]
    answer = body | {"id": number, "orderNumber": f"SO{number}", "status": "completed", "creationDate": "2026-11-23T10:00:00Z"}
    return [answer | {"total": {"currency": "EUR", "amount": "1"}, "details": details}], [number]


def xvantage(random, files, prices):
    """Answer each order of the reseller API; it numbers lines from 1."""
    answers, ids = [], []
    for body in files:
        number = f"20-{code(random, 5)}"
        lines = [
            {
                "ingramLineNumber": f"{at:03}",
                "customerLineNumber": one["customerLineNumber"],
                "ingramPartNumber": one["ingramPartNumber"],
                "unitPrice": float(prices[one["ingramPartNumber"]]),
                "quantityOrdered": one["quantity"],
            }
            for at, one in enumerate(body["lines"], 1)
        ]
        order = {"ingramOrderNumber": number, "ingramOrderDate": "2026-11-23", "currencyCode": "EUR", "lines": lines}
        answers.append({"customerOrderNumber": body["customerOrderNumber"], "orders": [order]})
        ids.append(number)
    return answers, ids


# Target → its request, its answer, and how its system says that an order was cancelled.
SYSTEMS = {
    "partner-center": (csp, partner_center, lambda answer: answer["orders"][0] | {"status": "cancelled"}),
    "cloudblue": (csp, cloudblue, lambda answer: answer | {"status": "cancelled"}),
    "xvantage": (box, xvantage, lambda answer: answer["orders"][0] | {"orderStatus": "Cancelled"}),
    "csv": (csp, None, None),
}


def test_every_target_is_tried():
    assert set(SYSTEMS) == set(TARGETS)


def kept(orders):
    """Return the products of orders on record, each with its quantity and price."""
    found = {}
    for line in (line for order in orders for line in order["lines"]):
        product = ":".join(line["offer_id"].split(":")[:2]) if line["offer_id"].count(":") else line["offer_id"]
        found[product] = (line["quantity"], line["unit_price"] and Decimal(line["unit_price"]["amount"]))
    return found


class Journey:
    """One order on its way through the commands."""

    def __init__(self, cli, folder, target, seed):
        self.cli, self.folder, self.target = cli, folder, target
        self.random = Random(seed)
        self.number = f"Q-{seed}"
        self.request, self.wanted = SYSTEMS[target][0](self.random, self.number)
        path = folder / "request.yaml"
        path.write_text(yaml.safe_dump(self.request))
        self.run("quote", "build", str(path), "--save", *DAY)

    def run(self, *command):
        ran = self.cli(*command)
        assert ran.code == 0, (self.number, command, ran.err)
        return ran.out

    def record(self, *arguments):
        return json.loads(self.run("order", "record", *arguments, "-f", "json", *DAY))

    def answered(self, held, *more):
        path = self.folder / "answer.json"
        path.write_text(json.dumps(held))
        return self.record(str(path), *more)

    def exported(self):
        out = self.folder / f"out-{self.number}"
        out.mkdir()
        self.run("order", "export", self.number, "--target", self.target, "-o", str(out), *DAY)
        return [path.read_text() for path in sorted(out.iterdir())]

    def listed(self, ids):
        held = json.loads(self.run("order", "list", "-f", "json", *DAY))["orders"]
        return [order for order in held if order["id"] in ids]

    def place(self):
        """Export, answer and record the order; return the ids of what was placed, and the answers."""
        files = self.exported()
        if self.target == "csv":
            rows = list(csv.DictReader(StringIO(files[0])))
            lines = [
                part for row in rows for part in ("--line", f"{row['product_id']}:{row['sku_id']}={row['quantity']}@{row['unit_price']}")
            ]
            made = self.record("--id", f"{self.random.getrandbits(48):012x}", "--placed", "2026-11-23", *lines, "--quote", self.number)
            return [made["orders"][0]["id"]], []
        lines = self.request["lines"] or self.request["other"]
        prices = {line["distributor_sku"]: Decimal(line["unit_price"]) for line in lines} | {
            sku: paid for sku, (_, paid) in self.wanted.items()
        }
        answers, ids = SYSTEMS[self.target][1](self.random, [json.loads(text) for text in files], prices)
        for answer in answers:
            made = self.answered(answer, *(() if self.target == "xvantage" else ("--quote", self.number)))
            assert [problem["code"] for problem in made["problems"]] == [], (self.number, made["problems"])
        return ids, answers

    def cancel(self, ids, answers):
        if self.target == "partner-center":
            [order_id] = ids
            body = json.loads(self.run("order", "export", order_id, "--cancel", *DAY))
            sent = [(line["lineItemNumber"], line["offerId"]) for line in answers[0]["orders"][0]["lineItems"]]
            assert body["id"] == order_id and [(line["lineItemNumber"], line["offerId"]) for line in body["lineItems"]] == sent
        if not answers:
            return [self.record("--id", order_id, "--status", "cancelled") for order_id in ids]
        return [self.answered(SYSTEMS[self.target][2](answer)) for answer in answers]


@pytest.mark.parametrize("target", TARGETS)
def test_ids_quantities_and_prices_are_kept(cli, tmp_path, target, request):
    for seed in range(max(3, request.config.getoption("--examples") // 15)):
        journey = Journey(cli, tmp_path, target, seed)
        ids, answers = journey.place()
        orders = journey.listed(ids)
        assert sorted(order["id"] for order in orders) == sorted(ids)
        assert kept(orders) == journey.wanted, (seed, target)
        assert {order["customer_id"] for order in orders} == {"contoso"}
        [entry] = [one for one in json.loads(cli("quote", "list", "-f", "json", *DAY).out)["quotes"] if one["number"] == journey.number]
        assert sorted(entry["orders"]) == sorted(ids) and entry["state"] == "ordered"
        for order in orders:
            asked = ("returns", "check", order["id"], "--requested", "2026-11-24", "--buyer", "business", "-f", "json")
            checked = json.loads(cli(*asked).out)
            if order["program"] == "csp":
                paid = sum(quantity * paid for quantity, paid in kept([order]).values())
                assert (checked["verdict"], Decimal(checked["refund_amount"]["amount"])) == ("eligible", paid)
        journey.cancel(ids, answers)
        after = journey.listed(ids)
        assert {order["status"] for order in after} == {"cancelled"} and kept(after) == journey.wanted
