"""The numbers of progress as pure functions of entries and dates, each with its formula.

``counts`` has done of total; ``numbers`` has the types of all the rest.
"""
