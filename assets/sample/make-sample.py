#!/usr/bin/env python3
"""Makes the invented evidence files of the sample under evidence/.

Needs LibreOffice Writer (soffice), poppler (pdftoppm), ImageMagick (convert) and the
fonts in ../fonts. The texts stand in sample_documents.py, the drawn
photographs in sample_photos.py. Run it without arguments:

    python3 make-sample.py

Everything shown is invented, and every page says so (示例).
"""

import os
import pathlib
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True  # the folder is built into the program

import sample_documents
import sample_photos

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"
OUT = HERE / "evidence"

# name: (family for the PDFs, family written into the docx)
FAMILIES = {
    "song": ("Zicha Song", "宋体"),
    "title": ("Zicha Song", "方正小标宋简体"),
    "fang": ("Zicha Fang", "仿宋_GB2312"),
    "kai": ("Zicha Kai", "楷体_GB2312"),
    "hei": ("Zicha Hei", "黑体"),
}

# style: (family, points, bold, alignment, first-line indent in characters, colour, space above and below in points)
STYLES = {
    "head": ("title", 34, True, "center", 0, "#d0021b", 10),
    "number": ("fang", 15.75, False, "center", 0, "#000000", 14),
    "title": ("title", 20, True, "center", 0, "#000000", 18),
    "to": ("fang", 15.75, False, "left", 0, "#000000", 14),
    "body": ("fang", 15.75, False, "justify", 2, "#000000", 0),
    "h1": ("hei", 15.75, False, "left", 2, "#000000", 0),
    "h2": ("kai", 15.75, False, "left", 2, "#000000", 0),
    "sign": ("fang", 15.75, False, "right", 0, "#000000", 0),
    "plain": ("song", 11, False, "left", 0, "#000000", 4),
    "hand": ("kai", 15, False, "center", 0, "#1a2f6b", 0),
    "cell": ("song", 10.5, False, "center", 0, "#000000", 0),
    "th": ("hei", 10.5, False, "center", 0, "#000000", 0),
    "left": ("song", 10.5, False, "left", 0, "#000000", 0),
}

