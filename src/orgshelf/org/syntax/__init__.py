"""The grammar of single lines and small groups of them, as Org reads them."""
