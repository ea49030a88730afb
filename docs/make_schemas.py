"""Writes data/schemas/*.schema.json from the records: `python docs/make_schemas.py`."""

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "schemas"


def schemas() -> dict[str, str]:
    from licensectl.facts.schemas import KINDS, schema
    from licensectl.render.json import render

    return {f"{kind}.schema.json": render(schema(kind)) for kind in KINDS}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
