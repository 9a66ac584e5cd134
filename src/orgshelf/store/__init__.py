"""All that touches the disk: the notes, the configuration, locks."""
