"""Messages about tables and their column maps."""

from licensectl.errors import Message
from licensectl.i18n.translate import N_

FIELD = Message(
    "LC-MAP-FIELD",
    "a price list has no field '{name}'",
    cure="did you mean {known}?",
)
NO_HEADER = Message(
    "LC-MAP-HEADER",
    "{field} names no header",
    cure="write the header as in the list, or remove the line",
)
NUMBERED = Message(
    "LC-MAP-NUMBER",
    "'{name}' is not the number of a column",
    cure="a list without a header (header_row: 0) has columns 1, 2, 3 …",
)
TWO_WAYS = Message(
    "LC-MAP-SKU",
    "sku holds product and SKU in one cell, so {field} cannot have another column",
    cure="keep one of the two ways",
)
TWO_WAYS_PART = Message(
    "LC-COLUMNS-PART-NUMBER",
    "part_number and {field} name a product in two ways",
    cure="leave one out; a list of part numbers has no SkuIds",
)
NO_DEFAULT = Message(
    "LC-MAP-DEFAULT",
    "{field} has no value that holds for a whole list",
    cure="defaults are possible for {known}",
)
NO_VALUES = Message(
    "LC-MAP-VALUES",
    "'{field}' cannot have values",
    cure="values are possible for {known}",
)
VALUE = Message(
    "LC-MAP-VALUE",
    "'{value}' is not possible",
    cure="expected {expected}",
)


