"""What the engine says when it refuses a list or a mapping, and what a job says at its end.

Both are kept in English, as they were said; `spoken` finds their words here and says them in the reader's
language. A test looks for every refusal of the engine and for every end of a job.
"""

from django.utils.translation import gettext_noop as _

FILES = (
    _("%(name)s is %(what)s. Open it in a spreadsheet program and save it as XLSX, or as CSV (UTF-8)."),
    _("%(name)s is %(what)s. Copy its table into a spreadsheet and save that as XLSX."),
    _("%(name)s is %(what)s. Type the list into a spreadsheet and save that as XLSX."),
    _("%(name)s is %(what)s. Unpack it and name the list inside."),
    _("%(name)s is %(what)s. Export its table as CSV."),
    _("%(name)s is %(what)s. Unpack it (gunzip) and name the list inside."),
    _("There is no file %(name)s. Check the name and the folder."),
    _("%(name)s cannot be opened: %(error)s."),
    _("%(name)s is a folder, not a list. Name a file in it."),
    _("%(name)s is a pipe or a device, not a file. Save the list to a file and name that."),
    _("The file is not in the office's folder any more. Put it back from a backup."),
    _("%(name)s is empty (0 bytes). Save the list again where it was made."),
    _("%(name)s is not a whole Parquet file (%(error)s). Copy it again from its source."),
    _("%(name)s is a damaged spreadsheet. Copy it again, or save it as CSV."),
    _("%(name)s is a ZIP archive, not a spreadsheet. Unpack it and name the list inside."),
    _(
        "%(name)s unpacks from %(packed)s kB to %(unpacked)s MB: more than any list of people, so it is not "
        "opened. If you trust it, save its sheet as CSV."
    ),
    _("%(name)s took more than %(seconds)s s to open. Save its sheet as CSV."),
    _(
        "%(name)s needs more than %(memory)s GB of memory to open: its cells are spread over a sheet far "
        "larger than a list of people. Save the list itself as CSV."
    ),
    _("%(name)s cannot be read as a spreadsheet (%(why)s). Save its sheet as CSV."),
    _(
        "%(name)s is protected by a password. Open it, remove the password or save the sheet as CSV, "
        "and try again."
    ),
    _(
        "%(name)s, line %(line)s, runs on for more than %(most)s MB. This is not a table with one person per "
        "line; save it again as CSV or XLSX."
    ),
    _(
        "%(name)s, line %(line)s, holds a NUL byte: the file is damaged or is not text. Save it again as CSV "
        "(UTF-8) or XLSX."
    ),
    _(
        "%(name)s begins as %(encoding)s text but is damaged further on. Open it where it was made and save "
        "it as CSV (UTF-8) or XLSX."
    ),
    _(
        "%(name)s is written neither in UTF-8 nor in Windows-1251: line %(line)s, byte %(byte)s is wrong. "
        "Open it where it was made and save it as CSV (UTF-8) or XLSX."
    ),
    _(
        "%(name)s is written neither in UTF-8 nor in Windows-1251: line %(line)s, byte %(byte)s is wrong. "
        "It looks like %(what)s. Open it where it was made and save it as CSV (UTF-8) or XLSX."
    ),
)
KINDS = (
    _("a PDF document"),
    _("a text document (RTF)"),
    _("a picture (%(kind)s)"),
    _("an archive (%(kind)s)"),
    _("a database (SQLite)"),
    _("compressed"),
    _("a picture or a film (HEIC, MP4)"),
    _("a web page (HTML), whatever its name"),
    _("an XML file, whatever its name"),
    _("a text document, not a spreadsheet"),
    _("a presentation, not a spreadsheet"),
    _("CP866, of DOS"),
    _("the Macintosh encoding"),
    _("it takes more than %(seconds)s s"),
    _("the reader ended with %(code)s"),
    _("not an object {...}"),
    _("nested too deeply"),
    _("not JSON: %(error)s"),
)
PFIF = (
    _(
        "%(name)s is PFIF, but names no person. Records of persons without a name left: %(count)s; "
        "notes: %(notes)s."
    ),
    _("%(name)s has more than %(most)s kinds of fields; this is not PFIF."),
    _("%(name)s is larger than %(most)s MB. Ask for the records in several smaller files."),
    _(
        "%(name)s, line %(line)s: it declares a document type (DOCTYPE), which PFIF does not need "
        "and which can make a program read other files. Take that line out."
    ),
    _("%(name)s, line %(line)s: elements stand in one another more than %(most)s deep. This is not PFIF."),
    _("%(name)s, line %(line)s: this is not whole XML (%(error)s). Ask for the file again."),
    _("%(name)s is written in an encoding that cannot be read (%(error)s)."),
    _(
        "%(name)s, line %(line)s: the file begins with %(element)s, not with the pfif element of "
        "PFIF %(versions)s."
    ),
    _("%(name)s is a feed without PFIF records; no entry holds a person or a note."),
    _("%(name)s, line %(line)s: the feed mixes records of PFIF %(one)s and %(two)s. Ask for one version."),
)
TABLES = (
    _("%(name)s holds no table. It should begin with a row of column headers."),
    _("%(name)s has no columns. It should be a table with a header row."),
    _(
        "The first row of %(name)s looks like a person, not like headers. "
        'Put a row of headers above it: "ПІБ" over the names, "Дата народження" over the dates of birth.'
    ),
    _("%(name)s has a header but no people: no row below it holds anything."),
    _(
        "%(name)s has no column of names that we know, only: %(columns)s. "
        "Write `kintrace columns %(same)s > columns.toml`, fill in `name`, and pass it with --mapping."
    ),
    _(
        "%(name)s has more than one column that may be the %(role)s: %(columns)s. "
        "Write `kintrace columns %(same)s > columns.toml`, keep one, and pass it with --mapping."
    ),
    _('The mapping names a column "%(column)s" that %(name)s does not have. Its columns are: %(columns)s.'),
    _(
        "The list has %(count)s columns; no list of people has more than %(most)s. Keep the columns that say "
        "who a person is."
    ),
    _(
        '%(name)s, column "%(column)s": an id stands for more than one row: %(ids)s. Give every row an id of '
        "its own, or take `id` out of the mapping, and the row numbers will serve."
    ),
    _('"%(id)s" (rows %(rows)s)'),
    _('%(ids)s; "%(id)s" (rows %(rows)s)'),
    _("%(ids)s and %(count)s more"),
    _(
        "%(name)s cannot be cut into rows and columns (%(error)s). A quotation mark that is opened and never "
        "closed is the usual cause. Save the sheet as XLSX."
    ),
    _(
        "%(name)s, row %(row)s, runs on for %(length)s characters. A quotation mark that is opened and never "
        "closed is the usual cause. Mend it, or save the sheet as XLSX."
    ),
    _(
        '%(name)s, row %(row)s, column "%(column)s", runs on for %(length)s characters. A quotation mark '
        "that is opened and never closed is the usual cause. Mend it, or save the sheet as XLSX."
    ),
    _(
        "%(name)s, row %(row)s, runs on over %(lines)s lines: a quotation mark is opened there and never "
        "closed. Close it or take it away, or save the sheet as XLSX."
    ),
    _(
        '%(name)s, row %(row)s, column "%(column)s", runs on over %(lines)s lines: a quotation mark is '
        "opened there and never closed. Close it or take it away, or save the sheet as XLSX."
    ),
    _(
        "Row %(row)s of %(name)s has %(count)s columns, the header has %(expected)s; rows cut like that: "
        "%(wrong)s of %(rows)s. A delimiter inside a name is the usual cause: save the sheet as XLSX, or "
        "quote the cells."
    ),
    _(
        "%(name)s is one JSON array of more than %(most)s MB. Write it as JSON lines (one object per line), "
        "CSV or Parquet."
    ),
    _("%(name)s is nested too deeply to be a list of people."),
    _("%(name)s is not whole JSON (%(error)s). Export it again, or as CSV."),
    _("%(name)s has more than %(most)s keys by row %(row)s: it is not a list of people."),
    _(
        "Row %(row)s of %(name)s is not a JSON object (%(why)s); rows like that: %(wrong)s of %(rows)s. "
        "Write one object per line, or an array of objects."
    ),
)
MAPPINGS = (
    _("There is no mapping file %(name)s. Write one with `kintrace columns LIST`."),
    _("The mapping file %(name)s cannot be read: %(error)s."),
    _("%(name)s is not valid TOML: %(error)s."),
    _('%(name)s: names = "%(given)s" is not one of %(known)s.'),
    _("%(name)s names no column. Give at least `name` under [columns]."),
    _("%(name)s: `%(key)s` must be a table, written as [%(same)s]."),
    _('%(name)s: `%(role)s` must be a column header, or a list of them: %(same)s = "Header".'),
    _("%(name)s: `%(role)s` takes one column, not %(count)s."),
    _('%(name)s: write [other.%(label)s] with column = "Header" and compare = "text".'),
    _('%(name)s: [other.%(label)s] needs column = "Header".'),
    _('%(name)s: [other.%(label)s] compare = "%(given)s" is not one of %(known)s.'),
    _("%(name)s: age_on = %(given)s is not a date (%(why)s). Write it as 2023-05-01."),
    _("%(name)s: unknown key `%(key)s`. Did you mean `%(near)s`?"),
    _("%(name)s: unknown key `%(key)s`. Known: %(known)s."),
)
JOBS = (
    _("The list has been imported already."),
    _("Nothing to do."),
    _("%(people)s people in %(rows)s rows."),
    _(
        "%(name)s was not stored whole: records stored %(stored)s, people read %(people)s. "
        "Import the list again."
    ),
    _("Nothing of what was erased is left in the database."),
    _("Nothing of what was erased is left in the files."),
    _(
        "Erased because their retention period was over: records %(records)s, children %(children)s. "
        "No longer due, and kept: %(kept)s."
    ),
    _("The message was delivered."),
    _("The message was not delivered."),
    _("Pairs proposed: %(proposed)s; new: %(new)s."),
    _("Cases opened: %(count)s."),
    _("The list is still being imported. Cases are opened after that."),
    _(
        "This is a fault in Kintrace, not in what you gave it. Nothing of this work was kept. "
        "Please report it."
    ),
    _("The disk is full. Nothing of this work was kept; make room and start it again."),
    _("The work ended three times without a result."),
    _(
        "The tracing requests and the located children have no column in common that can be compared. "
        "Bring a list again and say which of its columns is the name."
    ),
    _("A list of nobody cannot be linked; give lists with at least one person each."),
    _(
        "A column holds %(count)s letters of different values, more than can be compared (%(most)s). "
        "Leave it out of the mapping, or split the list."
    ),
)
REFUSALS = (*FILES, *KINDS, *PFIF, *TABLES, *MAPPINGS, *JOBS)
