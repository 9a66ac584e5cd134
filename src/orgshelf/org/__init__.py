"""Org text: lossless lines, the grammar of a line, reading headings, faithful edits."""
