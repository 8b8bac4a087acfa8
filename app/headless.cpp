// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"

#include "core/text/shown_text.h"

namespace sockstep {

Headless::Quiet::Quiet()
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &message) {
        if (type == QtCriticalMsg || type == QtFatalMsg)
            std::fprintf(stderr, "sockstep: %s\n", shownSentence(message.toStdString()).c_str());
    });
}

Headless::Headless(const std::string &language)
    : application_(argc_, argv_)
{
    language_.use(language.empty() ? Language::ofSystem() : QString::fromStdString(language));
}

} // namespace sockstep
