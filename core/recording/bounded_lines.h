// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace sockstep {

/// Takes bytes apart into lines, and holds no more of one than it may have. One thread at a time.
class BoundedLines {
public:
    /// Fills what it is given from the front and returns how many bytes there are; 0 at the end.
    using Source = std::function<std::size_t(std::span<char>)>;
    enum class Line : std::uint8_t {
        Whole,
        Unfinished, ///< the last one, without its newline
        TooLong, ///< what comes after it is not looked at any more
        None, ///< there are no more
    };

    BoundedLines(Source source, std::size_t longest)
        : source_(std::move(source))
        , longest_(longest)
        , block_(kBlock)
    {
    }

    /// The next line without its newline; of one that is too long, its beginning.
    Line next(std::string &line);

private:
    static constexpr std::size_t kBlock = 1 << 16;

    Source source_;
    std::size_t longest_; // bytes
    std::vector<char> block_;
    std::size_t at_ = 0; // the next byte of block_ that no line has had
    std::size_t end_ = 0;
};

} // namespace sockstep
