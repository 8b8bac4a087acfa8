// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace sockstep::test {

/// A place to save to that takes nothing before somebody wants it to: a pipe.
class SlowDisk {
public:
    explicit SlowDisk(std::string path)
        : path_(std::move(path))
    {
        if (::mkfifo(path_.c_str(), 0600) != 0)
            qFatal("there is no pipe to be had");
    }
    const std::string &path() const { return path_; }
    /// One file.
    void takeAll() const
    {
        const int fd = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
        char buffer[4096];
        while (::read(fd, buffer, sizeof buffer) > 0) { }
        ::close(fd);
    }

private:
    const std::string path_;
};

} // namespace sockstep::test
