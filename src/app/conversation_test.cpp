#include <doctest/doctest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

#include "catalog/temporary_folder_test.hpp"

namespace {

// The program with both ends of its conversation held open.
class Conversation {
public:
    explicit Conversation(const std::string& folder) {
        REQUIRE(::pipe(to_.data()) == 0);
        REQUIRE(::pipe(from_.data()) == 0);
        child_ = ::fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::dup2(to_[0], STDIN_FILENO);
            ::dup2(from_[1], STDOUT_FILENO);
            for (const int end : {to_[0], to_[1], from_[0], from_[1]}) ::close(end);
            ::execl(ASSENT_PROGRAM, "assent", "decide", folder.c_str(), "--lines", nullptr);
            ::_exit(127);
        }
        ::close(to_[0]);
        ::close(from_[1]);
    }

    void say(std::string_view text) const {
        REQUIRE(::write(to_[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }

    // What is answered while standard input stays open; empty when nothing comes.
    std::string heard() const {
        std::string text;
        pollfd answer{from_[0], POLLIN, 0};
        const std::chrono::milliseconds patience = std::chrono::seconds{20};
        while (!text.ends_with('\n') && ::poll(&answer, 1, static_cast<int>(patience.count())) == 1) {
            char chunk[4096];
            const ssize_t got = ::read(from_[0], chunk, sizeof chunk);
            if (got <= 0) break;
            text.append(chunk, static_cast<std::size_t>(got));
        }
        return text;
    }

    int end() const {
        ::close(to_[1]);
        int status = 0;
        ::waitpid(child_, &status, 0);
        ::close(from_[0]);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    std::array<int, 2> to_{}, from_{};
    pid_t child_ = -1;
};

} // namespace

TEST_CASE("A partner who waits for each answer before the next request gets it") {
    const assent::catalog::TemporaryFolder folder;
    const Conversation partner(assent::catalog::write_sample(folder).string());
    partner.say("{\"request\":{\"start\":\"2021-03-01\"}}\n");
    CHECK(partner.heard().starts_with(R"({"decision":"ask")"));
    partner.say("{\n");
    CHECK(partner.heard().starts_with(R"({"error":[)"));
    CHECK(partner.end() == 1);
}
