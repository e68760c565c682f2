"""Variables that make other programs load or run something; from the manual page of each."""

from __future__ import annotations

import re

from supervisor.detect.wordlist import wordlist

_LOADING = wordlist(
    """
    PATH ENV BASH_ENV PROMPT_COMMAND BROWSER LESSOPEN LESSCLOSE LESSKEY LESSKEYIN SHELL SHELLOPTS BASHOPTS
    PYTHONSTARTUP PYTHONPATH PYTHONHOME PYTHONBREAKPOINT PYTHONUSERBASE PERL5OPT PERL5LIB PERLLIB PERL5DB
    RUBYOPT RUBYLIB RUBYGEMS_GEMDEPS NODE_PATH CLASSPATH GTK_MODULES
    QT_PLUGIN_PATH DISPLAY XAUTHORITY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS MAKEFILES RUSTC RUSTC_WRAPPER
    RUSTC_WORKSPACE_WRAPPER CARGO_HOME SSH_ASKPASS SUDO_ASKPASS HOME XDG_CONFIG_HOME XDG_CONFIG_DIRS
    XDG_DATA_DIRS ZDOTDIR INPUTRC FZF_DEFAULT_COMMAND FZF_DEFAULT_OPTS GCONV_PATH VIMINIT EXINIT MYVIMRC PSQLRC
    OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES ANSIBLE_CONFIG TF_CLI_CONFIG_FILE PYTEST_PLUGINS WGETRC CURL_HOME
    SCREENRC LUA_INIT PHPRC PHP_INI_SCAN_DIR R_PROFILE R_PROFILE_USER R_ENVIRON R_ENVIRON_USER JULIA_LOAD_PATH
    JULIA_DEPOT_PATH ERL_FLAGS ERL_AFLAGS ERL_ZFLAGS ELIXIR_ERL_OPTIONS MYSQL_HOME PIP_INDEX_URL PIP_EXTRA_INDEX_URL
    UV_INDEX_URL KUBECONFIG AWS_CONFIG_FILE AWS_SHARED_CREDENTIALS_FILE DOCKER_CONFIG TAR_OPTIONS RSYNC_RSH LESS
    MANOPT
    BASH_ALIASES BASH_CMDS BASH_LOADABLES_PATH MAILPATH FCEDIT
    CDPATH GLOBIGNORE histchars EXECIGNORE TMOUT TERMINFO TERMINFO_DIRS LOCPATH VIM VIMRUNTIME GTK_PATH
    GTK_IM_MODULE_FILE GDK_PIXBUF_MODULE_FILE GIO_EXTRA_MODULES GIO_MODULE_DIR XCOMPOSEFILE GNUPGHOME DOCKER_HOST
    LESSEDIT TROFF MANROFFOPT AWKPATH AWKLIBPATH BAT_CONFIG_PATH MAGICK_CONFIGURE_PATH TCLLIBPATH XDG_RUNTIME_DIR
    XDG_DATA_HOME GS_LIB TEXINPUTS PGSERVICEFILE SSLKEYLOGFILE MALLOC_TRACE HOSTALIASES RES_OPTIONS GDBHISTFILE
    LESSHISTFILE SQLITE_HISTORY MYSQL_HISTFILE PSQL_HISTORY NODE_REPL_HISTORY PYTHON_HISTORY
    """
)
# Those of git that say who, where and how much; all others can name a program or settings.
_FAMILIES = re.compile(
    r"LD_|DYLD_|BASH_FUNC_|LUA_INIT"
    r"|GIT_(?!AUTHOR_|COMMITTER_|TERMINAL_PROMPT$|TRACE|OPTIONAL_LOCKS$|MERGE_AUTOEDIT$|LFS_SKIP_SMUDGE$|CURL_VERBOSE$"
    r"|DIR$|WORK_TREE$|INDEX_FILE$|NAMESPACE$|CEILING_)"
    r"|(?:https?|all|ftp|rsync)_proxy$"
    r"|npm_config_(?:script_shell|node_options|globalconfig|userconfig|prefix|registry)$",
    re.IGNORECASE,
)
_SHOWERS = re.compile(r"(?:\w+_)?(?:PAGER|EDITOR)$|VISUAL$")
_PLAIN_SHOWERS = re.compile(
    r"(?:(?:cat|less|more|most|bat|head|vi|vim|nvim|nano|pico|micro|emacs|code|true|:)(?:\s+-{1,2}[\w-]+)*)?"
)
_WITH_COMMANDS = frozenset({"PS0", "PS1", "PS2", "PS4"})
_OWN_PROMPT = re.compile(r"\$(?:PS[0-4]\b|\{PS[0-4]\})")
_PLACE = re.compile(r"(?:~|\.{0,2}/|\$\{?[A-Z]\w*\}?/|\w[\w+.-]*://)(?!dev/null$)")
UNSEEN = "./x $(x)"
"""A value that stands for one that nobody sees."""
_TOOLS = wordlist(
    "CC CXX LD AR PKG_CONFIG PYTEST_ADDOPTS MAVEN_OPTS GRADLE_OPTS SBT_OPTS NODE_OPTIONS JAVA_TOOL_OPTIONS"
    " JDK_JAVA_OPTIONS _JAVA_OPTIONS MAKEFLAGS GOFLAGS"
)
"""Variables that are set in ordinary work, and load something only by some values."""
_TOOL_LOADS = re.compile(r"[/$`]|-[pr]\b|agent|require|import|loader|inspect|exec|eval|SHELL")
_APPENDED = re.compile(r"(?:\$PATH|\$\{PATH\})(?::[\w./~-]*)+")


def loads(name: str, value: str) -> bool:
    """Tell whether a variable makes other programs load or run something, or leave the supervised display.

    Args:
        name: Of the variable.
        value: As typed; a pager or editor that is one is harmless, and so are folders that are looked at last.
    """
    name = name.partition("[")[0].rstrip("+")
    if _SHOWERS.match(name):
        return _PLAIN_SHOWERS.fullmatch(value) is None
    if name in _WITH_COMMANDS:
        return re.search(r"\$[\w{(]|`", _OWN_PROMPT.sub("", value)) is not None
    if name == "PATH" and _APPENDED.fullmatch(value):
        return False
    if name.startswith("GIT_TRACE"):
        return "/" in value or "$" in value or "~" in value
    if name in _TOOLS:
        return _TOOL_LOADS.search(value) is not None
    return name in _LOADING or _FAMILIES.match(name) is not None


def names_place(value: str) -> bool:
    """Tell whether the value that a variable has for one command is a file, a folder or a server.

    A program may load something from there, write there or talk to it, whatever the variable is called.
    """
    return _PLACE.match(value) is not None
