#pragma once
// The built program as a server that runs while this lives, with what it says; and the data of a small day
// for it to serve.

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <map>
#include <string>
#include <vector>

#include "app/built_program_test.hpp"
#include "base/text.hpp"
#include "http/transport_client_test.hpp"

namespace assent::app {

// The demonstration's people and members under the therapy program, and tokens for some.
struct SmallHouse {
    catalog::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string();
    std::map<std::string, std::string> tokens;

    SmallHouse() {
        REQUIRE(ran({"init", data, "--training"}).code == 0);
        REQUIRE(ran({"publish", ASSENT_SOURCE_DIR "/programs/florida-medicaid", "--data", data}).code == 0);
        for (const char* kind : {"organizations", "people", "credentials", "members", "eligibility"})
            REQUIRE(
                ran({"import", kind, std::string(ASSENT_SOURCE_DIR "/docs/demonstration/") + kind + ".csv",
                     "--data", data})
                    .code == 0);
        for (const char* who : {"ana", "pat"})
            tokens[who] = std::string(base::trim(ran({"token", who, "--data", data}).out));
    }
};

// A request as bytes.
inline std::string asking(const std::string& first_line, const std::string& token = "",
                          const std::string& body = "", const std::string& more = "") {
    std::string bytes = first_line + " HTTP/1.1\r\nHost: here\r\n" + more;
    if (!token.empty()) bytes += "Authorization: Bearer " + token + "\r\n";
    if (!body.empty())
        bytes += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    return bytes + "\r\n" + body;
}

// `assent serve`; Requires: it can serve.
class ServingProgram {
public:
    ServingProgram(const std::vector<std::string>& arguments,
                   const std::vector<std::string>& environment = {}) {
        std::array<int, 2> out{};
        REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
        process_ = ::fork();
        if (process_ == 0) become(out[1], arguments, environment);
        ::close(out[1]);
        out_ = ::fdopen(out[0], "r");
        const std::string listening = line();
        REQUIRE_MESSAGE(listening.starts_with("listening on "), log());
        port_ = static_cast<std::uint16_t>(std::stoi(listening.substr(listening.rfind(':') + 1)));
    }
    ~ServingProgram() {
        if (process_ > 0) stop(SIGKILL);
        std::fclose(out_);
    }
    ServingProgram(const ServingProgram&) = delete;
    ServingProgram& operator=(const ServingProgram&) = delete;
    ServingProgram(ServingProgram&&) = delete;
    ServingProgram& operator=(ServingProgram&&) = delete;

    std::uint16_t port() const { return port_; }
    void signal(int signal) const { ::kill(process_, signal); }

    // The exit code; -1 when the signal itself ended it.
    int stop(int signal = SIGTERM) {
        ::kill(process_, signal);
        int status = 0;
        ::waitpid(process_, &status, 0);
        process_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    std::string log() const { return catalog::file_text(log_); }

private:
    [[noreturn]] void become(int out, const std::vector<std::string>& arguments,
                             const std::vector<std::string>& environment) const {
        const int log = ::open(log_.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        if (log < 0) ::_exit(127);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(log, STDERR_FILENO);
        std::vector<std::string> variables = environment, texts{ASSENT_PROGRAM, "serve"};
        texts.insert(texts.end(), arguments.begin(), arguments.end());
        for (std::string& variable : variables) ::putenv(variable.data());
        std::vector<char*> words;
        for (std::string& text : texts) words.push_back(text.data());
        words.push_back(nullptr);
        ::execv(ASSENT_PROGRAM, words.data());
        ::_exit(127);
    }

    std::string line() {
        std::string text;
        for (int c = std::fgetc(out_); c != EOF && c != '\n'; c = std::fgetc(out_))
            text += static_cast<char>(c);
        return text;
    }

    catalog::TemporaryFolder folder_;
    std::string log_ = (folder_.path() / "log").string();
    pid_t process_ = 0;
    std::FILE* out_ = nullptr;
    std::uint16_t port_ = 0;
};

} // namespace assent::app