EMPTY = Message(
    "LC-SHEET-EMPTY",
    "the file is empty",
    cure="download it again from Partner Center (Pricing → Software)",
)
NO_ROWS = Message(
    "LC-SHEET-EMPTY-ROWS",
    "the file has a header and no rows",
    cure="download it again from Partner Center (Pricing → Software)",
)
NONE_OF_MAP = Message(
    "LC-SHEET-EMPTY-ONLY",
    "no row of the list is one of those that the column map reads ({only})",
    cure="correct only: in the map, or use the list that holds these products",
)
NUL = Message(
    "LC-SHEET-NUL",
    "the line holds NUL bytes, as no text does",
    cure="the file is damaged: download it again",
)
ENCODING = Message(
    "LC-SHEET-ENCODING",
    "the text is not {encoding} throughout (byte {byte})",
    cure="use the file as downloaded, save it as 'CSV UTF-8', or name its encoding in a column map (encoding:)",
)
PACKED = Message(
    "LC-SHEET-PACKED",
    "this is a document of another kind: {kind}",
    cure="save the sheet as .xlsx or as 'CSV UTF-8'",
)
OLD_EXCEL = Message(
    "LC-SHEET-XLS",
    "this workbook is locked with a password, or the file is not a workbook",
    cure="open it in Excel and save it as .xlsx, without password",
)
PDF = Message(
    "LC-SHEET-PDF",
    "this is a PDF, not a table",
    cure="ask for the list as .xlsx or CSV",
)
WORKBOOK = Message(
    "LC-SHEET-WORKBOOK",
    "the workbook cannot be read: {reason}",
    cure="open it in Excel and save it again, or save the sheet as 'CSV UTF-8'",
)
SHEETS = Message(
    "LC-SHEET-SEVERAL",
    "several sheets of the workbook are price lists: {there}",
    cure="say which in a column map (sheet: NAME) and name it with --columns",
)
NO_SUCH_SHEET = Message(
    "LC-SHEET-NAME",
    "the workbook has no sheet '{sheet}'",
    cure="it has: {there}",
)
FORMULAS = Message(
    "LC-SHEET-FORMULA",
    "{column}: the workbook holds a formula here and no value",
    cure="open it in Excel, which calculates, and save it",
)
ARCHIVE = Message(
    "LC-SHEET-ARCHIVE",
    "the archive cannot be read: {reason}",
    cure="download it again, or unpack it and name the CSV file",
)
SEVERAL = Message(
    "LC-SHEET-ARCHIVE-FILES",
    "the archive does not hold exactly one table: {there}",
    cure="unpack it and name the price sheet",
)
TOO_LONG = Message(
    "LC-SHEET-TOO-LONG",
    "a line or the whole file is longer than any price sheet",
    cure="check that this is the right file",
)
WEB_PAGE = Message(
    "LC-SHEET-HTML",
    "this is a web page, not a CSV file",
    cure="sign in to Partner Center and download the price sheet again",
)
# What to take instead of another file of the same desk.
SOFTWARE_SHEET = N_("download the software or licence-based price sheet from Partner Center")
KIND_LEGACY = Message(
    "LC-SHEET-KIND-LEGACY",
    "this is a legacy licence-based price list, not a new-commerce price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_MATRIX = Message(
    "LC-SHEET-KIND-MATRIX",
    "this is an offer matrix, not a new-commerce price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_RECON = Message(
    "LC-SHEET-KIND-RECON",
    "this is an invoice reconciliation file, not a new-commerce price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_AZURE = Message(
    "LC-SHEET-KIND-AZURE",
    "this is an Azure price list, not a new-commerce price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_CLOUDBLUE = Message(
    "LC-SHEET-KIND-CLOUDBLUE",
    "this is a CloudBlue price file, not a new-commerce price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_ORDER = Message(
    "LC-SHEET-KIND-ORDER",
    "these are order lines, not a price sheet",
    cure=SOFTWARE_SHEET,
)
KIND_RETURNS = Message(
    "LC-SHEET-KIND-RETURNS",
    "these are questions of returns, not a price sheet",
    cure="give them to returns check --batch",
)
BESIDE = Message(
    "LC-SHEET-ARCHIVE-BESIDE",
    "the archive also holds {files}, which is not a table and was not read",
    severity="info",
)
COLUMNS = Message(
    "LC-SHEET-COLUMNS",
    "the header lacks {missing}",
    cure="use a price sheet of Partner Center with its header line; for another list draft a column map: price columns FILE",
)
DISTRIBUTOR = Message(
    "LC-SHEET-COLUMNS-OTHER",
    "this looks like a distributor's list: the header lacks {missing}",
    cure="draft a column map with price columns FILE, complete it, and give it with --columns",
)
SHIPPED = Message(
    "LC-SHEET-COLUMNS-KNOWN",
    "this looks like the {kind}, which does not say its market and currency",
    cure="read it with --as {name} --market IT --currency EUR, or set both in your profile",
)
COLUMNS_MAP = Message(
    "LC-SHEET-COLUMNS-MAP",
    "the header lacks {missing}, which the column map asks for",
    cure="name what is there in the map, or give a default; there are: {there}",
)
TWICE = Message(
    "LC-SHEET-TWICE",
    "the header has {column} more than once",
    cure="keep one: nothing says which of them counts",
)
CUT = Message(
    "LC-SHEET-CUT",
    "the row has {found} fields, the header {wanted}",
    cure="the file seems cut or edited: download it again",
)
CUT_END = Message(
    "LC-SHEET-CUT-END",
    "the last line has no line end, so its last field, {column}, may be cut",
    cure="download the file again, or end the line if it is complete",
)
UNCLOSED = Message(
    "LC-SHEET-CSV-QUOTE",
    "a quote that opens in this row is never closed",
    cure="the file seems cut or edited: download it again",
)
BROKEN = Message(
    "LC-SHEET-CSV",
    "not valid CSV: {reason}",
    cure="the file seems cut or edited: download it again",
)
NONE_GOOD = Message(
    "LC-SHEET-NONE-GOOD",
    "none of the {count} rows can be used",
    cure="without --skip-bad the import says why",
)
READ_AS = Message(
    "LC-SHEET-READ-AS",
    "read as {how}",
    cure="if that is wrong, a column map says better (--columns)",
    severity="info",
)
MORE = Message(
    "LC-SHEET-MORE",
    "{count} further problems are not shown",
)
