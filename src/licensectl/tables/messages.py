"""Messages about tables and their column maps."""

from licensectl.errors import Message, info
from licensectl.i18n.translate import N_

FIELD = Message(
    "LC-MAP-FIELD",
    "'{name}' is not a valid field of a price list.",
    cure="Did you mean {known}?",
)
FIELD_FAR = Message(
    "LC-MAP-FIELD-FAR",
    "'{name}' is not a valid field of a price list, and none is similar.",
    cure="Expected one of: {known}.",
)
NO_HEADER = Message(
    "LC-MAP-HEADER",
    "{field} is empty.",
    cure="Write the header exactly as in the list, or remove this line of the column map.",
)
NUMBERED = Message(
    "LC-MAP-NUMBER",
    "'{name}' is not a valid number of a column.",
    cure="With header_row: 0 the list has no header, and columns are named by number: 1, 2, 3 and so on.",
)
TWO_WAYS = Message(
    "LC-MAP-SKU",
    "The field sku holds product and SKU in one cell, so {field} cannot have another column.",
    cure="Keep one of the two ways.",
)
TWO_WAYS_PART = Message(
    "LC-COLUMNS-PART-NUMBER",
    "The fields part_number and {field} both name the product.",
    cure="Leave one out. A list of part numbers has no SkuIds.",
)
NO_DEFAULT = Message(
    "LC-MAP-DEFAULT",
    "{field} cannot have a default, because it differs from row to row.",
    cure="Defaults are possible for: {known}.",
)
NO_VALUES = Message(
    "LC-MAP-VALUES",
    "'{field}' cannot have 'values:'.",
    cure="They are possible for: {known}.",
)
VALUE = Message(
    "LC-MAP-VALUE",
    "'{value}' is not a valid value here.",
    cure="Expected {expected}.",
)


