"""Opens a workbook and saves it again: python3 resave.py PROGRAM IN OUT

openpyxl, xlsxwriter and xlsxwriter-inline (which reads with openpyxl) save what they understand; prefixes, strict and moved rewrite the
parts the way other programs write them, without looking at what is in the cells."""

import re
import sys
import zipfile


def openpyxl_(source, target):
    import openpyxl

    openpyxl.load_workbook(source).save(target)


def xlsxwriter_(source, target, inline=False):
    import openpyxl
    import xlsxwriter

    book = openpyxl.load_workbook(source, data_only=True)
    out = xlsxwriter.Workbook(target, {"constant_memory": inline, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    for sheet in book:
        page = out.add_worksheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if isinstance(value, bool):
                    page.write_boolean(cell.row - 1, cell.column - 1, value)
                elif isinstance(value, (int, float)):
                    page.write_number(cell.row - 1, cell.column - 1, value)
                elif value is not None:
                    page.write_string(cell.row - 1, cell.column - 1, str(value))
    out.close()


def rewritten(source, target, rename=lambda name: name, change=lambda name, text: text):
    """Copies the parts under other names, with other text."""
    with zipfile.ZipFile(source) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            data = parts.read(name)
            if name.endswith((".xml", ".rels")):
                data = change(name, data.decode("utf-8")).encode("utf-8")
            out.writestr(rename(name), data)


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def prefixed(name, text):
    """Elements of the main namespace get a prefix, as some serializers write them."""
    if f'xmlns="{MAIN}"' not in text:
        return text
    text = text.replace(f'xmlns="{MAIN}"', f'xmlns:cp="{MAIN}"')
    return re.sub(r"<(/?)([A-Za-z0-9]+)(?=[\s/>])", r"<\1cp:\2", text)


def strict(name, text):
    """Namespaces and kinds of relations as in strict OOXML."""
    text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    return text.replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")


def moved(source, target):
    """Sheets, texts and the workbook under other names, in other letter case, with absolute targets."""
    names = {"xl/workbook.xml": "XL/Workbook22.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/workbook22.xml.rels", "xl/sharedStrings.xml": "xl/SharedStrings1.xml"}
    rename = lambda name: names.get(name, re.sub(r"^xl/worksheets/(?=sheet)", "xl/Pages/", name))

    def change(name, text):
        if name == "_rels/.rels":
            return re.sub(r'"/?xl/workbook.xml"', '"/xl/workbook22.xml"', text)
        if name == "xl/_rels/workbook.xml.rels":
            text = re.sub(r'"(/xl/)?worksheets/sheet', '"/xl/pages/SHEET', text)
            return re.sub(r'"(/xl/)?sharedStrings.xml"', '"/xl/sharedstrings1.xml"', text)
        return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>" if name == "[Content_Types].xml" else text

    rewritten(source, target, rename, change)


PROGRAMS = {
    "openpyxl": openpyxl_,
    "xlsxwriter": xlsxwriter_,
    "xlsxwriter-inline": lambda source, target: xlsxwriter_(source, target, True),
    "prefixes": lambda source, target: rewritten(source, target, change=prefixed),
    "strict": lambda source, target: rewritten(source, target, change=strict),
    "moved": moved,
}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](sys.argv[2], sys.argv[3])
