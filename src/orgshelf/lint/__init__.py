"""Checks of notes: one row each, as functions of parsed files; pure."""
