// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/theme.h"

#include <QByteArray>
#include <QString>
#include <utility>
#include <vector>

namespace sockstep {

/// A page of HTML that is one of the forms in resources/pages with its gaps filled: {{title}} by the field
/// of that name. It loads nothing, may run no script but the form's own, and is sound XML as well.
class PageForm {
public:
    using Fields = std::vector<std::pair<const char *, QString>>;

    /// \p name is that of the form, its style and its script, if it has one.
    PageForm(const QString &name, const Theme &theme);

    /// All fields are HTML. "policy", "style" and "script" are filled by the form itself.
    QByteArray fill(Fields fields) const;

private:
    QString form_;
    QString style_;
    QString script_;
};

} // namespace sockstep
