"""Changing the notes: edits made in memory, proved, committed under a lock with a journal."""
