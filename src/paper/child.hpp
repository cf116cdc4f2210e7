#pragma once
// One run of a program that is not trusted: bytes on its standard input, its standard output back, and
// nothing else of ours: no environment, no open file, nothing that it says on standard error. It is over at
// the deadline, and when it says more than it may. Never leaves a process behind.

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assent::paper {

struct ChildBounds {
    std::chrono::milliseconds time;
    std::size_t answer; // bytes
};

enum class Ending : std::uint8_t { Exited, Killed, OutOfTime, SaidTooMuch, NotStarted };

struct Child {
    Ending ending = Ending::NotStarted;
    int code = 0; // when it exited; the signal when it was killed
    std::string answer = {};
};

// Throws Failure when this process can have no more memory, files or processes.
Child run_child(const std::filesystem::path& program, const std::vector<std::string>& words,
                std::string_view input, ChildBounds bounds);

} // namespace assent::paper
