"""How much of a text is taken at a time, and how much at most."""

# Descriptions run to some thousand characters; beyond this a quote was never closed.
FIELD_LIMIT = 1 << 20
# Lines are split off blocks of this size: small enough to stay in the processor's cache.
BLOCK = 1 << 18
