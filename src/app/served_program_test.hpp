#pragma once
// `assent serve` as a user runs it, in a process of its own on a port that is free: started, stopped as an
// operator stops it, or killed as the power would. Part of tests and of benchmarks.

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "base/failure.hpp"
#include "base/text.hpp"

namespace assent::app {

class ServedProgram {
public:
    // The program and its arguments. Returns when it has said on which port it listens.
    explicit ServedProgram(const std::vector<std::string>& words) {
        start(words);
        constexpr std::string_view says = "listening on ";
        const std::string line = first_line();
        const auto port = base::to_number(line.substr(line.rfind(':') + 1));
        if (!line.starts_with(says) || !port) {
            kill();
            end();
            throw base::Failure(words.front() + " did not say on which port it listens");
        }
        port_ = static_cast<std::uint16_t>(*port);
    }
    ~ServedProgram() {
        kill();
        end();
        ::close(answers_);
    }
    ServedProgram(const ServedProgram&) = delete;
    ServedProgram& operator=(const ServedProgram&) = delete;
    ServedProgram(ServedProgram&&) = delete;
    ServedProgram& operator=(ServedProgram&&) = delete;

    std::uint16_t port() const { return port_; }
    pid_t id() const { return child_; }

    // At once, from any thread, as often as one likes.
    void kill() { signal(SIGKILL); }

    // Lets it finish what it accepted; its exit code, -1 when a signal ended it.
    int stop() {
        signal(SIGTERM);
        return end();
    }

    // Waits until it is gone.
    int end() {
        siginfo_t gone{};
        ::waitid(P_PID, static_cast<id_t>(child_), &gone, WEXITED | WNOWAIT);
        const std::lock_guard lock(mutex_);
        if (ended_) return code_;
        ended_ = true; // from here on its number may be somebody else's
        int status = 0;
        ::waitpid(child_, &status, 0);
        code_ = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return code_;
    }

private:
    void signal(int which) {
        const std::lock_guard lock(mutex_);
        if (!ended_) ::kill(child_, which);
    }

    void start(const std::vector<std::string>& words) {
        std::array<int, 2> pipe{};
        if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw base::Failure("cannot make a pipe");
        std::vector<std::string> kept = words;
        std::vector<char*> arguments;
        for (std::string& word : kept) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
        const int failed =
            ::posix_spawn(&child_, arguments.front(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        ::close(pipe[1]);
        answers_ = pipe[0];
        if (failed != 0) throw base::Failure("cannot start " + words.front());
    }

    std::string first_line() const {
        std::string line;
        for (char c = 0; ::read(answers_, &c, 1) == 1 && c != '\n';) line += c;
        return line;
    }

    pid_t child_ = -1;
    int answers_ = -1;
    int code_ = -1;
    std::mutex mutex_;
    bool ended_ = false;
    std::uint16_t port_ = 0;
};

} // namespace assent::app
