"""Whether a request is a table of lines, asked before anything is loaded that reads one."""

NAMES = {"sku", "part_number", "search", "title"}
WORKBOOK = b"PK\x03\x04"


def looks_like_lines(content: bytes) -> bool:
    """A workbook is one, and what has a header that names a quantity and a product."""
    if content.startswith(WORKBOOK):
        return True
    first = content[:4096].decode("utf-8", "replace").lstrip("\ufeff \r\n").partition("\n")[0]
    for delimiter in ",;\t|":
        cells = {cell.strip(' "\r').lower() for cell in first.split(delimiter)}
        if "quantity" in cells and cells & NAMES:
            return True
    return False
