"""Text of many rows is aligned without tabulate, in the same way."""

from hypothesis import given
from hypothesis import strategies as st

from licensectl.render.formats import text
from licensectl.render.report import Column

kinds = st.sampled_from(["text", "id", "int", "amount", "date"])
titles = st.sampled_from(["A", "Prezzo di costo", "Überschrift", "x" * 30])
cells = st.text("abcXYZ 0123456789.,-—€àñ", max_size=25)


@given(st.data(), st.lists(st.tuples(titles, kinds), min_size=1, max_size=5))
def test_many_rows_look_like_few(data, made):
    columns = [Column(f"c{place}", title, kind) for place, (title, kind) in enumerate(made)]
    rows = data.draw(st.lists(st.lists(cells, min_size=len(columns), max_size=len(columns)), min_size=1, max_size=12))
    assert text._many(columns, [title for title, _ in made], rows) == text.tabulated(columns, rows, "en")
