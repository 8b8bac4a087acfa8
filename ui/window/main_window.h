// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/language.h"
#include "ui/look/zoom.h"
#include "ui/steer/actor_choice.h"
#include "ui/steer/follower.h"
#include "ui/steer/playback.h"
#include "ui/steer/selection.h"

#include <QMainWindow>
#include <QPointer>
#include <optional>
#include <thread>

class QMessageBox;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace sockstep {

class ChatModel;
class ChatView;
class CodeSaver;
class CompareView;
class DiagramOptions;
class DiagramPane;
class DiagramView;
class ExportMenu;
class GlossaryDialog;
class KernelTable;
class LeftPane;
class LessonFileWatcher;
class NarrationBar;
class Prediction;
class PresenterView;
class QuestionBar;
class NoticeBar;
class Recordings;
class SidePane;
class StateMachineView;
class TimeBar;
class TimeWaitCard;
class TransportBar;
class WireBar;

/// The window: puts the panes together and keeps them up to date with the follower, the playback, the
/// selection, the zoom and the language.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// With a \p recording to open, no session begins before somebody wants one.
    explicit MainWindow(SessionOptions options, const QString &recording = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    Playback &playback() { return playback_; }
    Selection &selection() { return selection_; }
    Zoom &zoom() { return zoom_; }
    Language &language() { return language_; }
    const Follower &follower() const { return follower_; }
    /// For moving through time.
    Follower &timeTravel() { return follower_; }
    DiagramView &diagram() { return *diagram_; }
    DiagramPane &diagramPane() { return *diagramPane_; }
    DiagramOptions &diagramOptions() { return *diagramOptions_; }

    enum class Page { Lesson, States, Compare, Cost };
    /// The compare page is made when it is first shown.
    void showPage(Page page);
    /// Null until then.
    CompareView *compareView() { return compare_; }

    /// Fills the screen with the diagram and the narration; and the window comes back as it was.
    void setPresenting(bool on);
    bool isPresenting() const { return beforePresenting_.has_value(); }
    /// Null until presenter mode is first entered.
    PresenterView *presenter() { return presenter_; }

    /// Opens the glossary at \p term.
    void showGlossary(const QString &term);
    /// The term that fits what is under the mouse or selected, or else the latest call.
    QString termHere() const;
    /// Null until it is first opened.
    GlossaryDialog *glossary() { return glossary_; }

    /// It is known whether this machine allows a lab; that is found out once the window is in sight.
    bool labIsProbed() const { return labIsProbed_; }

    /// Runs the lesson in the file \p path, now and whenever it is saved.
    void openLessonFile(const QString &path);
    Prediction &prediction() { return *prediction_; }

    /// "system", "light" or "dark".
    void setAppearance(const QString &name);

    /// Looks at the recording in a file; the session is held underneath.
    void openFile(const QString &path);
    Recordings &recordings() { return *recordings_; }
    void saveSettings() const;
    /// The program is about to end, with or without a display: the session ends, what is recorded of it and
    /// what is being saved is written, and closing the window waits for nothing.
    void endSession();
    NoticeBar &notice() { return *notice_; }
    NoticeBar &troubles() { return *troubles_; }

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildRight();
    void buildKeys();
    void buildDiagram();
    void find(int matches);
    void buildMoreMenu();
    void buildLessons();
    void showQuestion();
    void tellOfFaults(const QString &faults);
    void replaced();
    void showMoment();
    void showLatest();
    void showAgain();
    void refreshPanes();
    bool dress();
    void applyStyle();
    void shareWidth();
    void retranslate();
    void restoreSettings();
    void showAbout();
    void buildRecordingMenu(QMenu &menu);
    void retranslateRecordingMenu();
    void openRecording();
    void listRecordings();
    void saveRecording();
    void saveRecordingAs();
    void nameWindow();
    void saveCapture();
    void showWireBar();
    void showSegmentMenu(SegmentId segment, QPoint globalPos);
    void tellOfRefusal();
    void tellOfNoScript();
    void probeLab();
    void learnOfLab(const QString &refusal);
    void tellOfTroubles();
    void tellOfStop(ActorId actor);
    void leaveFullScreen();
    void openGlossary();

    // Order matters: what is owned further down uses what is owned further up, and ends before it.
    Follower follower_;
    Playback playback_;
    Recordings *recordings_; // a child; ends what it keeps before the window is taken apart
    Selection selection_;
    DiagramOptions *diagramOptions_;
    Zoom zoom_;
    Language language_;
    QString appearance_ = QStringLiteral("system");
    const QPalette systemPalette_;
    const QString family_; // of its letters: not the alias under which the system gives it
    const double basePointSize_;
    QSize maximizeFrom_; // when it is shown, if it still has this size: now, its panes are not made yet
    bool styling_ = true; // until the window is complete: changes of style are not to be followed
    qint64 styledFor_ = 0; // the application's palette for which the style was applied: its cacheKey()
    const bool dressed_; // see dress(): before there are children

    ActorChoice choice_; // whose program is shown, of several
    Prediction *prediction_;
    LessonFileWatcher *lessonFile_;
    std::shared_ptr<const Lesson> ownLesson_; // what the file last held
    QPointer<QMessageBox> faultBox_;
    ChatModel *chatModel_;
    QStackedWidget *pages_;
    QWidget *center_; // the lesson; each widget is made where it stays: to move it is to style it once more
    TransportBar *transport_;
    NoticeBar *notice_;
    NoticeBar *troubles_; // of the session: in sight while they last
    QString troublesTold_; // what it has said
    CallId callsShown_ = 0;
    QString noScript_; // what it said of free play's having no script; empty once a call was made
    bool closing_ = false; // when all is saved
    bool labProbeBegun_ = false;
    bool labIsProbed_ = false;
    std::jthread labProbe_; // ends before the window does
    WireBar *wireBar_ = nullptr; // made with the first session that has a wire
    QSplitter *splitter_;
    LeftPane *left_;
    QStackedWidget *diagrams_; // the sequence or the states
    DiagramPane *diagramPane_;
    DiagramView *diagram_; // in the pane
    StateMachineView *states_ = nullptr; // made when it is first shown
    SidePane *side_ = nullptr;
    ChatView *chat_ = nullptr;
    KernelTable *kernel_ = nullptr;
    TimeWaitCard *timeWaitCard_ = nullptr;
    TimeBar *timeBar_;
    NarrationBar *narration_;
    QuestionBar *questionBar_ = nullptr; // made with the first question
    QuestionBar *presenterQuestion_ = nullptr; // with the presenter's view
    CompareView *compare_ = nullptr;
    GlossaryDialog *glossary_ = nullptr; // made when it is first opened
    PresenterView *presenter_ = nullptr; // made when it is first shown
    struct BeforePresenting {
        QByteArray geometry;
        Qt::WindowStates state;
        QWidget *page;
        QPointer<QWidget> focus;
        QList<int> split;
        int width;
    };
    std::optional<BeforePresenting> beforePresenting_;
    struct Split {
        QList<int> sizes;
        int width = -1; ///< of the window for which they are
    };
    Split split_; // as presenter mode found it; for a window of that width, until it is styled anew
    QAction *glossaryAction_ = nullptr;
    QAction *aboutAction_ = nullptr;
    QAction *predictAction_ = nullptr;
    QList<QAction *> appearanceActions_;
    QAction *presentAction_ = nullptr;
    QAction *fullScreenAction_ = nullptr;
    QAction *openAction_ = nullptr;
    QMenu *recentMenu_ = nullptr;
    QAction *saveAction_ = nullptr;
    QAction *saveAsAction_ = nullptr;
    QAction *captureAction_ = nullptr;
    ExportMenu *exportMenu_ = nullptr;
    CodeSaver *codeSaver_ = nullptr;
};

} // namespace sockstep