EMPTY = Message(
    "LC-SHEET-EMPTY",
    "The file is empty.",
    cure="Download or export it again.",
)
NO_HEADER_ROW = Message(
    "LC-SHEET-HEADER-ROW",
    "The file has no row {row}, where the column map has its header.",
    cure="Correct 'header_row:' in the map.",
)
NO_ROWS = Message(
    "LC-SHEET-EMPTY-ROWS",
    "The file has a header and no rows.",
    cure="Download it again from Partner Center (Pricing → Software).",
)
NONE_OF_MAP = Message(
    "LC-SHEET-EMPTY-ONLY",
    "No row of the list is one that the column map reads ({only}).",
    cure="Correct 'only:' in the map, or use the list that has these products.",
)
NUL = Message(
    "LC-SHEET-NUL",
    "The line contains NUL bytes, so the file is damaged.",
    cure="Download it again.",
)
ENCODING = Message(
    "LC-SHEET-ENCODING",
    "The text is not {encoding} throughout (byte {byte}).",
    cure="Use the file as downloaded, save it as 'CSV UTF-8', or name its encoding in a column map ('encoding:').",
)
PACKED = Message(
    "LC-SHEET-PACKED",
    "This is a document of another kind: {kind}.",
    cure="Save the sheet as .xlsx or as 'CSV UTF-8'.",
)
OLD_EXCEL = Message(
    "LC-SHEET-XLS",
    "This workbook is locked with a password, or the file is not a workbook.",
    cure="Open it in Excel and save it as .xlsx, without password.",
)
PDF = Message(
    "LC-SHEET-PDF",
    "This is a PDF, not a table.",
    cure="Ask for the list as .xlsx or CSV.",
)
WORKBOOK = Message(
    "LC-SHEET-WORKBOOK",
    "The workbook cannot be read: {reason}.",
    cure="Open it in Excel and save it again, or save the sheet as 'CSV UTF-8'.",
)
SHEETS = Message(
    "LC-SHEET-SEVERAL",
    "Several sheets of the workbook are price lists: {there}.",
    cure="Name one in a column map ('sheet: NAME'), and give the map with --columns.",
)
NO_SUCH_SHEET = Message(
    "LC-SHEET-NAME",
    "The workbook has no sheet '{sheet}'.",
    cure="Its sheets are: {there}.",
)
FORMULAS = Message(
    "LC-SHEET-FORMULA",
    "{column}: the workbook holds a formula here and no value.",
    cure="Open it in Excel, which calculates the value, and save it.",
)
ARCHIVE = Message(
    "LC-SHEET-ARCHIVE",
    "The archive cannot be read: {reason}.",
    cure="Download it again, or unpack it and name the CSV file.",
)
SEVERAL = Message(
    "LC-SHEET-ARCHIVE-FILES",
    "The archive does not hold exactly one table: {there}.",
    cure="Unpack it and name the price sheet.",
)
PACKED_TWICE = Message(
    "LC-SHEET-ARCHIVE-TWICE",
    "The file is compressed twice: the archive holds another archive.",
    cure="Unpack it, and name the file inside.",
)
TOO_LONG = Message(
    "LC-SHEET-TOO-LONG",
    "A line or the whole file is longer than any price sheet.",
    cure="Check that this is the right file.",
)
WEB_PAGE = Message(
    "LC-SHEET-HTML",
    "This is a web page, not a CSV file.",
    cure="Sign in to Partner Center and download the price sheet again.",
)
# What to take instead of another file of the same desk.
SOFTWARE_SHEET = N_("Download the software or licence-based price sheet from Partner Center.")
KIND_LEGACY = Message(
    "LC-SHEET-KIND-LEGACY",
    "This is a legacy licence-based price list, not a new-commerce price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_MATRIX = Message(
    "LC-SHEET-KIND-MATRIX",
    "This is an offer matrix, not a new-commerce price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_RECON = Message(
    "LC-SHEET-KIND-RECON",
    "This is an invoice reconciliation file, not a new-commerce price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_AZURE = Message(
    "LC-SHEET-KIND-AZURE",
    "This is an Azure price list, not a new-commerce price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_CLOUDBLUE = Message(
    "LC-SHEET-KIND-CLOUDBLUE",
    "This is a CloudBlue price file, not a new-commerce price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_ORDER = Message(
    "LC-SHEET-KIND-ORDER",
    "These are order lines, not a price sheet.",
    cure=SOFTWARE_SHEET,
)
KIND_RETURNS = Message(
    "LC-SHEET-KIND-RETURNS",
    "These are questions about returns, not a price sheet.",
    cure="Run `licensectl returns check --batch FILE` with them.",
)
BESIDE = info(
    "LC-SHEET-ARCHIVE-BESIDE",
    "The archive also holds {files}, which is not a table and was not read.",
)
COLUMNS = Message(
    "LC-SHEET-COLUMNS",
    "The header lacks {missing}.",
    cure="Use a price sheet of Partner Center with its header line. For another list, draft a column map with `licensectl price "
    "columns FILE`.",
)
DISTRIBUTOR = Message(
    "LC-SHEET-COLUMNS-OTHER",
    "This looks like a distributor's list: the header lacks {missing}.",
    cure="Draft a column map with `licensectl price columns FILE`, complete it, and give it with --columns.",
)
SHIPPED = Message(
    "LC-SHEET-COLUMNS-KNOWN",
    "This looks like the {kind}, which does not name its market and currency.",
    cure="Read it with --as {name} --market IT --currency EUR, or set both in your profile.",
)
COLUMNS_MAP = Message(
    "LC-SHEET-COLUMNS-MAP",
    "The header lacks {missing}, which the column map names.",
    cure="Name columns that exist in the map, or give a default. The columns are: {there}.",
)
TWICE = Message(
    "LC-SHEET-TWICE",
    "The header has {column} more than once.",
    cure="Keep one of the columns.",
)
CUT = Message(
    "LC-SHEET-CUT",
    "The row has {found} fields, and the header has {wanted}.",
    cure="Download the file again: it seems truncated or edited.",
)
CUT_END = Message(
    "LC-SHEET-CUT-END",
    "The last line has no line end, so its last field, {column}, may be truncated.",
    cure="Download the file again, or end the line if it is complete.",
)
UNCLOSED = Message(
    "LC-SHEET-CSV-QUOTE",
    "A quote that opens in this row is never closed.",
    cure="Download the file again: it seems truncated or edited.",
)
BROKEN = Message(
    "LC-SHEET-CSV",
    "The file is not valid CSV: {reason}.",
    cure="Download the file again: it seems truncated or edited.",
)
NONE_GOOD = Message(
    "LC-SHEET-NONE-GOOD",
    "None of the {count} rows can be used.",
    cure="Import it without --skip-bad to see why.",
)
READ_AS = info(
    "LC-SHEET-READ-AS",
    "The list is read as {how}.",
    cure="If that is wrong, correct it with a column map (--columns).",
)
MORE = Message(
    "LC-SHEET-MORE",
    "{count} further problem is not shown.",
    many="{count} further problems are not shown.",
)
