"""What holds where neither the command line nor a file nor a setting says anything: the one place of these values."""

PROGRAM = "csp"
MARKET = "IT"
CURRENCY = "EUR"
