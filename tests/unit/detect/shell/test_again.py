from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

ASKED = (Shell.UNKNOWN, Shell.RISKY, Shell.DESTRUCTIVE)

EVALUATED = r"""
x='$(./a)'
x='a[$(./a)]'
x="a[\$(./a)]"
x=$'\x24(./a)'
x='`./a`'
x=(1 '$(./a)')
export x='a[$(./a)]'
declare x='$(./a)'
declare "x=\$(./a)"
local x='$(./a)'
readonly x='${y@P}'
env x='$(./a)' ls
test -v 'a[$(./a)]'
[ -v 'a[$(./a)]' ]
[[ -v 'a[$(./a)]' ]]
[[ 1 -eq 'a[$(./a)]' ]]
let 'a[$(./a)]'
builtin let 'x=a[$(./a)]'
(( 'a[$(./a)]' ))
((a['$(./a)']++))
printf -v 'a[$(./a)]' x
printf -v'a[$(./a)]' x
read 'a[$(./a)]'
command read 'a[$(./a)]'
unset 'a[$(./a)]'
wait -n -p 'a[$(./a)]'
mapfile 'a[$(./a)]'
a['$(./a)']=1
declare 'a[$(./a)]=1'
echo ${x@P}
echo "${x@P}"
echo ${x:='$(./a)'}
for x in 'a[$(./a)]'; do echo $x; done
set -- 'a[$(./a)]'
"""


@pytest.mark.parametrize("text", EVALUATED.strip().splitlines())
def test_attack_a_text_that_is_evaluated_again_is_asked_in_every_policy(text: str) -> None:
    verdict = classify_command(text)
    assert verdict.kind in ASKED
    assert verdict.tier.rank >= Tier.HIGH_RISK.rank


RECKONED = r"""
echo $((x))
echo $((a[x]))
echo ${a[x]}
echo ${a:x}
echo ${a:0:x}
echo ${!x}
((x++))
for ((i=0; i<n; i++)); do echo; done
let x+=1
echo $[x]
a[x]=1
a=([x]=1)
a=(1 [$x]=1)
[[ -v a[x] ]]
[[ $1 -gt 0 ]]
[[ $x -eq 1 ]]
[[ x -gt 1 ]]
[[ -v $x ]]
[ -v "$x" ]
read "$x"
unset "$x"
printf -v "$x" 1
declare "$x=1"
declare -i x=y
declare -n r="$x"
x=$(cat a); echo $((x))
x=1; read x < f; echo $((x))
x=1; IFS= read -r x < f; echo $((x))
x=1; command read x < f; echo $((x))
x=1; read {x,y} < f; echo $((x))
x=1; printf -v x %s "$(cat f)"; echo $((x))
x=1; mapfile -t x < f; echo $((x))
x=1; getopts ab x; echo $((x))
x=1; unset x; echo $((x))
x=1; x[0]=$(cat f); echo $((x))
x=1; wait -n -p x; echo $((x))
x=1; eval 'read x < f'; echo $((x))
x=1; for x in $(cat f); do echo $((x)); done
x=1; while read x; do echo $((x)); done < f
REPLY=1; read < f; echo $((REPLY))
y=$((z)); z=1
y="$(( 'z' ))"; z=1
for i in 1 2; do echo $((x)); done; x=1
for i in 1 2; do read i < f; echo $((i)); done
for i in 1 2; do i=$(cat f); echo $((i)); done
for i in 1 2; do :; done & echo $((i))
for i in 1 2; do :; done | cat; echo $((i))
false && for i in 1; do :; done; echo $((i))
for i in 1 x; do echo $((i)); done
for i; do echo $((i)); done
for ((i=0; i<3; i++)); do read i < f; done
select i in 1 2; do echo $((i)); done
unset RANDOM
builtin unset SECONDS
declare -a m=([k]=v)
declare m=([k]=v) -A
declare -A m=([k]=v); a=([k]=1)
declare -A m="=([k]=v)"; a=([k]=1)
"""


@pytest.mark.parametrize("text", RECKONED.strip().splitlines())
def test_attack_arithmetic_with_what_nobody_sees_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize(
    "text",
    [
        "x=1",
        "x='plain text'",
        'x="$y"',
        "x=$(date)",
        "x='costs 5$'",
        "echo 'use $(this)'",
        "git commit -m 'say `x`'",
        "grep -r '$(call' src",
        "printf '%s\n' '$(x)'",
        "echo $((2 + 3))",
        "echo $((RANDOM % 6))",
        "echo ${#x} ${x:-none} ${x%.*} ${x:0:3} ${a[0]} ${a[@]} ${!a[@]}",
        "for ((i=0; i<3; i++)); do echo hi; done",
        "x=4; echo $((x * 2))",
        "day=$(date); x=4; echo $((x * 2))",
        "for i in 1 2 3; do echo $((i*2)); done",
        "for i in 1 2 3; do printf '%d\n' $((i * i)); done; echo $((i))",
        'for n in 10 20; do sleep 1; echo "$n of 30: $((n*100/30))%"; done',
        "declare -A m=([k]=v [b]=c)",
        "typeset -gA m=([k]=v)",
        "[ -f a.txt ]",
        "[[ -n $x && $y == a* ]]",
        "[[ $# -eq 2 ]]",
        "read -r name",
        "unset x",
        "declare -a list",
        "printf -v x '%d' 5",
        "a[0]=1",
        "a=(x y)",
        "a=([3]=1)",
        "echo $[1 + 2]",
        "[[ -v x ]]",
    ],
)
def test_values_and_numbers_are_none(text: str) -> None:
    assert classify_command(text).kind in (Shell.READ, Shell.REVERSIBLE)


SET = r"""
for PROMPT_COMMAND in ./a; do :; done
for PATH in .; do ls; done
select BASH_ENV in ./a; do :; done
read PROMPT_COMMAND < a
read -r PS1
read -aPATH
printf -v PROMPT_COMMAND %s ./a
printf -vLD_PRELOAD %s ./a
mapfile PROMPT_COMMAND
readarray -t PROMPT_COMMAND
getopts a PATH
echo ${PROMPT_COMMAND:=./a}
: ${BASH_ENV=./a}
PATH[0]=.
PROMPT_COMMAND[0]=./a
PROMPT_COMMAND+=./a
BASH_CMDS[ls]=./a
BASH_ALIASES[ls]=./a
declare -n r=PROMPT_COMMAND; r=./a
typeset -n r=PS1
PS1=$x
PS4="$x"
IFS=/
hash -p ./a ls
enable -f ./a.so ls
exec < a
exec 0< a
command exec < a
. <(cat a)
bash < a
trap '' INT
trap ./a EXIT
trap 'echo x' DEBUG
KUBECONFIG=./a kubectl get pods
AWS_CONFIG_FILE=./a aws s3 ls
"""


@pytest.mark.parametrize("text", SET.strip().splitlines())
def test_attack_a_variable_set_in_any_way_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize(
    "text",
    ["for i in a b; do echo $i; done", "read x", "IFS=, read -r a b", "trap", "trap -p", "trap - INT", "PS1='$ '",
     "PS1='\\u@\\h:\\w\\$ '", "exec > a.log", ": ${x:=5}", "declare -n r=x", "hash -r"],
)  # fmt: skip
def test_other_variables_are_none(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank
    assert classify_command(text).kind is not Shell.UNKNOWN
