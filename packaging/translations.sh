#!/usr/bin/env bash
# Finds the ui's words and packs their translations, by Qt's own tools: packaging/translations.sh [find|pack]
#   find  brings every resources/translations/ui_*.ts up to date; what is new in one is marked unfinished
#   pack  writes ui_*.qm from ui_*.ts
# English is there for its plural forms alone: the words themselves are in the code.
set -euo pipefail
cd "$(dirname "$0")/.."
words=resources/translations
for language in ar de es fr ja zh_CN; do
    [ "${1:-find}" != find ] || pyside6-lupdate supervisor/ui/*.py -ts "$words/ui_$language.ts" -no-obsolete -locations none
done
[ "${1:-find}" != find ] || pyside6-lupdate supervisor/ui/*.py -ts "$words/ui_en.ts" -no-obsolete -locations none \
    -pluralonly -target-language en
[ "${1:-pack}" != pack ] || pyside6-lrelease "$words"/ui_*.ts
