// SPDX-License-Identifier: GPL-3.0-or-later
// Real recordings with one field changed: each is refused or, with what is left of it, taken by all that
// reads a recording, and what is written of it can be read.
#include "support/every_reader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ChangedRecordingTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void asItIsItIsTaken_data() { addFiles(); }
    void asItIsItIsTaken();
    void withOneFieldChangedItIsRefusedOrTaken_data() { addFiles(); }
    void withOneFieldChangedItIsRefusedOrTaken();
    void withOneLineLeftOutOrTwiceItIsRefusedOrTaken_data() { addFiles(); }
    void withOneLineLeftOutOrTwiceItIsRefusedOrTaken();

private:
    static void addFiles();
    void change(const QByteArrayList &lines, qsizetype at);
    void tryOut(QByteArrayList lines, qsizetype at, const QByteArray &line);

    QMap<QString, QSet<QString>> words_; // that stand in a field of that name, in any recording
    QSet<QString> changed_; // fields whose every other value was tried
    qsizetype tried_ = 0;
};

namespace {

using Path = QList<QString>; // keys; a number is the index into an array

QStringList files()
{
    const QDir folder(QStringLiteral(CORPUS));
    QStringList paths;
    for (const QString &name : folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Size | QDir::Reversed))
        paths << folder.filePath(name);
    return paths;
}

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    return file.readAll().trimmed().split('\n');
}

QJsonValue parsed(const QByteArray &line) { return QJsonDocument::fromJson(line).object(); }

/// Every field of \p value, those within fields too.
void collect(const QJsonValue &value, const Path &path, QList<Path> &all)
{
    if (!path.isEmpty())
        all << path;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString &key : object.keys())
            collect(object[key], Path(path) << key, all);
    } else if (value.isArray()) {
        for (qsizetype i = 0; i < value.toArray().size(); ++i)
            collect(value.toArray()[i], Path(path) << QString::number(i), all);
    }
}

QJsonValue at(const QJsonValue &value, const Path &path)
{
    QJsonValue found = value;
    for (const QString &key : path)
        found = found.isArray() ? found.toArray()[key.toLongLong()] : found.toObject()[key];
    return found;
}

/// "args.fd", and for every element of an array the same.
QString nameOf(const Path &path)
{
    QStringList names;
    for (const QString &key : path)
        names << (key.front().isDigit() ? QStringLiteral("#") : key);
    return names.join(u'.');
}

/// With \p other in that place; undefined takes it out.
QJsonValue with(const QJsonValue &value, const Path &path, const QJsonValue &other)
{
    if (path.isEmpty())
        return other;
    const QJsonValue changed = with(at(value, path.first(1)), path.sliced(1), other);
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        if (changed.isUndefined())
            array.removeAt(path.front().toLongLong());
        else
            array[path.front().toLongLong()] = changed;
        return array;
    }
    QJsonObject object = value.toObject();
    if (changed.isUndefined())
        object.remove(path.front());
    else
        object[path.front()] = changed;
    return object;
}

/// What may stand anywhere.
QList<QJsonValue> anyValues()
{
    return {QJsonValue::Null, true, 0, 1, 2, 3, 9, -1, 64, 255, 256, 65535, 65536, 2147483647.0,
        -2147483648.0, 4294967295.0, 4294967296.0, 9007199254740992.0, 0.5, QString(), QStringLiteral("x"),
        QStringLiteral("7"), QStringLiteral("\u202e\x1b[2J\"\\"), QString(300, u'y'),
        QStringLiteral("unix:/a\\xff"), QStringLiteral("[::]:0"), QStringLiteral("RQ=="), QJsonArray(),
        QJsonArray {0}, QJsonObject()};
}

} // namespace

void ChangedRecordingTest::addFiles()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : files())
        QTest::newRow(qPrintable(QFileInfo(path).completeBaseName())) << path;
}

