// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/free_play.h"

#include <QToolButton>
#include <optional>

namespace sockstep {

/// A button that makes one call, with a menu of what the call can be given, if there is a choice. The arrow
/// at its right, or the Down key, opens the menu.
class CallButton : public QToolButton {
    Q_OBJECT
public:
    explicit CallButton(QWidget *parent = nullptr);

    Function function {};
    std::vector<CallByHand> choices; ///< the first is the usual one
    std::optional<CallByHand> chosen; ///< what was chosen from the menu last

    void giveMenu(QMenu *menu);
    /// It makes sense now: it stands out.
    void setLikely(bool likely);
    bool isLikely() const { return likely_; }

    /// The same whether it stands out or not, so that nothing moves.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool likely_ = false;
    mutable int widest_ = 0; // of the hints since the letters were last changed
};

} // namespace sockstep
