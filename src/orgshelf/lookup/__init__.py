"""Looking works up on the web: what services say of an identifier, as works of ``importers``.

``services`` has a row for each service and how it is asked; ``answers`` reads the forms of reply
and is pure; ``network`` alone opens connections. Nothing here is used unless a person has asked
for it, by ``--fetch`` or in the own configuration.
"""
