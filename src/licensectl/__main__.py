"""`python -m licensectl`."""

from licensectl.main import main

main()
