"""What a typed command would do: cut up by the grammar of bash, judged program by program. Runs nothing.

classify     a command line to its verdict
syntax       text to calls and redirections
command      one call as a program sees it
wrappers     sudo, env, xargs, sh -c, find -exec: commands that run commands
git files network code system     programs whose flags decide
generic      all other tools, by the verbs they use
vocabulary   programs whose name decides
"""

from supervisor.detect.shell.classify import classify_command
from supervisor.detect.shell.verdict import ShellVerdict

__all__ = ["ShellVerdict", "classify_command"]
