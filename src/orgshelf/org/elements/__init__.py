"""The elements of an entry's text, as Org's own parser finds them (org-element.el, Org 9.8)."""
