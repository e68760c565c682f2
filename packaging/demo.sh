#!/usr/bin/env bash
# Install what the demo needs and run it; arguments go to `agent-supervisor demo`.
#
# With a display it is interactive; without one, or with --headless, it makes a virtual desktop of its own.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/install.sh
. "$root/packaging/install.sh"

say "needed: Debian packages for a virtual desktop, a Python environment in $root/.venv"
# shellcheck disable=SC2086 # lists of names
install_packages $DESKTOP_PACKAGES $QT_PACKAGES $PYTHON_PACKAGES
python=$(find_python)
make_environment "$root" "$python" ""
exec "$root/.venv/bin/agent-supervisor" demo "$@"
