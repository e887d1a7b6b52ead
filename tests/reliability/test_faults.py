"""Whatever stops a command that writes: nothing lost, the same end, nothing left over.

Each command in a few places here; `make soak` tries every place (docs/reliability.md).
"""

from pathlib import Path

import pytest
from faults import COMMANDS, WAYS, Command, trials


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_a_command_that_goes_wrong_loses_nothing_and_can_be_run_again(
    command: Command, tmp_path: Path
) -> None:
    found = trials(command, tmp_path, most=2)
    assert found.tries >= 2 * len(WAYS)
    assert (found.losses, found.differing, found.left) == (0, 0, 0), found.notes
