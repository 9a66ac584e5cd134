"""What a person sees on the screen; every function returns text or a rich renderable."""
