// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace sockstep::test {

/// For initMain(), which Qt Test calls before there is an application: settings in a folder of this
/// process alone, English as the system's language, a screen that is as large as a projector's, and what a
/// lab needs.
void prepareProcess();

/// For initTestCase(): the names and the style that main() gives the application.
void prepareApplication();

/// For init(): nothing is left of an earlier window, neither its settings nor its zoom nor its
/// colours.
void asIfNeverOpened();
/// The same, but the settings stay.
void asIfStartedAgain();

/// Does \p act with the next dialog or menu of a kind that opens, from inside its own event loop;
/// whoever opens one waits there until it is closed. Ask wasSeen() afterwards.
class WhenItOpens : public QObject {
public:
    WhenItOpens(const QMetaObject &kind, std::function<void(QWidget *)> act);
    bool wasSeen() const { return seen_; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const QMetaObject &kind_;
    const std::function<void(QWidget *)> act_;
    bool seen_ = false;
};

} // namespace sockstep::test
