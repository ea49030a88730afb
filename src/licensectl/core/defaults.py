"""Default values, and the programs that rules in code name.

Program ids, markets and currencies are written here, in the facts, or in the record of an order target, and nowhere else.
"""

PROGRAM = "csp"
MARKET = "IT"
CURRENCY = "EUR"

# Partner Center's price sheets, customer qualifications and public lists are of this program.
SHEET_PROGRAM = "csp"
# Microsoft bills orders of these programs to the partner; a box or an Open License order is never on such an invoice.
INVOICED_PROGRAMS = (SHEET_PROGRAM, "csp_perpetual", "csp_subscription", "csp_software_subscription")
# Licences in a package, which are shipped.
BOX_PROGRAM = "box"
# An agreement whose first order has a minimum.
AGREEMENT_PROGRAM = "open"
# What `compare programs` and `compare costs` set side by side.
COMPARED = (BOX_PROGRAM, AGREEMENT_PROGRAM, SHEET_PROGRAM)
