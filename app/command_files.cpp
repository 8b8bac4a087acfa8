// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_files.h"

#include "core/base/whole_file.h"

#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sockstep {

namespace {

/// What a file is, and not what it is called.
struct Identity {
    bool isKnown = false; ///< else it is no file that two could spoil
    dev_t device = 0;
    ino_t inode = 0;
    std::string name; ///< that it will have in the folder \c inode; empty if it is there

    bool operator==(const Identity &other) const
    {
        return isKnown && other.isKnown && device == other.device && inode == other.inode
            && name == other.name;
    }
};

Identity identityOf(const struct stat &status, bool isTerminal)
{
    // /dev/null takes what many write.
    const bool keepsBytes
        = S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || isTerminal;
    return {keepsBytes, status.st_dev, status.st_ino, {}};
}

Identity identityOf(int fd)
{
    struct stat status { };
    return ::fstat(fd, &status) == 0 ? identityOf(status, ::isatty(fd) == 1) : Identity {};
}

Identity identityOf(const std::string &path)
{
    struct stat status { };
    if (::stat(path.c_str(), &status) == 0) {
        struct stat output { };
        const bool isTerminal = S_ISCHR(status.st_mode) && ::isatty(STDOUT_FILENO) == 1
            && ::fstat(STDOUT_FILENO, &output) == 0 && output.st_rdev == status.st_rdev;
        return identityOf(status, isTerminal);
    }
    const std::filesystem::path end = endOfLinks(path);
    const std::string folder = end.parent_path().string();
    if (::stat(folder.empty() ? "." : folder.c_str(), &status) != 0)
        return {}; // it cannot be there either
    return {true, status.st_dev, status.st_ino, end.filename().string()};
}

Identity identityOf(const CommandFile &file)
{
    if (*file.path != "-")
        return identityOf(*file.path);
    return identityOf(file.isRead ? STDIN_FILENO : STDOUT_FILENO);
}

/// \p one comes before \p other, which is written.
std::string complaintOf(const CommandFile &one, const CommandFile &other)
{
    const bool bothOnOutput = !one.isRead && *one.path == "-" && *other.path == "-";
    if (bothOnOutput)
        return "standard output can hold one file: give the others a name";
    if (!(identityOf(one) == identityOf(other)))
        return {};
    const std::string where = *other.path == "-" ? "standard output" : *other.path;
    if (!one.isRead)
        return fmt::format("{} and {} cannot both be written to {}: give one of them another name",
            one.option, other.option, where);
    struct stat input { };
    const bool isFile = *one.path != "-" || (::fstat(STDIN_FILENO, &input) == 0 && S_ISREG(input.st_mode));
    return isFile ? fmt::format(
               "{} would be written over what is read, to {}: give it another name", other.option, where)
                  : std::string();
}

} // namespace

bool areOneFile(const std::string &one, const std::string &other)
{
    return identityOf(one) == identityOf(other);
}

std::string complaintOf(const std::vector<CommandFile> &files, Prints prints)
{
    bool isTaken = false;
    for (const CommandFile &file : files) {
        if (file.isRead)
            continue;
        if (*file.path != "-" && identityOf(file) == identityOf(STDOUT_FILENO))
            *file.path = "-";
        isTaken = isTaken || *file.path == "-";
    }
    for (auto other = files.begin(); other != files.end(); ++other) {
        if (other->isRead)
            continue;
        for (auto one = files.begin(); one != other; ++one) {
            if (std::string complaint = complaintOf(*one, *other); !complaint.empty())
                return complaint;
        }
        if (*other->path != "-" && identityOf(*other) == identityOf(STDERR_FILENO))
            return fmt::format(
                "{} cannot be written to {}, where messages go (standard error): give it another "
                "name",
                other->option, *other->path);
    }
    if (isTaken && prints == Prints::Sequence && ::isatty(STDERR_FILENO) == 0
        && identityOf(STDOUT_FILENO) == identityOf(STDERR_FILENO))
        return "standard output is taken by a file, and standard error, where the sequence goes, leads to "
               "the same "
               "place: give the file a name";
    return {};
}

} // namespace sockstep
