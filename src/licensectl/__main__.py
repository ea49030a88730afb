"""`python -m licensectl`."""

from licensectl.cli.app import main

main()
