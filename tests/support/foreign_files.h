// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <memory>

namespace sockstep::test {

/// Files that somebody might give the program to read, each made in a folder of its own. They are gone with
/// it.
class ForeignFiles {
public:
    ForeignFiles();
    ~ForeignFiles();

    /// What is no file to be read: a folder, a FIFO that nobody writes to, devices, a socket, and nothing.
    QStringList noFiles() const;
    /// \p beginning and then zeros, up to two gigabytes, which take no room on the disk.
    QString endlessLine(const QByteArray &beginning);

private:
    struct Place;
    std::unique_ptr<Place> place_;
};

} // namespace sockstep::test
