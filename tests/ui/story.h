// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/recording/history.h"

#include <QStringList>
#include <QTest>
#include <memory>

namespace sockstep::test {

/// \p html without its tags.
QString withoutTags(QString html);

/// A lesson that a test has written down, played on real sockets, and what the narration says of it.
class Story {
public:
    /// One that has been played before.
    explicit Story(std::shared_ptr<const Recording> recording);
    /// \p more: steps, options and wire of the lesson file. Ends the program if the lesson is faulty.
    Story(const std::string &server, const std::string &client, const std::string &more = {},
        const char *network = "loopback");
    const Recording &recording() const { return *recording_; }

    /// What was said at each step.
    QStringList steps() const;
    /// All of it, a step a line.
    QString told() const;
    /// What is said of the call, the \p which one of its function by that actor, from 1.
    QString of(std::string_view actor, Function function, int which = 1) const;
    /// What is said of the first segment with RST; empty if there is none.
    QString ofReset() const;

private:
    std::shared_ptr<const Recording> recording_;
};

inline const std::string kServerListens = "int lfd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                          "setsockopt(lfd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);\n"
                                          "bind(lfd, addr, addrlen);\n"
                                          "listen(lfd, 5);\n";
inline const std::string kClientConnects = "int fd = socket(AF_INET, SOCK_STREAM, 0);\n"
                                           "connect(fd, addr, addrlen);\n";
inline const std::string kServerFirst = "[[step]]\nat = \"client socket\"\nafter = \"server listen\"\n";

#define VERIFY_SAYS(text, wanted)                                                                            \
    do {                                                                                                     \
        const QString said = (text);                                                                         \
        QVERIFY2(said.contains(QLatin1String(wanted)), qPrintable(said));                                    \
    } while (false)
#define VERIFY_SAYS_NOT(text, unwanted)                                                                      \
    do {                                                                                                     \
        const QString said = (text);                                                                         \
        QVERIFY2(!said.isEmpty() && !said.contains(QLatin1String(unwanted)), qPrintable(said));              \
    } while (false)
#define NEEDS_LAB()                                                                                          \
    if (!whyNoLab().empty())                                                                                 \
    QSKIP("there can be no lab here")

} // namespace sockstep::test