NAMESPACES = " ".join(
    f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
    for k, v in {
        "office": "office", "style": "style", "text": "text", "table": "table",
        "draw": "drawing", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'


def font_faces(docx):
    index = 1 if docx else 0
    names = sorted({f[index] for f in FAMILIES.values()})
    return "".join(f'<style:font-face style:name="{n}" svg:font-family="&apos;{n}&apos;"/>' for n in names)


def paragraph_style(name, docx):
    family, size, bold, align, indent, colour, above = STYLES[name]
    face = FAMILIES[family][1 if docx else 0]
    weight = "bold" if bold else "normal"
    pitch = 'fo:line-height="28.5pt"' if name in ("to", "body", "h1", "h2", "sign") else ""
    border = 'fo:border-bottom="2.2pt solid #d0021b" fo:padding-bottom="5pt"' if name == "number" else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
        f'fo:text-indent="{indent * size}pt" fo:margin-top="{above}pt" fo:margin-bottom="{8 if name in ("title", "plain") else 0}pt" fo:margin-right="{size * 2 if name == "sign" else 0}pt" '
        f'{pitch} {border} fo:orphans="2" fo:widows="2"/>'
        f'<style:text-properties style:font-name="{face}" style:font-name-asian="{face}" fo:font-size="{size}pt" '
        f'style:font-size-asian="{size}pt" fo:font-weight="{weight}" style:font-weight-asian="{weight}" fo:color="{colour}" '
        'fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:style>'
    )


def seal(picture, width="42mm"):
    return (
        f'<draw:frame draw:style-name="seal" text:anchor-type="paragraph" svg:x="95mm" svg:y="-17mm" svg:width="{width}" '
        f'svg:height="{width}"><draw:image xlink:href="file://{picture}" xlink:type="simple"/></draw:frame>'
    )


def table(rows, widths, number):
    columns = "".join(f'<table:table-column table:style-name="t{number}c{i}"/>' for i in range(len(widths)))
    out = [f'<table:table table:name="t{number}">{columns}']
    for i, row in enumerate(rows):
        style = "th" if i == 0 else "cell"
        cells = "".join(
            f'<table:table-cell table:style-name="box"><text:p text:style-name="{cell_style(c, style)}">{escape(c.lstrip("<~"))}</text:p></table:table-cell>'
            for c in row
        )
        line = f'<table:table-row table:style-name="row">{cells}</table:table-row>'
        out.append(f"<table:table-header-rows>{line}</table:table-header-rows>" if i == 0 else line)
    return "".join(out) + "</table:table>"


def cell_style(text, style):
    """A cell beginning with < stands left, one with ~ is in handwriting."""
    return {"<": "left", "~": "hand"}.get(text[:1], style)


def fodt(doc, picture, docx=False):
    """One document as flat OpenDocument text."""
    width, height = (297, 210) if doc.get("landscape") else (210, 297)
    margins = 'fo:margin-top="22mm" fo:margin-bottom="18mm" fo:margin-left="28mm" fo:margin-right="26mm"'
    body, automatic, tables = [], [], 0
    for kind, content in doc["content"]:
        if kind == "table":
            for i, w in enumerate(content["widths"]):
                automatic.append(f'<style:style style:name="t{tables}c{i}" style:family="table-column"><style:table-column-properties style:column-width="{w}mm"/></style:style>')
            body.append(table(content["rows"], content["widths"], tables))
            tables += 1
        elif kind == "seal":
            body.append(f'<text:p text:style-name="sign">{seal(picture)}{escape(content)}</text:p>')
        else:
            body.append(f'<text:p text:style-name="{kind}">{escape(content).replace(chr(10), "<text:line-break/>")}</text:p>')
    styles = "".join(paragraph_style(s, docx) for s in STYLES)
    mark = '<text:p text:style-name="mark">示例材料 · 单位、人员和内容均为虚构</text:p>'
    foot = '<text:p text:style-name="mark">— <text:page-number>1</text:page-number> —</text:p>'
    grey = paragraph_style("plain", docx).replace('"plain"', '"mark"').replace("#000000", "#4a4a4a").replace('align="left"', 'align="center"')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:font-face-decls>{font_faces(docx)}</office:font-face-decls><office:styles>{styles}{grey}</office:styles>"
        '<office:automatic-styles><style:style style:name="box" style:family="table-cell"><style:table-cell-properties '
        'fo:border="0.6pt solid #000000" fo:padding="1.2mm" style:vertical-align="middle"/></style:style>'
        '<style:style style:name="row" style:family="table-row"><style:table-row-properties style:min-row-height="8mm" fo:keep-together="always"/></style:style>'
        '<style:style style:name="seal" style:family="graphic"><style:graphic-properties style:wrap="run-through" '
        'style:run-through="background" style:vertical-pos="from-top" style:vertical-rel="paragraph" style:horizontal-pos="from-left" '
        'style:horizontal-rel="paragraph" fo:border="none"/></style:style>'
        f'{"".join(automatic)}<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{width}mm" '
        f'fo:page-height="{height}mm" style:print-orientation="{"landscape" if width > height else "portrait"}" {margins}/>'
        "<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">'
        f"<style:header>{mark}</style:header><style:footer>{foot}</style:footer></style:master-page></office:master-styles>"
        f'<office:body><office:text>{"".join(body)}</office:text></office:body></office:document>'
    )


def office(folder, target, files):
    """Converts all files in one start of LibreOffice, with the bundled fonts beside the system's."""
    conf = folder / "fonts.conf"
    conf.write_text(f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include><dir>{FONTS}</dir></fontconfig>')
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target, "--outdir", str(folder), *map(str, files)],
        check=True, stdout=subprocess.DEVNULL, env={**os.environ, "FONTCONFIG_FILE": str(conf)},
    )


