"""How bad each meaning of a control is, and how to say it."""

from __future__ import annotations

from supervisor.core.assessment import SENDS, Category, Tier
from supervisor.core.facts import Control

EFFECTS: dict[Control, tuple[Tier, Category, str]] = {
    Control.DELETE: (Tier.IRREVERSIBLE, Category.FILES, "deletes what is selected, perhaps for good"),
    Control.TRASH: (Tier.REVERSIBLE, Category.FILES, "moves what is selected to the trash"),
    Control.EMPTY_TRASH: (Tier.IRREVERSIBLE, Category.FILES, "empties the trash, and nothing in it can be restored"),
    Control.ERASE: (Tier.IRREVERSIBLE, Category.FILES, "erases a drive, a device or files for good"),
    Control.DISCARD: (Tier.IRREVERSIBLE, Category.FILES, "throws unsaved work away"),
    Control.OVERWRITE: (Tier.HIGH_RISK, Category.FILES, "replaces something that exists"),
    Control.SEND: (Tier.IRREVERSIBLE, Category.EMAIL, f"{SENDS}, which cannot be called back"),
    Control.PUBLISH: (Tier.HIGH_RISK, Category.PUBLISH, "makes something visible to others"),
    Control.PAY: (Tier.IRREVERSIBLE, Category.FINANCE, "spends or moves money"),
    Control.ACCOUNT: (Tier.HIGH_RISK, Category.ACCOUNT, "changes an account or who may do what"),
    Control.INSTALL: (Tier.HIGH_RISK, Category.INSTALL, "installs software"),
    Control.UNINSTALL: (Tier.HIGH_RISK, Category.INSTALL, "removes software"),
    Control.RUN: (Tier.HIGH_RISK, Category.INSTALL, "starts a program file"),
    Control.SETTING: (Tier.HIGH_RISK, Category.SETTINGS, "changes a setting of the system"),
    Control.SESSION: (Tier.HIGH_RISK, Category.SETTINGS, "ends programs, the session or stops the machine"),
    Control.PASTE: (Tier.HIGH_RISK, Category.SHELL, "puts something into a terminal that could not be read"),
    Control.UNSEEN: (Tier.HIGH_RISK, Category.OTHER, "presses something that cannot be seen from here"),
}
"""Meaning to tier, usual category and effect in words."""
