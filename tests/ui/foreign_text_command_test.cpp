// SPDX-License-Identifier: GPL-3.0-or-later
// Files, file names and options that somebody else has made, on the command line: what is printed moves no
// cursor of the terminal, turns no line and hides nothing.
#include "program_run.h"
#include "support/foreign_recording.h"
#include "support/foreign_text.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace sockstep;
using namespace sockstep::test;

class ForeignTextCommandTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsPrintedHasNoneOfIt_data();
    void whatIsPrintedHasNoneOfIt();
    void aMillionBytesAreNotPrintedWhole();
};

namespace {

QString write(const QByteArray &name, const QByteArray &bytes)
{
    QFile file(QDir(folder()).filePath(QFile::decodeName(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no file can be written");
    return file.fileName();
}

constexpr char kName[] = "\x1b[2J\xe2\x80\xae\xc2\x9b"
                         "31m\n<b>";

QByteArray header()
{
    return R"({"format":"sockstep","version":1,"actors":["server"]})"
           "\n";
}

} // namespace

void ForeignTextCommandTest::whatIsPrintedHasNoneOfIt_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    const QString file = write(QByteArray(kName) + ".jsonl",
        QByteArray::fromStdString(linesOf(*foreignRecording("\x1b]0;pwn\x07\u202e\u009b"
                                                            "2J<b>\n"))));
    const QString name = QString::fromUtf8(kName);
    QTest::newRow("text of a recording") << (words("export") << file << words("--text -")) << 0;
    QTest::newRow("Mermaid of a recording") << (words("export") << file << words("--mermaid -")) << 0;
    const QString kind = write("kind.jsonl",
        header()
            + R"({"n":0,"t":0,"kind":"\u001b]0;pwn\u0007\u202e"})"
              "\n");
    QTest::newRow("an unknown kind") << (words("export") << kind << words("--text -")) << 0;
    const QString key = write(QByteArray(kName) + ".toml",
        "title = \"x\"\n\"\\u001b]0;pwn\\u0007\\u202e\" = 1\n[programs]\nserver = \"\\u001b[2Jfoo(1);\"\n");
    QTest::newRow("a key of a lesson") << (words("check") << key) << 1;
    QTest::newRow("run of that lesson") << (words("run") << key) << 2;
    QTest::newRow("code of that lesson") << (words("code") << key << words("--c x")) << 2;
    const QString sound = write(QByteArray(kName) + "s.toml",
        "messages = []\n[title]\nen = \"\\u001b[2J\\u202e\"\n[aim]\nen = \"\\u009b\"\n[programs]\n"
        "server = '''\nint fd = socket(AF_INET, SOCK_STREAM, 0);\nclose(fd);\n'''\n");
    QTest::newRow("a sound lesson") << (words("check") << sound) << 0;
    QTest::newRow("a sound lesson, run") << (words("check --run") << sound) << 0;
    QTest::newRow("its sequence") << (words("run --port 0") << sound) << 0;
    QTest::newRow("its programs") << (words("code --c") << QDir(folder()).filePath(name) << sound) << 0;
    QTest::newRow("no file") << (words("export --text -") << name) << 1;
    QTest::newRow("no lesson") << (words("run") << name) << 2;
    QTest::newRow("no lesson file") << (words("check") << name + QStringLiteral(".t")) << 1;
    QTest::newRow("no command") << QStringList {name} << 2;
    QTest::newRow("no option") << QStringList {QStringLiteral("--") + name} << 2;
    QTest::newRow("no number") << (words("run client-close --delay") << name) << 2;
    QTest::newRow("no seed") << (words("run client-close --seed") << name) << 2;
    QTest::newRow("no such choice") << (words("run client-close --network") << name) << 2;
    QTest::newRow("no such column") << (words("export --columns") << name << words("--text -") << file) << 2;
    QTest::newRow("no such actor") << (words("export --hide") << name << words("--text -") << file) << 1;
    QTest::newRow("no place") << (words("run client-close --port 0 --record") << QStringLiteral("/no/")
            + name) << 1;
    QTest::newRow("a message") << (words("run client-close --port 0 --message") << name) << 0;
}

void ForeignTextCommandTest::whatIsPrintedHasNoneOfIt()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Ended ended = run(arguments);
    VERIFY_ENDED(ended, code);
    QVERIFY(!ended.out.isEmpty() || !ended.err.isEmpty());
    for (const QByteArray &printed : {ended.out, ended.err})
        QVERIFY2(forbiddenInLines(printed.toStdString()).empty(), printed.constData());
}

void ForeignTextCommandTest::aMillionBytesAreNotPrintedWhole()
{
    const QByteArray million(1000000, 'n');
    const QString kind = write("long.jsonl", header() + R"({"n":0,"t":0,"kind":")" + million + "\"}\n");
    const Ended exported = run(words("export") << kind << words("--text -"));
    VERIFY_ENDED(exported, 0);
    QVERIFY(exported.err.size() < 4000);
    QVERIFY(exported.err.endsWith("what comes before that is written\n"));
    const QString key = write("long.toml", million + " = 1\n");
    const Ended checked = run(words("check") << key);
    VERIFY_ENDED(checked, 1);
    QVERIFY(checked.err.size() < 8000);
    QVERIFY2(checked.err.contains("is not known here; expected one of"), checked.err.constData());
}

QTEST_GUILESS_MAIN(ForeignTextCommandTest)
#include "foreign_text_command_test.moc"