def convert(*args):
    subprocess.run(["convert", *map(str, args)], check=True)


def make_seal(path):
    """A red ring that says 示例 and nothing else."""
    convert(
        "-size", "420x420", "xc:none", "-fill", "none", "-stroke", "#d8202acc", "-strokewidth", "11", "-draw", "circle 210,210 210,12",
        "-stroke", "none", "-fill", "#d8202acc", "-font", FONTS / "ZichaSong-Bold.ttf", "-pointsize", "76", "-gravity", "center",
        "-annotate", "+0-104", "示例", "-pointsize", "36", "-annotate", "+0-40", "非真实印章", path,
    )


def scan(folder, name, tone, *effect):
    """A page as an office scanner gives it."""
    subprocess.run(["pdftoppm", "-r", "90", "-png", "-singlefile", str(folder / f"{name}.pdf"), str(folder / name)], check=True)
    convert(folder / f"{name}.png", *effect, *tone)


def black_and_white(folder, name, target):
    """All pages as an office copier scans them: 136 dpi, one bit, CCITT group 4."""
    subprocess.run(["pdftoppm", "-r", "136", "-gray", str(folder / f"{name}.pdf"), str(folder / f"{name}-page")], check=True)
    pages = []
    for page in sorted(folder.glob(f"{name}-page-*.pgm")):
        fax = page.with_suffix(".g4")
        convert(page, "-threshold", "62%", "-depth", "1", f"GROUP4:{fax}")
        width, height = page.read_bytes().split(maxsplit=3)[1:3]
        pages.append((int(width), int(height), fax.read_bytes()))
    target.write_bytes(pdf_of(pages))


def pdf_of(pages):
    """A PDF of one-bit pages: objects 1 and 2 are catalogue and page list, then three per page."""
    numbers = [3 + 3 * i for i in range(len(pages))]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{n} 0 R' for n in numbers)}] >>".encode()]
    for n, (width, height, data) in zip(numbers, pages):
        draw = b"595 0 0 842 0 0 cm /P Do"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P {n + 2} 0 R >> >> /Contents {n + 1} 0 R >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw),
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode "
            f"/DecodeParms << /K -1 /Columns {width} /Rows {height} >> /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream",
        ]
    out, places = b"%PDF-1.4\n%\xe4\xbd\xa0\n", []
    for i, body in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(out))


def main():
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        folder = pathlib.Path(tmp)
        picture = folder / "seal.png"
        make_seal(picture)
        sources = []
        for name, doc in sample_documents.DOCUMENTS.items():
            source = folder / f"{name}.fodt"
            source.write_text(fodt(doc, picture, doc.get("docx", False)), encoding="utf-8")
            sources.append(source)
        office(folder, "pdf", [s for s in sources if s.stem != "school"])
        office(folder, "docx", [s for s in sources if s.stem == "school"])
        for name, doc in sample_documents.DOCUMENTS.items():
            if doc.get("scan") == "pdf":
                black_and_white(folder, name, OUT / f"{name}.pdf")
            elif doc.get("scan") == "jpg":
                worn = ["-background", "#f4f1e8", "-rotate", doc["tilt"], "-attenuate", "0.06", "+noise", "Gaussian", "-blur", "0x0.5",
                        "-fill", "#efe6cf", "-tint", "8", "-sampling-factor", "4:2:0", "-quality", "36"]
                scan(folder, name, [*worn, "-strip", OUT / f"{name}.jpg"])
            elif doc.get("scan") == "png":
                scan(folder, name, ["-colors", "12", "-depth", "8", "-strip", f"PNG8:{OUT / name}.png"], "-resize", "740x")
            else:
                kind = "docx" if doc.get("docx") else "pdf"
                (OUT / f"{name}.{kind}").write_bytes((folder / f"{name}.{kind}").read_bytes())
        sample_photos.draw(OUT, FONTS, convert)


if __name__ == "__main__":
    main()
