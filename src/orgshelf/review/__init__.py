"""Cards and when they are asked, as org-fc keeps them; daily highlights; pure."""
