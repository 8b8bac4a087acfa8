// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/narration/glossary_dialog.h"

#include "ui/look/language.h"
#include "ui/look/theme.h"
#include "ui/narration/glossary_book.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTextBrowser>
#include <QToolButton>

namespace sockstep {

namespace {
constexpr std::size_t kMostVisited = 200;
} // namespace

GlossaryDialog::GlossaryDialog(const Language &language, QWidget *parent)
    : QDialog(parent)
    , chosen_(language)
    , search_(new QLineEdit(this))
    , list_(new QListWidget(this))
    , page_(new QTextBrowser(this))
    , back_(new QToolButton(this))
    , forward_(new QToolButton(this))
    , letters_(QApplication::font().pointSizeF())
{
    setObjectName(QStringLiteral("pane"));
    setModal(false);
    search_->setClearButtonEnabled(false);
    search_->installEventFilter(this);
    page_->setOpenLinks(false);
    page_->setFrameShape(QFrame::NoFrame);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setSpacing(1);
    arrange();
    connect(search_, &QLineEdit::textEdited, this, &GlossaryDialog::search);
    connect(search_, &QLineEdit::returnPressed, page_, qOverload<>(&QWidget::setFocus));
    connect(list_, &QListWidget::currentRowChanged, this, &GlossaryDialog::choose);
    connect(page_, &QTextBrowser::anchorClicked, this, [this](const QUrl &url) { follow(url.toString()); });
    connect(back_, &QToolButton::clicked, this, [this] { travel(-1); });
    connect(forward_, &QToolButton::clicked, this, [this] { travel(1); });
    connect(new QShortcut(Qt::ALT | Qt::Key_Left, this), &QShortcut::activated, back_, &QToolButton::click);
    connect(
        new QShortcut(Qt::ALT | Qt::Key_Right, this), &QShortcut::activated, forward_, &QToolButton::click);
    applyStyle();
    retranslate();
}

void GlossaryDialog::arrange()
{
    back_->setText(QStringLiteral("‹"));
    forward_->setText(QStringLiteral("›"));
    auto *top = new QHBoxLayout;
    for (QWidget *widget :
        {static_cast<QWidget *>(search_), static_cast<QWidget *>(back_), static_cast<QWidget *>(forward_)})
        top->addWidget(widget);
    auto *below = new QHBoxLayout;
    below->addWidget(list_, 2);
    below->addWidget(page_, 5);
    auto *column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addLayout(below, 1);
    setTabOrder(search_, list_);
    setTabOrder(list_, page_);
    setTabOrder(page_, back_);
    setTabOrder(back_, forward_);
}

GlossaryLanguage GlossaryDialog::language() const
{
    return chosen_.code() == QStringLiteral("ko") ? GlossaryLanguage::Korean : GlossaryLanguage::English;
}

void GlossaryDialog::open(const QString &term)
{
    const auto entry = GlossaryBook::book().find(term);
    search_->clear();
    search(QString());
    if (entry)
        show(*entry);
    else if (visited_.empty())
        show(rows_.front());
    QDialog::show();
    raise();
    activateWindow();
    search_->setFocus();
}

QString GlossaryDialog::shown() const
{
    return visited_.empty() ? QString() : GlossaryBook::book().title(visited_[now_], language());
}

void GlossaryDialog::search(const QString &text)
{
    rows_ = GlossaryBook::book().matching(text, language());
    {
        const QSignalBlocker quiet(list_);
        list_->clear();
        for (const std::size_t entry : rows_)
            list_->addItem(GlossaryBook::book().title(entry, language()));
    }
    if (!text.trimmed().isEmpty() && !rows_.empty())
        list_->setCurrentRow(0);
    else
        refresh();
}

void GlossaryDialog::choose(int row)
{
    if (row >= 0 && row < static_cast<int>(rows_.size()))
        show(rows_[static_cast<std::size_t>(row)]);
}

void GlossaryDialog::show(std::size_t entry)
{
    if (visited_.empty() || visited_[now_] != entry) {
        if (!visited_.empty())
            visited_.resize(now_ + 1); // what lay ahead is another way now
        visited_.push_back(entry);
        if (visited_.size() > kMostVisited)
            visited_.erase(visited_.begin());
        now_ = visited_.size() - 1;
    }
    refresh();
}

void GlossaryDialog::follow(const QString &link)
{
    if (const auto entry = GlossaryBook::book().find(GlossaryBook::termOf(link)))
        show(*entry);
}

void GlossaryDialog::travel(int by)
{
    const auto to = static_cast<std::ptrdiff_t>(now_) + by;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(visited_.size()))
        return;
    now_ = static_cast<std::size_t>(to);
    refresh();
}

void GlossaryDialog::refresh()
{
    back_->setEnabled(now_ > 0);
    forward_->setEnabled(now_ + 1 < visited_.size());
    if (visited_.empty())
        return;
    page_->setHtml(GlossaryBook::book().html(visited_[now_], language()));
    const auto row = std::find(rows_.begin(), rows_.end(), visited_[now_]);
    const QSignalBlocker quiet(list_);
    list_->setCurrentRow(row == rows_.end() ? -1 : static_cast<int>(row - rows_.begin()));
}

void GlossaryDialog::retranslate()
{
    setWindowTitle(tr("Glossary"));
    search_->setPlaceholderText(tr("Search a term"));
    search_->setAccessibleName(tr("Search a term"));
    list_->setAccessibleName(tr("Terms"));
    page_->setAccessibleName(tr("What the term means"));
    back_->setToolTip(tr("Back (Alt+Left)"));
    forward_->setToolTip(tr("Forward (Alt+Right)"));
    for (QToolButton *button : {back_, forward_})
        button->setAccessibleName(button->toolTip());
    search(search_->text());
}

void GlossaryDialog::setLetters(double size)
{
    if (qFuzzyCompare(size, letters_) && testAttribute(Qt::WA_Resized))
        return; // as large as somebody made it
    letters_ = size;
    applyStyle();
    const QFontMetrics metrics(page_->font());
    resize(metrics.averageCharWidth() * 92, metrics.height() * 18);
}

void GlossaryDialog::applyStyle()
{
    const Theme theme(QApplication::palette());
    page_->document()->setDefaultStyleSheet(
        QStringLiteral("h3 { font-size: large; } p { line-height: 125%; } .muted { color: %1; font-weight: "
                       "normal; } a { color: %2; }")
            .arg(theme.muted().name(),
                theme.isDark() ? theme.state(TcpState::FinWait2).name() : theme.accent().name()));
    QFont letters = QApplication::font();
    letters.setPointSizeF(letters_);
    for (QWidget *widget :
        {static_cast<QWidget *>(search_), static_cast<QWidget *>(list_), static_cast<QWidget *>(page_)})
        widget->setFont(letters);
    refresh();
}

bool GlossaryDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const bool moves
            = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
        if (moves) {
            QCoreApplication::sendEvent(list_, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void GlossaryDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        applyStyle();
}

} // namespace sockstep
