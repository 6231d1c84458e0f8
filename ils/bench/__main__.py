"""bin/bench: throw-away servers, an empty migrated database, and the bench in it."""

import os
import subprocess
import sys
from collections.abc import Sequence

from ils.local.check import testing_environment
from ils.local.servers import PROJECT, test_servers


def main(arguments: Sequence[str]) -> int:
    """Arguments go to `manage.py bench`."""
    with test_servers() as addresses:
        environment = testing_environment(addresses.environment())
        for command in (["migrate", "--verbosity", "0", "--skip-checks"], ["bench", *arguments]):
            manage = [sys.executable, "manage.py", *command]
            code = subprocess.run(manage, cwd=PROJECT, env=environment, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)  # Never fill somebody's database.
    sys.exit(main(sys.argv[1:]))
