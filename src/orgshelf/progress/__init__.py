"""All numbers of progress, each with its formula: pure functions over entries and dates.

``counts`` has done of total; ``numbers`` the shape of all the rest.
"""
