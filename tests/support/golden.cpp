// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/golden.h"

#include <QFile>
#include <QTextStream>

namespace sockstep::test {

QString differenceFromGolden(const QString &name, const QStringList &lines)
{
    QFile file(QStringLiteral(SOCKSTEP_GOLDENS "/") + name);
    QStringList remarks;
    QStringList expected;
    if (file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        QTextStream stream(&file);
        for (QString line; stream.readLineInto(&line);)
            (line.startsWith(QLatin1Char('#')) ? remarks : expected) << line;
        file.close();
    }

    if (qEnvironmentVariableIsSet("SOCKSTEP_UPDATE_GOLDENS")) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::Text))
            return QStringLiteral("cannot write %1").arg(file.fileName());
        QTextStream(&file) << (remarks + lines).join(QLatin1Char('\n')) << '\n';
        return {};
    }
    const qsizetype longer = std::max(lines.size(), expected.size());
    for (qsizetype i = 0; i < longer; ++i) {
        const QString here = lines.value(i, QStringLiteral("(nothing)"));
        const QString there = expected.value(i, QStringLiteral("(nothing)"));
        if (here != there)
            return QStringLiteral("%1, line %2 without remarks:\n  expected: %3\n  recorded: %4\n"
                                  "the whole:\n%5")
                .arg(name, QString::number(i + 1), there, here, lines.join(QLatin1Char('\n')));
    }
    return {};
}

} // namespace sockstep::test
