// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/descriptor.h"
#include "core/base/endpoint.h"

#include <memory>
#include <string>

namespace sockstep {

/// The only place in the file system that a session touches: a folder below /tmp for its Unix-domain sockets,
/// which only its user can enter (0700). It is gone with this object; what a kill -9 left behind is gone with
/// the next removeAbandoned(): a lock (flock(2)) on the folder says whether somebody still has it.
class SessionFolder {
public:
    /// Null, with the cause and what to do in \p error, if there can be none.
    static std::unique_ptr<SessionFolder> create(std::string &error);
    ~SessionFolder();
    SessionFolder(const SessionFolder &) = delete;
    SessionFolder &operator=(const SessionFolder &) = delete;

    /// Removes the folders of this user's sessions that ended without a word.
    static void removeAbandoned();

    /// Stands in a program for a socket of the session's folder. \p name has up to six letters.
    static Endpoint placeholder(std::string_view name);
    /// What \p placeholder stands for here; empty for any other path.
    Endpoint resolve(const Endpoint &placeholder) const;

    const std::string &path() const { return path_; }

private:
    SessionFolder(std::string path, Descriptor lock)
        : path_(std::move(path))
        , lock_(std::move(lock))
    {
    }

    const std::string path_;
    const Descriptor lock_; // the folder itself
};

} // namespace sockstep
