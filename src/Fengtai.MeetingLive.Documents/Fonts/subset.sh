#!/bin/sh
# Makes the font files of this folder again. Needs: npm, apt (Debian 12), python3-fonttools.
# Why a subset: the whole Noto faces are 66 MB, the standard's characters are 13 MB.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
chmod 755 "$work"

npm pack --silent @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null
for archive in *.tgz; do
  mkdir "${archive%.tgz}"
  tar xzf "$archive" -C "${archive%.tgz}"
done
serif=expo-google-fonts-noto-serif-sc-0.4.3/package
sans=expo-google-fonts-noto-sans-sc-0.4.3/package

apt-get download unicode-data fonts-lxgw-wenkai >/dev/null
for package in *.deb; do dpkg-deb -x "$package" debian; done

# The property kTGH of Unihan numbers the 8,105 characters of 通用规范汉字表 (2013).
# GB2312 is added because some of its 6,763 characters are not in the standard but are in old names and addresses.
bunzip2 -c debian/usr/share/unicode/Unihan_OtherMappings.txt.bz2 | /usr/bin/python3 -c '
import sys
standard = {int(line.split("\t")[0][2:], 16) for line in sys.stdin if "\tkTGH\t" in line}
if len(standard) != 8105:
    sys.exit(f"expected 8105 standard characters, Unihan gave {len(standard)}")
gb2312 = set()
for high in range(0xB0, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            gb2312.add(ord(bytes([high, low]).decode("gb2312")))
        except UnicodeDecodeError:
            pass
print("\n".join(f"U+{code:04X}" for code in sorted(standard | gb2312)))
' >hanzi.txt

# ASCII, Latin-1, pinyin vowels, general punctuation, currency, letterlike, Roman numerals, arrows, mathematical
# signs, enclosed numbers, box drawing, shapes, CJK punctuation, enclosed and unit signs, fullwidth forms.
signs='U+0020-007E,U+00A0-00FF,U+0100-017F,U+01CD-01DC,U+0391-03C9,U+2000-206F,U+20A0-20BF,U+2100-214F,U+2150-218F'
signs="$signs,U+2190-21FF,U+2200-22FF,U+2460-24FF,U+2500-257F,U+2580-25FF,U+2600-266F,U+2713-2717,U+3000-303F"
signs="$signs,U+3105-312F,U+3200-32FF,U+3300-33FF,U+FE10-FE1F,U+FE30-FE4F,U+FF00-FFEF"

subset() {
  # No layout tables: the layout engine places every glyph itself and shapes nothing.
  /usr/bin/python3 -m fontTools.subset "$1" --output-file="$here/$2" --unicodes="$signs" --unicodes-file=hanzi.txt \
    --layout-features='' --no-hinting --drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,DSIG \
    --name-IDs='*' --notdef-outline
}
subset $serif/400Regular/NotoSerifSC_400Regular.ttf NotoSerifSC-Regular.ttf
subset $serif/700Bold/NotoSerifSC_700Bold.ttf NotoSerifSC-Bold.ttf
subset $sans/400Regular/NotoSansSC_400Regular.ttf NotoSansSC-Regular.ttf
subset $sans/700Bold/NotoSansSC_700Bold.ttf NotoSansSC-Bold.ttf
cp $serif/LICENSE_FONT "$here/OFL-NotoSerifSC.txt"
cp $sans/LICENSE_FONT "$here/OFL-NotoSansSC.txt"

# Whole and unmodified: its licence reserves the name, and it is the last resort for rare characters.
cp debian/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf "$here/LXGWWenKai-Regular.ttf"
cp debian/usr/share/doc/fonts-lxgw-wenkai/copyright "$here/OFL-LXGWWenKai.txt"
ls -l "$here"
