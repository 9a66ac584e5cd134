"""Two versions of an Org file merged over the one that both come from, by what their text means.

Nothing here reads or writes files. What only one side changed is taken as it stands; what both
changed is merged by the rules of its place, and what those cannot decide stays as a conflict.
"""