void ChangedRecordingTest::initTestCase()
{
    QVERIFY(files().size() >= 10);
    for (const QString &path : files()) {
        for (const QByteArray &line : linesOf(path)) {
            QList<Path> paths;
            collect(parsed(line), {}, paths);
            for (const Path &field : paths) {
                const QString word = at(parsed(line), field).toString();
                if (!word.isEmpty() && word.size() < 20)
                    words_[field.back()] << word;
            }
        }
    }
}

void ChangedRecordingTest::asItIsItIsTaken()
{
    QFETCH(const QString, path);
    const std::string wrong = wrongWithFile(linesOf(path).join('\n').toStdString() + '\n');
    QVERIFY2(wrong.empty(), wrong.c_str());
}

void ChangedRecordingTest::tryOut(QByteArrayList lines, qsizetype at, const QByteArray &line)
{
    lines[at] = line;
    ++tried_;
    const std::string wrong = wrongWithFile(lines.join('\n').toStdString() + '\n');
    QVERIFY2(wrong.empty(), (QByteArray::fromStdString(wrong) + " with line " + line).constData());
}

/// Each field of a line. Every value is tried where a field of its kind is met first; where it is met again,
/// in this recording or another, those are that decide what it names.
void ChangedRecordingTest::change(const QByteArrayList &lines, qsizetype line)
{
    const QJsonValue whole = parsed(lines[line]);
    QList<Path> paths;
    collect(whole, {}, paths);
    for (const Path &path : paths) {
        const QJsonValue before = at(whole, path);
        const QString kind = whole[u"kind"].toString() + whole[u"name"].toString() + nameOf(path);
        static const QSet<QString> naming {QStringLiteral("call"), QStringLiteral("socket"),
            QStringLiteral("listener"), QStringLiteral("segment"), QStringLiteral("retransmission_of"),
            QStringLiteral("line"), QStringLiteral("result")};
        QList<QJsonValue> values;
        if (naming.contains(path.back()))
            values = {before.toDouble() + 1, before.toDouble() - 1};
        if (!changed_.contains(kind)) {
            changed_ << kind;
            values << QJsonValue(QJsonValue::Undefined) << anyValues();
            for (const QString &word : words_[path.back()])
                values << word;
        }
        for (const QJsonValue &value : values) {
            const QJsonValue changed = with(whole, path, value);
            tryOut(lines, line, QJsonDocument(changed.toObject()).toJson(QJsonDocument::Compact));
            if (QTest::currentTestFailed())
                return;
        }
    }
}

void ChangedRecordingTest::withOneFieldChangedItIsRefusedOrTaken()
{
    QFETCH(const QString, path);
    const QByteArrayList lines = linesOf(path);
    tried_ = 0;
    for (qsizetype line = 0; line < lines.size() && !QTest::currentTestFailed(); ++line)
        change(lines, line);
    qInfo("%lld tried", static_cast<long long>(tried_));
    QVERIFY(tried_ > lines.size());
}

void ChangedRecordingTest::withOneLineLeftOutOrTwiceItIsRefusedOrTaken()
{
    QFETCH(const QString, path);
    const QByteArrayList lines = linesOf(path);
    for (qsizetype left = 1; left < lines.size(); ++left) {
        // With the numbers as they should be then: only the story is another.
        QByteArrayList fewer {lines.front()};
        for (qsizetype i = 1; i < lines.size(); ++i) {
            QByteArray line = lines[i];
            if (i == left)
                continue;
            line.replace(0, line.indexOf(','), "{\"n\":" + QByteArray::number(fewer.size() - 1));
            fewer << line;
        }
        tryOut(fewer, 0, fewer.front());
        QByteArrayList twice = lines.first(left + 1);
        QByteArray again = lines[left];
        again.replace(0, again.indexOf(','), "{\"n\":" + QByteArray::number(left));
        tryOut(twice << again, 0, lines.front());
    }
}

QTEST_APPLESS_MAIN(ChangedRecordingTest)
#include "changed_recording_test.moc"
