#!/bin/sh
# Make the bundled fonts again from what their makers publish. Run it in any
# folder: it works in ./font-work and writes beside this script.
#
# Needs npm and, on Debian 12: apt-get install python3-fonttools unicode-data
# fonts-lxgw-wenkai (1.250). The licences of what it fetches stand in
# OFL-*.txt and GPL-3-font-exception.txt beside it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p font-work
cd font-work

for family in sans serif; do
    npm pack "@expo-google-fonts/noto-$family-sc@0.4.3"
    mkdir -p "$family"
    tar -xzf "expo-google-fonts-noto-$family-sc-0.4.3.tgz" -C "$family"
done

# FandolFang comes with TeX Live; the package is unpacked, not installed.
apt-get download texlive-lang-chinese
dpkg-deb -x texlive-lang-chinese_*.deb tex
fandol=tex/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol

/usr/bin/python3 "$here/make_fonts.py" sans/package serif/package \
    /usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf \
    "$fandol/FandolFang-Regular.otf" "$here"
