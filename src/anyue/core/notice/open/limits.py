"""How much the opener takes on before it refuses a file, and why."""

# A notice with its attachments and their pictures stays far below; a scan of hundreds of pages does not.
FILE_MEGABYTES = 50
# A text of this size is a book, and the reader's time grows with its length.
TEXT_MEGABYTES = 5
# What all parts of one zip may come to when unpacked: memory for one file on a small server.
UNPACKED_MEGABYTES = 150
# Text packs to about a twentieth of its size; a part that packs better than this is made of repetition.
PACKED_RATIO = 300
# The ratio says nothing about small parts: an empty sheet packs well too.
RATIO_COUNTS_FROM_MEGABYTES = 5
# A Word file with many pictures has some hundreds of parts.
PARTS = 5_000
# A notice comes with a dozen attachments; an archive with more is something else.
FILES = 100
# More cells than this are data, not a form to fill; 10,000 columns are a slip of the hand.
SHEET_COLUMNS, SHEET_CELLS = 200, 50_000
# Places of a sheet, filled or not: borders and merged cells may be drawn far beyond the words.
SHEET_PLACES = 500_000
# Tags of a sheet: a row is held in memory as a tree until its end.
SHEET_TAGS = 5_000_000
# A workbook of one form has a few sheets, one of a whole county's towns some dozens.
SHEETS = 200
# Blank ruled rows below the last words show that there is room; a few show it as well as a thousand.
BLANK_ROWS = 10
# A column that a damaged span would put beyond this does not exist.
TABLE_COLUMNS = 500
PAGES = 500
# Elements and attributes of one XML part, each of which takes some hundred bytes as a tree: a notice with
# long tables has a tenth of them.
PART_NODES = 2_000_000
# A mail or web archive has its page, its pictures, and the same page as plain text.
MAIL_PARTS = 20
# A drawing has many thousand strokes; the rules of a page of tables are some hundreds.
PAGE_STROKES = 6_000
# LibreOffice starts in a few seconds, on a slow machine in half a minute.
OFFICE_SECONDS = 120
