"""bin/bench: throw-away servers, an empty migrated database, and the bench in it."""

import os
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryDirectory

from ils.local.check import testing_environment
from ils.local.servers import PROJECT, test_servers


def main(arguments: Sequence[str]) -> int:
    """Arguments go to `manage.py bench`."""
    # Its own static files: whoever else collects meanwhile would remove them under our feet.
    with test_servers() as addresses, TemporaryDirectory(prefix="ils-bench-") as static:
        environment = testing_environment(addresses.environment()) | {"ILS_STATIC_ROOT": static}
        quietly = ["--verbosity", "0", "--skip-checks"]
        for command in (
            ["migrate", *quietly],
            # Pages name their static files by what is in them.
            ["collectstatic", "--noinput", *quietly],
            ["bench", *arguments],
        ):
            manage = [sys.executable, "manage.py", *command]
            code = subprocess.run(manage, cwd=PROJECT, env=environment, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    os.environ.pop("DATABASE_URL", None)  # Never fill somebody's database.
    sys.exit(main(sys.argv[1:]))
