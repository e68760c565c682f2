#!/usr/bin/env bash
# Install what the tests need and run all of them; arguments go to pytest.
#
# As an ordinary user it works in this folder. As root it makes a throwaway ordinary user who gets a copy of this
# folder and runs everything: agents, their supervisor and the people who use them are not root either. Both are
# removed at the end. All checks run, also after one that failed; the exit status is that of the last that failed.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=packaging/install.sh
. "$root/packaging/install.sh"

stage=$root
user=""
# No test may touch the desktop of the person who runs them.
as_tester=(env -u DISPLAY -u WAYLAND_DISPLAY -u XAUTHORITY -u DBUS_SESSION_BUS_ADDRESS PYTHONUNBUFFERED=1)

make_tester() {
  user=supervisor-test-$$
  say "making the ordinary user $user for this run"
  useradd --create-home --shell /bin/bash "$user"
  trap remove_tester EXIT
  local home
  home=$(getent passwd "$user" | cut -d: -f6)
  as_tester=(setpriv --reuid="$user" --regid="$user" --init-groups -- env -i HOME="$home" USER="$user"
    LOGNAME="$user" SHELL=/bin/bash LANG=C.UTF-8 PYTHONUNBUFFERED=1 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin CI="${CI:-}")
  stage=$home/agent-supervisor
}

# End what the throwaway user still runs, then remove the user.
remove_tester() {
  local process uid
  uid=$(id -u "$user")
  for process in /proc/[0-9]*; do
    if [ "$(stat -c %u "$process" 2>/dev/null)" = "$uid" ]; then
      kill -KILL "${process#/proc/}" 2>/dev/null || true
    fi
  done
  find /tmp -maxdepth 2 -user "$user" -prune -exec rm -rf {} + 2>/dev/null || true
  userdel --force --remove "$user" >/dev/null 2>&1 || true
}

# Copy the folder as it is, without what is ignored, for the throwaway user.
copy_tree() {
  say "copying $root to $stage"
  mkdir "$stage"
  (cd "$root" && git -c safe.directory="$root" ls-files -z --cached --others --exclude-standard |
    while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    tar --null --no-recursion -cf - -T -) | tar -xf - -C "$stage"
}

status=0
failed=()

check() {
  local name=$1
  shift
  say "$name"
  (cd "$stage" && "${as_tester[@]}" "$@" </dev/null) || {
    status=$?
    failed+=("$name")
  }
}

if [ "$(id -u)" -eq 0 ]; then make_tester; fi
say "needed: Debian packages for a virtual desktop and its programs, a Python environment in $stage/.venv"
# shellcheck disable=SC2086 # lists of names
install_packages git $DESKTOP_PACKAGES $QT_PACKAGES $PYTHON_PACKAGES $TEST_PACKAGES
# shellcheck disable=SC2046,SC2086 # lists of names
install_packages $(offered_packages $OFFERED_TEST_PACKAGES)
python=$(find_python "${as_tester[@]}")
if [ -n "$user" ]; then copy_tree; fi
make_environment "$stage" "$python" "[dev]"
install_npm_packages "$stage"
if [ -n "$user" ]; then chown -R "$user": "$stage"; fi

bin=$stage/.venv/bin
check "ruff check" "$bin/ruff" check .
check "ruff format" "$bin/ruff" format --check .
check "mypy" "$bin/mypy"
check "import-linter" "$bin/lint-imports" --no-logo
check "pytest" "$bin/python" -m pytest "$@"
if [ "$status" -eq 0 ]; then
  say "all checks passed"
else
  say "failed: $(printf '%s, ' "${failed[@]}" | sed 's/, $//')"
fi
exit "$status"
