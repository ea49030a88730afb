"""Writes data/schemas/*.schema.json from the records: `python docs/make_schemas.py`."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "schemas"


def schemas() -> dict[str, str]:
    """Return the text of every schema by its path below FOLDER: files that people write, results, and targets of order files."""
    from licensectl.app.facts.service_schemas import RESULTS
    from licensectl.app.orders.targets import shapes
    from licensectl.facts.json_schema import KINDS, of_record, of_result, schema
    from licensectl.render.formats.json import written

    made = {f"{kind}.schema.json": written(schema(kind)) for kind in KINDS}
    made |= {f"results/{kind}.schema.json": written(of_result(shape, kind)) for kind, shape in RESULTS.items()}
    return made | {f"targets/{name}.schema.json": written(of_record(shape, name)) for name, shape in shapes().items()}


if __name__ == "__main__":
    for name, text in schemas().items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")
