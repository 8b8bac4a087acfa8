// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bytes/segment_figure.h"

#include <QWidget>

class QLabel;

namespace sockstep {

/// One field in words: its name, its value, where it is, and what it is for. As high as the field of the
/// packet that needs most, so that nothing jumps while the mouse moves over the packet.
class SegmentCard : public QWidget {
    Q_OBJECT
public:
    explicit SegmentCard(QWidget *parent = nullptr);

    /// \p parts and the bytes must stay until the next call.
    void setPacket(const std::vector<Part> *parts, std::string_view raw);
    void setField(std::optional<FieldRef> field);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QString titleOf(const Part &part, const Field &field) const;
    QString valueOf(const Field &field) const;
    void refresh();
    void reserveRoom();

    const std::vector<Part> *parts_ = nullptr;
    std::string_view raw_;
    std::optional<FieldRef> field_;
    QLabel *caption_;
    QLabel *place_;
    QLabel *value_;
    QLabel *sentence_;
};

} // namespace sockstep
