// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace sockstep {

/// One thing that the person should know, and what can be done about it, without standing in the way: the
/// session goes on below. Out of sight while there is nothing to say.
class NoticeBar : public QWidget {
    Q_OBJECT
public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// In place of what it said before. Without \p action there is only a button that closes it.
    void say(const QString &text, const QString &action = {}, std::function<void()> act = {});
    QString text() const;
    void retranslate();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();

    // Made with the first thing to say.
    QLabel *text_ = nullptr;
    QPushButton *action_ = nullptr;
    QPushButton *close_ = nullptr;
    std::function<void()> act_;
};

} // namespace sockstep
