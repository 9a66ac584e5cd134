"""What can be off in notes: one row for each check, found in files as they are read; pure."""
