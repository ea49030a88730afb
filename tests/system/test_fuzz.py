"""A bounded run of the fuzzer over all readers; `python tests/system/fuzz.py --seconds 1800` is a long one."""

import os
import subprocess
import sys

import pytest
from helpers import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs fork")]
CASES = 60


def test_no_input_leads_to_a_traceback(request):
    command = [sys.executable, "tests/system/fuzz.py", "--cases", str(CASES), "--seed", str(request.config.getoption("--fuzz-seed"))]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{CASES} cases" in ran.stderr
