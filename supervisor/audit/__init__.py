"""The record.

Lives here: the journal (written before the action happens), reader, export, signatures.
Never here: decisions.
"""
