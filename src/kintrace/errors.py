"""Every error that Kintrace raises on purpose, as a tree.

    KintraceError
    ├── ListUnreadable      a list cannot be read as a list of people
    ├── PfifUnreadable      a file cannot be read as PFIF
    ├── MappingInvalid      a mapping file does not fit the list or itself
    ├── OutputRefused       the result cannot be written where it was asked
    ├── SettingsInvalid     an option or setting has no meaning
    ├── EngineUnavailable   an optional engine (Spark) is not installed or cannot start
    └── OfficeRefused       the office cannot open, or cannot do what was asked of it

Each message is one sentence or two: what happened, where (file, row, column), what to do.
"""


class KintraceError(Exception):
    """Base of everything we raise on purpose. Never raised itself."""


class ListUnreadable(KintraceError):
    """A list cannot be read as a list of people."""


class PfifUnreadable(KintraceError):
    """A file cannot be read as PFIF, or holds something that PFIF must not."""


class MappingInvalid(KintraceError):
    """A mapping file does not fit the list, or contradicts itself."""


class OutputRefused(KintraceError):
    """The result cannot be written where it was asked."""


class SettingsInvalid(KintraceError):
    """An option or a setting has no meaning here."""


class EngineUnavailable(KintraceError):
    """An optional engine is not installed or cannot start."""


class OfficeRefused(KintraceError):
    """The office cannot open, or cannot do what was asked of it on the command line."""
