// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/event.h"
#include "ui/bytes/address_figure.h"

#include <QScrollArea>
#include <memory>

class QLabel;
class QVBoxLayout;

namespace sockstep {

class Follower;
class Selection;

/// The bytes of an address as the struct that they are, each member in its colour. Painting changes nothing.
class AddressBytes : public QWidget {
    Q_OBJECT
public:
    explicit AddressBytes(QWidget *parent = nullptr);

    void show(SockaddrBytes address);
    const SockaddrBytes &address() const { return address_; }
    const AddressFigure &figure() const { return figure_; }
    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void arrange();

    SockaddrBytes address_;
    AddressFigure figure_;
    double leastWidth_ = 0;
};

/// The struct sockaddr of the selected call, of the latest that has one while none is selected: its bytes,
/// and below them each member with its value in host order and a sentence.
class AddressView : public QScrollArea {
    Q_OBJECT
public:
    AddressView(const Follower &follower, const Selection &selection, QWidget *parent = nullptr);

    void refresh();
    void retranslate();

    const AddressBytes &bytes() const { return *bytes_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Source {
        CallId call = 0; ///< 0 if there is none
        bool filledIn = false; ///< by the kernel
        Endpoint address;
    };
    Source source(CallId call) const;
    void forget();
    Source latest() const;
    void showFields(bool filledIn);
    QString fieldText(std::size_t field, bool filledIn) const;

    const Follower &follower_;
    const Selection &selection_;
    CallId latest_ = 0; ///< the last call that had an address
    CallId seen_ = 0; ///< of the calls, so many
    std::vector<CallId> open_; ///< of those, the ones that had not returned
    QLabel *origin_;
    QLabel *code_;
    QLabel *structure_;
    AddressBytes *bytes_;
    std::vector<QLabel *> fields_;
    QVBoxLayout *column_;
};

} // namespace sockstep
