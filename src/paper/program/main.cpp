// assent-paper: the one program that opens foreign documents. It reads one on standard input and answers one
// question about it on standard output; why it cannot is its exit code. It gives up all rights first, so it
// is started anew for each question, and nothing of a document outlives its answer.

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "paper/program/confined.hpp"
#include "paper/program/question.hpp"

namespace {

using namespace assent::paper;

constexpr int wrong_command_line = 2;

constexpr std::string_view usage =
    "assent-paper reads a PDF, TIFF, JPEG or PNG on standard input and answers on standard output:\n"
    "  assent-paper look                   how many pages it has, and how well the first of them can be "
    "read\n"
    "  assent-paper page N DPI TURN        page N as a PNG, at 10 to 300 DPI, TURNed by 0, 90, 180 or 270 "
    "degrees\n"
    "  assent-paper words FIRST MOST       the words of MOST pages from FIRST on, with their places in "
    "points\n"
    "Exit codes: 0 it has answered; 2 a wrong command line; 10 the document is damaged, 11 has no pages, 12 "
    "is\n"
    "locked by a password, 13 is too large, 14 takes too long, 15 has no such page; 16 this machine cannot "
    "bind\n"
    "it (Landlock and seccomp are needed), so it has not looked at the document.\n";

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Nothing when it is longer than a document may be.
std::optional<std::string> read_all() {
    std::string bytes;
    std::vector<char> piece(std::size_t{1} << 20);
    while (true) {
        const ssize_t got = ::read(STDIN_FILENO, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return bytes;
        bytes.append(piece.data(), static_cast<std::size_t>(got));
        if (bytes.size() > most_bytes) return std::nullopt;
    }
}

assent::base::Expected<std::string, Unshown> answered(const Question& question) {
    const auto bytes = read_all();
    if (!bytes) return tl::unexpected(Unshown::TooLarge);
    return answer(question, *bytes);
}

// The one place where what a library throws is caught: the document is why.
int run(const Question& question) {
    if (!confine()) return static_cast<int>(Unshown::Unconfined);
    try {
        const auto answer = answered(question);
        if (!answer) return static_cast<int>(answer.error());
        return write_all(STDOUT_FILENO, *answer) ? 0 : static_cast<int>(Unshown::TooLong);
    } catch (const std::bad_alloc&) {
        return static_cast<int>(Unshown::TooLarge);
    } catch (const std::exception&) {
        return static_cast<int>(Unshown::Broken);
    }
}

} // namespace

int main(int count, char** arguments) {
    const std::vector<std::string_view> words(arguments + 1, arguments + count);
    const auto question = read_question(words);
    if (!question) {
        write_all(STDERR_FILENO, usage);
        return wrong_command_line;
    }
    std::_Exit(run(*question)); // what a document has left in this process is not tidied up
}
