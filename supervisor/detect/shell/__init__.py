"""What a typed command would do: cut up by the grammar of bash, judged program by program. Runs nothing.

classify     a command line to its verdict
syntax       text to calls and redirections; expansion: what the line itself makes of variables and braces
command      one call as a program sees it; dispatch: from its name to what knows it
wrappers     sudo, env, xargs: commands that run commands; launchers: sh -c, eval, find -exec
git files disks network code sql system packages containers openers windows     programs whose flags decide
doors        options by which a program runs another one, whatever it does itself
sed_awk      small languages inside of a command; heredocs: lines that a program reads as its text
inspection   programs that look with some options and change with the others
generic      all other tools: by the tables of their subcommands (tools_*, read by phrases), else by verbs
vocabulary   programs whose name decides; places: paths that matter, and paths that do not
variables    that make other programs load or run something
looking      how much of one action is looked through
again        texts and names that bash evaluates a second time
unseen       words that an earlier line decides, where they name a place or may be options
folders      programs that run the code of the folder they are called in, and write over their second operand
painting     what writes over the line that is typed next
unpacking    whole folders that are put where a shell finds its start-up files
moves        folders that a line goes to before it names a file
"""

from supervisor.detect.shell.classify import classify_command
from supervisor.detect.shell.verdict import ShellVerdict

__all__ = ["ShellVerdict", "classify_command"]
