#!/bin/sh
# Draws icon.png, the program's icon: a red seal with 信 in white. Needs ImageMagick; run it in this folder.
set -e
convert -size 512x512 xc:none \
  -fill '#A61E22' -draw 'roundrectangle 24,24 487,487 56,56' \
  -fill none -stroke white -strokewidth 10 -draw 'roundrectangle 56,56 455,455 32,32' \
  -stroke none -fill white -font fonts/ZichaSong-Bold.ttf -pointsize 320 -gravity center -annotate +0-8 '信' \
  -strip -define png:compression-level=9 PNG32:icon.png
