"""Three-way merge of Org files by their structure.

Pure: nothing here reads or writes files. A change of one side is taken as it is; changes of both
sides are merged by the rules for the part of the entry, or become a conflict.
"""
