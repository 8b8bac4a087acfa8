// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/glossary/glossary.h"

#include <QDialog>
#include <vector>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;

namespace sockstep {

class Language;

/// The glossary: a field to search in, the terms that fit, and the entry of the one that is chosen. Stands
/// beside the window, which goes on meanwhile. Up and Down choose from the search field; Tab goes to the
/// entry and from link to link; Alt+Left goes back.
class GlossaryDialog : public QDialog {
    Q_OBJECT
public:
    explicit GlossaryDialog(const Language &language, QWidget *parent = nullptr);

    using QDialog::open;
    /// Opens it at the entry that \p term leads to; at the entry that it shows if there is none.
    void open(const QString &term);
    /// The title of what is shown; empty before it was first opened.
    QString shown() const;
    void retranslate();
    /// In points.
    void setLetters(double size);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    GlossaryLanguage language() const;
    void arrange();
    void search(const QString &text);
    void choose(int row);
    void show(std::size_t entry);
    void follow(const QString &link);
    void travel(int by);
    void refresh();
    void applyStyle();

    const Language &chosen_;
    QLineEdit *search_;
    QListWidget *list_;
    QTextBrowser *page_;
    QToolButton *back_;
    QToolButton *forward_;
    double letters_;
    std::vector<std::size_t> rows_; ///< the entry of each row of the list
    std::vector<std::size_t> visited_;
    std::size_t now_ = 0; ///< index into visited_
};

} // namespace sockstep
