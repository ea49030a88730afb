"""Test how the address of a customer is joined from the columns of a list."""

import pytest

from licensectl.domain.customers.address import whole_address

JOINED = [
    ({"address": "Via Roma 1", "cap": "20121", "city": "Milano", "province": "MI"}, "Via Roma 1, 20121 Milano MI"),
    ({"address": "Via Roma", "number": "1/A", "cap": "20121", "city": "Milano", "province": "(mi)"}, "Via Roma 1/A, 20121 Milano MI"),
    ({"address": "Via Roma 1", "number": "1", "cap": "20121", "city": "Milano"}, "Via Roma 1, 20121 Milano"),
    ({"address": "Via Milano 3,", "cap": "20121", "city": "Milano", "province": "Milano"}, "Via Milano 3, 20121 Milano"),
    ({"address": "Via Milano 3", "city": "Milano"}, "Via Milano 3, Milano"),
    ({"address": "1 Main Street", "postcode": "62701", "city": "Springfield", "province": "IL"}, "1 Main Street, 62701 Springfield IL"),
    ({"address": "Via Roma 1", "city": "20121 Milano (MI)", "cap": "20121", "province": "MI"}, "Via Roma 1, 20121 Milano (MI)"),
    ({"address": "Via Roma 1", "cap": "20121"}, "Via Roma 1, 20121"),
    ({"address": "Via Condotti 1", "cap": "187", "city": "Roma", "province": "RM"}, "Via Condotti 1, 00187 Roma RM"),
    ({"address": "Via Nassa 1", "cap": "6900", "city": "Lugano", "country": "CH"}, "Via Nassa 1, 6900 Lugano"),
    ({"address": "Via Nassa 1", "cap": "6900", "city": "Lugano", "country": ""}, "Via Nassa 1, 6900 Lugano"),
]
WHOLE = [
    {"address": "Via Roma 1, 20121 Milano (MI)", "cap": "20121", "city": "Milano", "province": "MI"},
    {"address": "Via Roma 1\n20121 Milano", "cap": "20121", "city": "Milano"},
    {"address": "Via Roma 1, Milano", "city": "Milano"},
    {"address": "Via Roma 1, 20121 Milano", "city": "Milano", "province": "MI"},
    {"address": "Via Roma 1"},
    {"address": "Via Roma 1", "cap": "", "city": "", "province": ""},
    {"address": ""},
    {"address": " ", "number": "1", "cap": "20121", "city": "Milano", "province": "MI"},
]


@pytest.mark.parametrize(("cells", "address"), JOINED)
def test_parts_are_joined(cells, address):
    assert whole_address(cells) == address


@pytest.mark.parametrize("cells", WHOLE)
def test_a_whole_address_is_kept(cells):
    assert whole_address(cells) == cells["address"]
