// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/foreign_files.h"

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <cstring>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace sockstep::test {

struct ForeignFiles::Place {
    QTemporaryDir folder;
    int listening = -1;
    int files = 0;

    QString path(const char *name) const { return folder.filePath(QString::fromUtf8(name)); }
};

namespace {

void demand(bool done, const char *what)
{
    if (!done)
        throw std::runtime_error(what);
}

} // namespace

ForeignFiles::ForeignFiles()
    : place_(std::make_unique<Place>())
{
    demand(::mkfifo(QFile::encodeName(place_->path("fifo")).constData(), 0600) == 0, "no FIFO can be made");
    const QByteArray path = QFile::encodeName(place_->path("socket"));
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    demand(
        static_cast<std::size_t>(path.size()) < sizeof address.sun_path, "the path is too long for a socket");
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    place_->listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    demand(::bind(place_->listening, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
        "no socket can be bound");
}

ForeignFiles::~ForeignFiles() { ::close(place_->listening); }

QStringList ForeignFiles::noFiles() const
{
    return {place_->folder.path(), place_->path("fifo"), place_->path("socket"), place_->path("nothing"),
        QStringLiteral("/dev/zero"), QStringLiteral("/dev/urandom"), QStringLiteral("/dev/tty")};
}

QString ForeignFiles::endlessLine(const QByteArray &beginning)
{
    constexpr qint64 kTwoGigabytes = qint64 {2} << 30;
    const QString path = place_->path("long") + QString::number(++place_->files);
    QFile file(path);
    demand(file.open(QIODevice::WriteOnly) && file.write(beginning) == beginning.size()
            && file.resize(kTwoGigabytes),
        "no sparse file can be made");
    return path;
}

} // namespace sockstep::test
