// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/language.h"

#include <QGuiApplication>
#include <string>

namespace sockstep {

/// What painting needs of Qt where there is no window: fonts, and a language. One at a time.
class Headless {
public:
    /// Empty \p language: the system's.
    explicit Headless(const std::string &language);

    const QString &language() const { return language_.code(); }

private:
    struct Quiet {
        Quiet();
    };
    Quiet quiet_; // before the application, which would talk of what does not matter here
    int argc_ = 1;
    char name_[9] = "sockstep";
    char *argv_[2] = {name_, nullptr};
    QGuiApplication application_;
    Language language_;
};

} // namespace sockstep
