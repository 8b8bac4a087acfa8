// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace sockstep {

class ChatModel;
class Playback;
class Selection;
class Zoom;

/// The echo chat: bubbles, a line to type in, and the button that ends the conversation.
class ChatView : public QWidget {
    Q_OBJECT
public:
    ChatView(ChatModel &model, Playback &playback, Selection &selection, QWidget *parent = nullptr);

    void focusInput();
    void retranslate();

signals:
    /// Nothing can be typed any more, where the focus is.
    void focusGivenUp();

protected:
    void changeEvent(QEvent *event) override;

private:
    void send();
    void refresh();
    void select(int call);

    ChatModel &model_;
    Playback &playback_;
    QListView *list_;
    QLineEdit *input_;
    QLabel *hint_;
    QPushButton *send_;
    QPushButton *close_;
    bool refused_ = false; // an empty message was refused, and the hint says why
};

} // namespace sockstep
