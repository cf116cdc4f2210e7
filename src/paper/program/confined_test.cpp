// That what is given up is gone: each attempt in a process of its own, which has confined itself as
// assent-paper does and tells by its exit code what it could do.
#include "paper/program/confined.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <functional>

namespace assent::paper {
namespace {

// 0: it could; 1: it could not; 2: not confined at all.
int tried(const std::function<bool()>& attempt) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(!confine() ? 2 : attempt() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 3;
}

} // namespace

TEST_CASE("No file can be read but fonts, none be written, and what was open is closed") {
    CHECK(tried([] { return ::open("/etc/passwd", O_RDONLY) >= 0; }) == 1);
    CHECK(tried([] { return ::open("/proc/self/environ", O_RDONLY) >= 0; }) == 1);
    CHECK(tried([] { return ::open("/tmp", O_RDONLY | O_DIRECTORY) >= 0; }) == 1);
    CHECK(tried([] { return ::open("/tmp/assent-paper-was-here", O_WRONLY | O_CREAT, 0600) >= 0; }) == 1);
    CHECK(tried([] { return ::open("/usr/share/fonts/x", O_WRONLY | O_CREAT, 0600) >= 0; }) == 1);
    CHECK(tried([] { return ::unlink("/tmp/assent-paper-was-here") == 0; }) == 1);
    CHECK(tried([] { return ::open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0; }) == 0);
    const int open = ::open("/etc/passwd", O_RDONLY);
    CHECK(tried([open] {
              char c = 0;
              return ::read(open, &c, 1) == 1;
          }) == 1);
    ::close(open);
}

TEST_CASE("There is no network, no other process, no new code") {
    CHECK(tried([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }) == 1);
    CHECK(tried([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }) == 1);
    CHECK(tried([] { return ::fork() >= 0; }) == 1);
    CHECK(tried([] { return ::kill(::getppid(), 0) == 0; }) == 1);
    CHECK(tried([] {
              std::array<char*, 1> nothing{nullptr};
              return ::execve("/bin/true", nothing.data(), nothing.data()) == 0;
          }) == 1);
    CHECK(tried([] {
              return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                            -1, 0) != MAP_FAILED;
          }) == 1);
}

#ifndef ASSENT_SANITIZED
TEST_CASE("Memory ends at its bound") {
    constexpr std::size_t more = std::size_t{2} << 30;
    CHECK(tried([] {
              return ::mmap(nullptr, more, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
          }) == 1);
    CHECK(tried([] {
              return ::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
          }) == 0);
}
#endif

} // namespace assent::paper
