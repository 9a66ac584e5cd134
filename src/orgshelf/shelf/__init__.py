"""What the headings mean: shelves, works, progress, queries. Pure: no disk, no screen."""
