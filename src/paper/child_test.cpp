// What a program is given that is not trusted, and how it ends: with scripts in its place that tell.
#include "paper/child.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

namespace assent::paper {
namespace {

constexpr ChildBounds usual{std::chrono::seconds(60), std::size_t{1} << 20};

// A script of these lines, there as long as this is.
class Script {
public:
    explicit Script(const std::string& lines) {
        const int file = ::mkstemp(name_.data());
        const std::string text = "#!/bin/sh\n" + lines;
        REQUIRE(::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
        ::fchmod(file, S_IRUSR | S_IXUSR);
        ::close(file);
    }
    ~Script() { ::unlink(name_.c_str()); }
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;

    Child run(std::string_view input = "", ChildBounds bounds = usual) const {
        return run_child(name_, {"a", "b c"}, input, bounds);
    }

private:
    std::string name_ = "/tmp/assent-test-XXXXXX";
};

} // namespace

TEST_CASE("It is given its words and the bytes, and gives back what it says and how it ended") {
    const std::string large(3'000'000, 'x');
    const Child child = Script("printf '%s|' \"$@\"; wc -c; exit 7").run(large);
    CHECK(child.ending == Ending::Exited);
    CHECK(child.code == 7);
    CHECK(child.answer == "a|b c|3000000\n");
}

TEST_CASE("It is given nothing else of ours") {
    ::setenv("ASSENT_OF_A_TEST", "secret", 1);
    const int open = ::open("/etc/passwd", O_RDONLY); // not closed by itself
    const Child child =
        Script(
            "/usr/bin/env; echo here >&2; for n in 3 4 5 6 7 8 9; do [ -e /proc/$$/fd/$n ] && "
            "readlink /proc/$$/fd/$n; done; readlink /proc/$$/fd/2")
            .run();
    ::close(open);
    ::unsetenv("ASSENT_OF_A_TEST");
    CHECK(child.answer.find("ASSENT_OF_A_TEST") == std::string::npos);
    CHECK(child.answer.find("/etc/passwd") == std::string::npos);
    CHECK(child.answer.ends_with("/dev/null\n"));
}

TEST_CASE("It is over at the deadline, when it says too much, and when it stops speaking") {
    CHECK(Script("exec sleep 1000").run("", {std::chrono::milliseconds(50), 100}).ending ==
          Ending::OutOfTime);
    CHECK(Script("exec yes").run("", {std::chrono::seconds(60), 100}).ending == Ending::SaidTooMuch);
    const Child silent = Script("exec >&-; exec sleep 1000").run();
    CHECK(silent.ending == Ending::Killed);
    CHECK(silent.code == SIGKILL);
}

TEST_CASE("What kills it is told, and that it was not there") {
    const Child child = Script("kill -SEGV $$").run();
    CHECK(child.ending == Ending::Killed);
    CHECK(child.code == SIGSEGV);
    CHECK(run_child("/nowhere/at-all", {}, "", usual).ending == Ending::NotStarted);
}

} // namespace assent::paper
