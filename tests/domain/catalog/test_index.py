"""Answer from the index what a short command asks, without reading every product."""

from licensectl.domain.catalog.model import Catalog, Product, Sku, SkusFile, index


class Unread(dict):
    def __getitem__(self, name):
        raise AssertionError(f"{name} was read")


def test_the_newest_list_is_known_without_reading_a_product():
    skus = {month: Sku(title=month, metric="device", on_list=month) for month in ("2021-03", "2026-08", "2022-07")}
    products = {"office": Product(title="Office", family="Office", skus=skus)}
    assert Catalog(SkusFile(), Unread(products), index(products)).newest_list == "2026-08"


def test_no_list_is_newest_where_none_is_cited():
    assert Catalog(SkusFile(), {}, index({})).newest_list == ""
