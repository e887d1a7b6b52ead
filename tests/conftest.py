"""What the whole suite leaves out where a machine cannot have it."""

from importlib.util import find_spec

# PyICU under it is built from source against the system's ICU, which may need root to install.
collect_ignore = [] if find_spec("followthemoney") else ["export/test_followthemoney.py"]
