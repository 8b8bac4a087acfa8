// SPDX-License-Identifier: GPL-3.0-or-later
// run_session LESSON FILE MESSAGE... : plays a lesson to the end by steps on a port that the kernel
// chooses, and writes its recording. For witnesses that watch a process from outside (strace).
#include "core/recording/recording_file.h"
#include "support/stepped_session.h"

#include <cstdio>

using namespace sockstep;

int main(int argc, char **argv)
{
    const auto closing = argc >= 3 ? closingNamed(argv[1]) : std::nullopt;
    if (!closing) {
        std::fputs("usage: run_session client-close|server-close FILE MESSAGE...\n", stderr);
        return 2;
    }
    test::SteppedSession session(test::onAnyPort(*closing, {argv + 3, argv + argc}));
    RecordingWriter writer;
    const bool played = session.start() && session.stepToEnd();
    session.stop();
    if (!played) {
        std::fputs("run_session: the lesson did not come to its end\n", stderr);
        return 1;
    }
    if (!writer.open(argv[2]) || !writer.write(session.recording()) || !writer.close()) {
        std::fprintf(stderr, "run_session: %s\n", writer.errorText().c_str());
        return 1;
    }
    return 0;
}
