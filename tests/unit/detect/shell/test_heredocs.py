from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervisor.detect.shell.heredocs import is_text_for_program


@pytest.mark.parametrize(
    "text",
    [
        "cat <<END\nrm -rf docs\nEND",
        "cat <<END\nrm -rf docs\nEND\n\n",
        "cat > notes.md << 'END'\nuse `rm -rf` and $(pwd)\nEND",
        'tee -a "my notes" <<"END"\nrm -rf docs\nEND',
        "git commit -F - <<'MSG'\nStop calling rm -rf\n\nIt deletes.\nMSG",
        "curl -d @- https://x.example <<END\nrm -rf docs\nEND",
        "awk '{print $1}' <<END\nrm -rf docs\nEND",
        "sed 's/a;b/c|d/' <<END\nrm -rf docs\nEND",
        "grep -n rm <<END > found.txt\nrm -rf docs\nEND",
    ],
)
def test_lines_that_a_program_reads_as_its_text(text: str) -> None:
    assert is_text_for_program(text)


@pytest.mark.parametrize(
    "text",
    [
        # what reads them runs them
        "sh <<END\nrm -rf docs\nEND",
        "sudo sh <<END\nrm -rf docs\nEND",
        "python3 <<END\nrm -rf docs\nEND",
        "ssh host <<END\nrm -rf docs\nEND",
        "ed f <<END\nrm -rf docs\nEND",
        "xargs rm <<END\ndocs\nEND",
        "sed -f - a <<END\ne rm -rf docs\nEND",
        "awk -f - <<END\nrm -rf docs\nEND",
        "rg --pre sh x <<END\nrm -rf docs\nEND",
        "git update-ref --stdin <<END\nrm -rf docs\nEND",
        "./cat <<END\nrm -rf docs\nEND",
        "LD_PRELOAD=x cat <<END\nrm -rf docs\nEND",
        "awk '{system($0)}' <<END\nrm -rf docs\nEND",
        "awk '{print | c}' c=sh <<END\nrm -rf docs\nEND",
        "sed '$!e' <<END\nrm -rf docs\nrm -rf docs\nEND",
        "cat '' ; sh '' <<END\nrm -rf docs\nEND",
        "cat 'a' 'b <<END c'\nrm -rf docs\nEND",
        # or is given them further on
        "cat <<END | sh\nrm -rf docs\nEND",
        "cat <<END > run.sh; sh run.sh\nrm -rf docs\nEND",
        "cat <<END > run.sh\nrm -rf docs\nEND\nsh run.sh",
        "cat > ~/.bashrc <<END\nrm -rf docs\nEND",
        # they end elsewhere
        "cat <<END\nrm -rf docs",
        "cat <<END\nrm -rf docs\n END",
        "cat <<END\nEND\nrm -rf docs\nEND",
        "cat <<END\nE\\\nND\nrm -rf docs\nEND",
        "cat <<-END\nEND\nrm -rf docs\nEND",
        "cat <<E\\ND\nrm -rf docs\nEND",
        "cat <<END <<END2\nx\nEND\nrm -rf docs\nEND2",
        # there is none
        "rm -rf docs",
        "cat <<END",
        "cat <<<END\nrm -rf docs\nEND",
        "# cat <<END\nrm -rf docs\nEND",
        "cat '<<END'\nrm -rf docs\nEND",
        "cat ' <<END '\nrm -rf docs\nEND",
        "cat > a ' <<END\nrm -rf docs\nEND",
        "cat '<<END\nrm -rf docs\nEND",
        'cat " <<END "\nrm -rf docs\nEND',
        "cat \\<<END\nrm -rf docs\nEND",
        "echo $((1<<END))\nrm -rf docs\nEND",
        # the shell runs a part of them
        "cat <<END\n$(rm -rf docs)\nEND",
        "cat <<END\n`rm -rf docs`\nEND",
        "cat <<END\n${X:=$(rm -rf docs)}\nEND",
        "cat <<END\n!rm\nrm -rf docs\nEND",
        "cat <<END\n" + "rm -rf docs\n" * 1_000 + "END",
    ],
)
def test_attack_no_other_lines_pass_for_text(text: str) -> None:
    assert not is_text_for_program(text)


@given(st.text(alphabet="cat <END'\"\n\\$(`;|&#-\t x", max_size=60))
def test_whatever_passes_ends_where_it_says(text: str) -> None:
    if is_text_for_program(text):
        lines = text.rstrip("\n").split("\n")
        assert lines[-1].isidentifier()
        assert lines[-1] in lines[0]
        assert lines[-1] not in lines[1:-1]
