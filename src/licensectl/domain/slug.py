"""Ids that people give: small letters, figures and single hyphens."""

import re

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
