"""A table as a workbook: openpyxl's only door."""

import io
from collections.abc import Sequence


def to_xlsx(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One sheet with a head that stays in sight, filters, and columns as wide as they need to be."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Who must do what"
    for row in [list(columns), *map(list, rows)]:
        sheet.append(row)
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        longest = max([len(column), *(len(row[place - 1]) for row in rows)])
        sheet.column_dimensions[letter].width = min(80, max(12, longest + 2))
        head = sheet[f"{letter}1"]
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0B6B57")
        for cell in sheet[letter][1:]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # text, also where it begins like a formula
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
