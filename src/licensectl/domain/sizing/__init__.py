"""How many licences, which packs, by which rule."""
