"""What the whole suite leaves out where a machine cannot have it."""

from importlib.util import find_spec

from hypothesis import HealthCheck, settings

# PyICU under it is built from source against the system's ICU, which may need root to install.
collect_ignore = [] if find_spec("followthemoney") else ["export/test_followthemoney.py"]

# A busy machine is slow to make examples; that says nothing of what is tested.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("patient")
