"""What can go wrong, as one sentence each and an exit code.

OrgshelfError             1
├─ UsageError             2  the request is not understood
│  ├─ UnknownKeywordError    the file knows no such TODO keyword
│  ├─ MissingKeywordError    the file has no TODO keyword of that meaning
│  ├─ WholeFileError         a file that is one work has no headline to edit
│  ├─ PriorityError          the file's range has no such priority
│  ├─ TagError               not what Org reads as a tag
│  ├─ PropertyError          not what a property drawer can hold
│  ├─ NoKeywordsError        the file has no TODO keywords at all
│  ├─ DateError              not a date we read
│  ├─ QueryError             a query that cannot be understood
│  └─ ConfigError            a configuration file is wrong
├─ NotFoundError          3  nothing has that name
│  ├─ NoNotesError           there is no folder of notes
│  ├─ NoGoalError            no goal has that name
│  ├─ NoLinkError            a heading has no link
│  ├─ NoLastHeadingError     no command has named one that is still there
│  ├─ NoMatchError           no heading matches a query
│  ├─ NothingToChooseError   a list to choose from is empty
│  ├─ NothingToUndoError     no such change is in force
│  └─ NoCheckboxError        an entry has no such checkbox
├─ AmbiguousError         4  several headings have that name
│  ├─ AmbiguousCheckboxError several checkboxes have that text
│  └─ SeveralClocksError     more than one clock runs
├─ ConflictError          5  locked, or changed under us; nothing was written
│  ├─ FileChangedError       another program wrote to it meanwhile
│  └─ UndoError              its lines were changed since
├─ PartlyDoneError        *  as what stopped it, naming the files written before
├─ UnreadableError        6  some notes could not be read
├─ BlockedError           1  Org's dependencies forbid the change
├─ RepeaterError          1  a repeater that cannot be moved on
├─ CardError              1  a card that cannot be asked or made so
│  └─ AnsweredError          it was answered elsewhere since it was asked
├─ MoveError              1  a subtree that cannot go where it should
│  └─ ArchiveError           no place to archive it
├─ DuplicateError         1  it is there already
├─ MissingExtraError      1  a library that is not installed
├─ ImportFormatError      1  a file that is not of the format it is imported as
├─ FetchError             1  a host of the web that gave no answer
│  └─ RefusedError           it refuses one thing, and may give others
├─ UnknownWorkError       1  a service of the web knows no such work
├─ PortError              1  a port that cannot be listened on
├─ NotPrivateError        1  a folder or file of ours that others can write to
├─ ClockError             1  a clock that does not run, or cannot be stopped so
│  └─ ForgottenClockError    a clock has run for longer than a day
├─ IndexFailedError       1  the index broke before anything was written
├─ TooManyFilesError      1  the system lets us open no more
└─ NotEditableError       1  a file that is read but must not be written
"""

from orgshelf.errors.failing import (
    AnsweredError,
    ArchiveError,
    BlockedError,
    CardError,
    ClockError,
    ConflictError,
    DuplicateError,
    FetchError,
    FileChangedError,
    ForgottenClockError,
    ImportFormatError,
    IndexFailedError,
    MissingExtraError,
    MoveError,
    NotEditableError,
    NotPrivateError,
    OrgshelfError,
    PartlyDoneError,
    PortError,
    RefusedError,
    RepeaterError,
    TooManyFilesError,
    UndoError,
    UnknownWorkError,
    UnreadableError,
)
from orgshelf.errors.usage import (
    AmbiguousCheckboxError,
    AmbiguousError,
    ConfigError,
    DateError,
    MissingKeywordError,
    MovedAwayError,
    NoCheckboxError,
    NoGoalError,
    NoKeywordsError,
    NoLastHeadingError,
    NoLinkError,
    NoMatchError,
    NoNotesError,
    NotFoundError,
    NothingToChooseError,
    NothingToUndoError,
    PriorityError,
    PropertyError,
    PropertyValueError,
    QueryError,
    SeveralClocksError,
    TagError,
    UnknownKeywordError,
    UsageError,
    WholeFileError,
)

__all__ = [
    "AmbiguousCheckboxError",
    "AmbiguousError",
    "AnsweredError",
    "ArchiveError",
    "BlockedError",
    "CardError",
    "ClockError",
    "ConfigError",
    "ConflictError",
    "DateError",
    "DuplicateError",
    "FetchError",
    "FileChangedError",
    "ForgottenClockError",
    "ImportFormatError",
    "IndexFailedError",
    "MissingExtraError",
    "MissingKeywordError",
    "MoveError",
    "MovedAwayError",
    "NoCheckboxError",
    "NoGoalError",
    "NoKeywordsError",
    "NoLastHeadingError",
    "NoLinkError",
    "NoMatchError",
    "NoNotesError",
    "NotEditableError",
    "NotFoundError",
    "NotPrivateError",
    "NothingToChooseError",
    "NothingToUndoError",
    "OrgshelfError",
    "PartlyDoneError",
    "PortError",
    "PriorityError",
    "PropertyError",
    "PropertyValueError",
    "QueryError",
    "RefusedError",
    "RepeaterError",
    "SeveralClocksError",
    "TagError",
    "TooManyFilesError",
    "UndoError",
    "UnknownKeywordError",
    "UnknownWorkError",
    "UnreadableError",
    "UsageError",
    "WholeFileError",
]
