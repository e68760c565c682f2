from __future__ import annotations

import pytest

from supervisor.core.assessment import Tier
from supervisor.core.facts import Shell
from supervisor.detect.shell import classify_command

ASKED = (Shell.UNKNOWN, Shell.RISKY, Shell.DESTRUCTIVE)

UNPACKED = r"""
cp -r a ~
cp -a a/. ~/
cp -r a/. $HOME
rsync -a a/ ~/
tar xf a.tar -C ~
cd && tar xf a.tar
cd ~; tar xf a.tar
cd $x && unzip a.zip
cd - && cpio -i
unzip a.zip -d ~
git clone x ~
cd; git checkout x
git --work-tree=$HOME checkout x
cp a/.bashrc ~
cp .bashrc ~/
mv .b* ~
install -t ~ .bashrc
ln -sf a/.bashrc ~
cd; ln -sf a/.bashrc
cd; patch -p0 < a
patch -d ~ < a
tar --directory=$HOME -xf a
tar -xf a --one-top-level=/home/me
tar -xPf a
wget -P ~ http://x.example/a
cd; wget http://x.example/a
curl --output-dir ~ -O http://x.example/a
"""


@pytest.mark.parametrize("text", UNPACKED.strip().splitlines())
def test_attack_what_may_replace_start_up_files_is_asked(text: str) -> None:
    assert classify_command(text).kind in ASKED


@pytest.mark.parametrize(
    "text",
    [
        "cp -r a b",
        "cp .env.example .env",
        "ln -s a b",
        "patch -p1 < a.diff",
        "wget https://x.example/a.txt",
        "curl -s https://x.example",
        "cd && curl -s https://x.example",
        "cp a.txt ~/Documents",
        "scp -r docs me@host:/home/me/",
        "tar xf a.tar",
        "tar xf a.tar -C build",
        "cd docs && tar xf a.tar",
        "tar czf ~/a.tgz docs",
        "git clone https://x.example/y",
        "git checkout main",
    ],
)
def test_other_folders_are_filled_unasked(text: str) -> None:
    assert classify_command(text).tier.rank < Tier.HIGH_RISK.rank
    assert classify_command(text).kind is not Shell.UNKNOWN
