#include "paper/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/failure.hpp"

namespace assent::paper {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char* what) {
    throw base::Failure(std::string("cannot ") + what + ": " + std::strerror(errno));
}

// An open file, or an end of a pipe.
class Open {
public:
    explicit Open(int number) : number_(number) {}
    ~Open() { close(); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

    int number() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(number_);
        number_ = -1;
    }

private:
    int number_;
};

// In memory alone: a document is never written to a disk as it is.
void fill(const Open& file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) fail("hand on a document");
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::lseek(file.number(), 0, SEEK_SET) != 0) fail("hand on a document");
}

// What the program begins with.
class Start {
public:
    Start(const Open& in, const Open& out) {
        posix_spawn_file_actions_init(&files_);
        posix_spawn_file_actions_adddup2(&files_, in.number(), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&files_, out.number(), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&files_, STDERR_FILENO + 1);
        sigset_t none, usual;
        sigemptyset(&none);
        sigfillset(&usual);
        posix_spawnattr_init(&attributes_);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &usual);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~Start() {
        posix_spawn_file_actions_destroy(&files_);
        posix_spawnattr_destroy(&attributes_);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;

    // -1 when there is no such program. Our own environment holds secrets, so it gets none of it.
    pid_t go(const std::filesystem::path& program, std::vector<std::string> words) const {
        std::string name = program.string(), locale = "LC_ALL=C";
        std::vector<char*> arguments{name.data()};
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::array<char*, 2> environment{locale.data(), nullptr};
        pid_t child = -1;
        errno =
            ::posix_spawn(&child, name.c_str(), &files_, &attributes_, arguments.data(), environment.data());
        if (errno == 0) return child;
        if (errno != ENOENT && errno != EACCES && errno != ENOEXEC) fail("start assent-paper");
        return -1;
    }

private:
    posix_spawn_file_actions_t files_{};
    posix_spawnattr_t attributes_{};
};

int milliseconds_until(Clock::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    return static_cast<int>(std::max(left, std::chrono::milliseconds(0)).count());
}

// Until it ends, or must.
Ending listen(const Open& out, const ChildBounds& bounds, std::string& answer) {
    const auto end = Clock::now() + bounds.time;
    std::vector<char> piece(std::size_t{1} << 16);
    while (true) {
        pollfd waits{out.number(), POLLIN, 0};
        const int ready = ::poll(&waits, 1, milliseconds_until(end));
        if (ready == 0) return Ending::OutOfTime;
        if (ready < 0 && errno == EINTR) continue;
        if (ready < 0) return Ending::Killed;
        const ssize_t got = ::read(out.number(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return Ending::Exited;
        answer.append(piece.data(), static_cast<std::size_t>(got));
        if (answer.size() > bounds.answer) return Ending::SaidTooMuch;
    }
}

} // namespace

Child run_child(const std::filesystem::path& program, const std::vector<std::string>& words,
                std::string_view input, ChildBounds bounds) {
    const Open in(::memfd_create("document", MFD_CLOEXEC));
    if (in.number() < 0) fail("hand on a document");
    fill(in, input);
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) fail("make a pipe");
    const Open out(pipe[0]);
    Open theirs(pipe[1]);
    const pid_t id = Start(in, theirs).go(program, words);
    if (id < 0) return {};
    theirs.close();
    Child child;
    child.ending = listen(out, bounds, child.answer);
    // Whoever has closed its output has exited, and is not changed by this; or else it has nothing to say any
    // more.
    ::kill(id, SIGKILL);
    int status = 0;
    while (::waitpid(id, &status, 0) < 0 && errno == EINTR) {
    }
    if (child.ending != Ending::Exited) return child;
    if (WIFEXITED(status)) {
        child.code = WEXITSTATUS(status);
        return child;
    }
    child.ending = Ending::Killed;
    child.code = WTERMSIG(status);
    return child;
}

} // namespace assent::paper
