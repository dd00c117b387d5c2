#!/usr/bin/python3
"""Make the bundled fonts: static TrueType subsets under a name of our own.

Usage: make_fonts.py NOTO_SANS_DIR NOTO_SERIF_DIR LXGW_TTF FANDOL_OTF OUT_DIR

Needs fonttools and Debian's unicode-data (the Unihan tables say which
characters the 8105 standard ones and GB 2312 are).

Every font gets two character maps: the full one (format 12), and one of
format 4 without the characters above U+FFFF.
"""
import bz2
import os
import sys

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

UNIHAN = "/usr/share/unicode/Unihan_%s.txt.bz2"

# Names in use that the standard list does not hold, and common variants.
RARE = "㛃䶮堃镕珺𬱖喆昇淼犇瑮玥珮瑄峯祎頔赟翀禤朤丶囍〇"

# The twelve compatibility ideographs that are unified ones: characters of
# their own, which nothing else stands for.
UNIFIED = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"

# 楷体 has these at Latin width; without them 宋体's full ones are used.
NARROW_QUOTES = {ord(c) for c in "“”‘’"}

# Signs that official papers use: start and end of each block, inclusive.
SIGNS = [
    (0x20, 0x7E), (0xA0, 0xFF), (0x2C6, 0x2DC), (0x391, 0x3C9),
    (0x2010, 0x205E), (0x20AC, 0x20AC), (0x2100, 0x214F), (0x2150, 0x218B),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F),
    (0x25A0, 0x25FF), (0x2600, 0x26FF), (0x2713, 0x2718), (0x3000, 0x303F),
    (0x3041, 0x30FF), (0x3105, 0x312F), (0x3200, 0x33FF), (0xFE10, 0xFE1F),
    (0xFE30, 0xFE6F), (0xFF01, 0xFFEE), (0x100, 0x17F), (0x1CD, 0x1DC),
]


def unihan(table, field):
    """The characters that have a field in one of the Unihan tables."""
    with bz2.open(UNIHAN % table, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if line.startswith("U+"))
        return {int(row[0][2:], 16) for row in rows if row[1] == field}


def standard_characters():
    """通用规范汉字表, GB 2312, the signs and the rare names."""
    chars = unihan("OtherMappings", "kTGH") | unihan("OtherMappings", "kGB0")
    for first, last in SIGNS:
        chars.update(range(first, last + 1))
    return chars | {ord(c) for c in RARE}


def to_truetype(font):
    """Replace cubic CFF outlines by quadratic ones, at most 0.8 units off."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, 0.8, reverse_direction=True))
        glyphs[name] = pen.glyph()
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    font["loca"] = newTable("loca")
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones, maxp.maxTwilightPoints, maxp.maxStorage = 1, 0, 0
    maxp.maxFunctionDefs = maxp.maxInstructionDefs = 0
    maxp.maxStackElements = maxp.maxSizeOfInstructions = 0
    maxp.maxComponentElements = 0
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    post = font["post"]
    post.formatType, post.extraNames, post.mapping = 3.0, [], {}
    font.sfntVersion = "\x00\x01\x00\x00"
    font.recalcBBoxes = True


def cut(path, chars):
    """Open a font and keep only the given characters' glyphs."""
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea",
                            "vmtx", "DSIG", "gasp"]
    font = subset.load_font(path, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chars)
    cutter.subset(font)
    if "CFF " in font:
        to_truetype(font)
    return font


def contour(pen, points):
    """Draw one closed straight-line contour."""
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def add_boxes(font):
    """Draw the check boxes ☐ ☑ ☒, which none of the fonts has."""
    outer = [(100, -40), (100, 760), (900, 760), (900, -40)]
    inner = [(150, 10), (850, 10), (850, 710), (150, 710)]
    tick = [(220, 340), (290, 400), (430, 250), (720, 620), (790, 560),
            (435, 110)]
    falling = [(230, 600), (280, 650), (770, 120), (720, 70)]
    rising = [(280, 70), (230, 120), (720, 650), (770, 600)]
    marks = {0x2610: [], 0x2611: [tick], 0x2612: [falling, rising]}
    order, maps = font.getGlyphOrder(), font["cmap"]
    for char, shapes in marks.items():
        pen = TTGlyphPen(None)
        for points in [outer, inner] + shapes:
            contour(pen, points)
        name = "box%04X" % char
        glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        order = order + [name]
        font.setGlyphOrder(order)
        font["glyf"].glyphOrder = order
        font["glyf"].glyphs[name] = glyph
        font["hmtx"].metrics[name] = (1000, glyph.xMin)
        for table in maps.tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[char] = name


def subtable(form, encoding, mapping):
    """A Windows character map of the given format."""
    table = CmapSubtable.newSubtable(form)
    table.platformID, table.platEncID, table.language = 3, encoding, 0
    table.cmap = mapping
    if form == 12:
        table.format, table.reserved, table.length, table.nGroups = 12, 0, 0, 0
    return table


def set_maps(font):
    """Write the two character maps."""
    full = dict(font.getBestCmap())
    narrow = {c: g for c, g in full.items() if c <= 0xFFFF}
    font["cmap"].tables = [subtable(4, 1, narrow), subtable(12, 10, full)]


def rename(font, family, style):
    """Give the subset its own name; copyright and licence entries stay."""
    new = {1: family, 2: style, 3: f"{family} {style}",
           4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    names = font["name"]
    kept = [n for n in names.names if n.nameID in (0, 5, 7, 8, 9, 13, 14)
            and n.platformID == 3 and n.langID == 0x409]
    names.names = kept
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)


def main(sans, serif, lxgw, fandol, out):
    standard = standard_characters()
    kai_has = set(TTFont(lxgw, lazy=True).getBestCmap())
    above = {c for c in kai_has if c >= 0x20000}
    unified = {ord(c) for c in UNIFIED}
    # What 仿宋 lacks, and the rest of the main block of CJK for every face;
    # the extra light weight comes nearest to 仿宋.
    rare = standard | set(range(0x4E00, 0xA000)) | above
    rare.update(c for c in kai_has if 0x3400 <= c <= 0x4DBF)
    rare -= standard & set(TTFont(fandol, lazy=True).getBestCmap())
    noto = "{}/{}/Noto{}SC_{}.ttf".format
    jobs = [
        ("ZichaHei-Regular", noto(sans, "400Regular", "Sans", "400Regular"), standard),
        ("ZichaHei-Bold", noto(sans, "700Bold", "Sans", "700Bold"), standard),
        ("ZichaSong-Regular", noto(serif, "400Regular", "Serif", "400Regular"), standard),
        ("ZichaSong-Bold", noto(serif, "700Bold", "Serif", "700Bold"), standard),
        ("ZichaRare-Regular", noto(serif, "200ExtraLight", "Serif", "200ExtraLight"), rare),
        ("ZichaKai-Regular", lxgw, (standard | above | unified) - NARROW_QUOTES),
        ("ZichaFang-Regular", fandol, standard),
    ]
    fonts = [(name, cut(path, chars)) for name, path, chars in jobs]
    for name, font in fonts:
        add_boxes(font)
        set_maps(font)
        family, style = name.split("-")
        rename(font, family.replace("Zicha", "Zicha "), style)
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        path = os.path.join(out, name + ".ttf")
        font.save(path)
        have = set(font.getBestCmap())
        print(name, os.path.getsize(path), "bytes,", len(have), "characters,",
              len(unihan("OtherMappings", "kTGH") & have), "of 8105")


if __name__ == "__main__":
    main(*sys.argv[1:])
