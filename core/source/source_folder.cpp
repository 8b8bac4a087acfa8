// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/source_folder.h"

#include "core/base/whole_file.h"

#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>

namespace sockstep {

namespace {

std::string pathOf(const std::string &folder, const SourceFile &file)
{
    return (std::filesystem::path(folder) / file.name).string();
}

} // namespace

std::vector<std::string> filesInTheWay(const std::string &folder, const std::vector<SourceFile> &files)
{
    std::vector<std::string> found;
    for (const SourceFile &file : files) {
        const std::string path = pathOf(folder, file);
        std::error_code error;
        if (!std::filesystem::exists(std::filesystem::symlink_status(path, error)))
            continue;
        std::string present;
        if (std::filesystem::is_regular_file(path, error)
            && std::filesystem::file_size(path, error) == file.text.size()) {
            std::ifstream in(path, std::ios::binary);
            present.assign(std::istreambuf_iterator<char>(in), {});
        }
        if (present != file.text)
            found.push_back(path);
    }
    return found;
}

std::string writeSources(const std::string &folder, const std::vector<SourceFile> &files)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder))
        return fmt::format("cannot make the folder {}: {}", folder,
            error ? error.message() : std::string("a file of that name is there"));
    // All are on disk before the first takes its place.
    std::vector<WholeFile> written(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!written[i].open(pathOf(folder, files[i])) || !written[i].write(files[i].text))
            return written[i].errorText();
    }
    for (WholeFile &file : written) {
        if (!file.commit())
            return file.errorText();
    }
    return {};
}

} // namespace sockstep
