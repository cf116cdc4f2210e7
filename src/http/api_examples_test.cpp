// Every example of docs/api.md is run as it stands there: each `curl` is asked of the interface, and answered
// with the status, and with the words, of the comment below it.

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "http/open_api_test.hpp"
#include "http/problem.hpp"
#include "http/transport_refusal.hpp"

namespace assent::http {
namespace {

struct Example {
    std::string command;  // "curl ...", or "name=$(curl ... | jq -r .member)"
    std::string expected; // "200 words"
};

std::string page() {
    const std::ifstream file(ASSENT_SOURCE_DIR "/docs/api.md");
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Example> examples() {
    std::vector<Example> all;
    std::string command;
    bool inside = false;
    const std::string text = page();
    for (const std::string_view line : base::split_lines(text)) {
        if (line.starts_with("```")) {
            inside = line == "```sh";
        } else if (inside && line.starts_with("# ")) {
            all.push_back({std::move(command), std::string(line.substr(2))});
            command.clear();
        } else if (inside) {
            command += std::string(line) + "\n";
        }
    }
    return all;
}

// The words of a command as a shell makes them, with the values of its variables.
class Shell {
public:
    explicit Shell(std::map<std::string, std::string>& variables) : variables_(variables) {}

    std::vector<std::string> words(std::string_view command) {
        command_ = command;
        for (at_ = 0; at_ < command_.size(); ++at_) take(command_[at_]);
        end_word();
        return std::move(words_);
    }

private:
    void take(char c) {
        const bool quotes = (c == '\'' && quote_ != '"') || (c == '"' && quote_ != '\'');
        if (quotes) {
            quote_ = quote_ == 0 ? c : '\0';
        } else if (c == '$' && quote_ != '\'') {
            word_ += variable();
        } else if (c == '\\' && quote_ == 0) {
            ++at_; // the end of the line
        } else if ((c == ' ' || c == '\n') && quote_ == 0) {
            end_word();
        } else {
            word_ += c;
        }
    }
    std::string variable() {
        std::string name;
        while (at_ + 1 < command_.size() && command_[at_ + 1] >= 'a' && command_[at_ + 1] <= 'z')
            name += command_[++at_];
        REQUIRE_MESSAGE(variables_.contains(name), name);
        return variables_.at(name);
    }
    void end_word() {
        if (!word_.empty()) words_.push_back(std::move(word_));
        word_.clear();
    }

    std::map<std::string, std::string>& variables_;
    std::string_view command_;
    std::size_t at_ = 0;
    char quote_ = 0;
    std::string word_;
    std::vector<std::string> words_;
};

// As curl sends it.
Response sent(OpenApi& open, const std::vector<std::string>& words) {
    REQUIRE(words.at(0) == "curl");
    std::map<std::string, std::string> headers;
    std::string path, body, method;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "-s") continue;
        if (words[i] == "-X") {
            method = words.at(++i);
        } else if (words[i] == "--data") {
            body = words.at(++i);
        } else if (words[i] == "-H") {
            const std::string& header = words.at(++i);
            const std::size_t colon = header.find(": ");
            headers[base::to_lower(header.substr(0, colon))] = header.substr(colon + 2);
        } else {
            path = words[i];
        }
    }
    const Method how = method == "PUT"      ? Method::Put
                       : method == "DELETE" ? Method::Delete
                       : body.empty()       ? Method::Get
                                            : Method::Post;
    return open.ask(how, path, "", body, std::move(headers));
}

} // namespace

TEST_CASE("Every example of the page about the interface is answered as the page says") {
    OpenApi open;
    open.know("chief", casework::Role::OfficeAdministrator, "clinic");
    open.know("auditor", casework::Role::Auditor, "us");
    std::map<std::string, std::string> variables = open.tokens;
    variables["api"] = "/api/v1";
    std::size_t run = 0;
    for (const auto& [command, expected] : examples()) {
        CAPTURE(command);
        const std::string_view whole = base::trim(command);
        const std::size_t assigned = whole.find("=$(");
        const std::size_t pipe = whole.find(" | jq -r .");
        std::string_view asked = whole;
        if (assigned != std::string_view::npos) asked = whole.substr(assigned + 3, pipe - assigned - 3);
        const Response answer = sent(open, Shell(variables).words(asked));
        CAPTURE(answer.body);
        CHECK(std::to_string(answer.status) == expected.substr(0, 3));
        if (expected.size() > 4) CHECK(says(answer, expected.substr(4)));
        if (assigned != std::string_view::npos) {
            const std::string member(whole.substr(pipe + 10, whole.size() - pipe - 11));
            variables[std::string(whole.substr(0, assigned))] = member_of(answer, member);
        }
        ++run;
    }
    CHECK(run > 30);
}

TEST_CASE(
    "The page about the interface names every kind of problem with its status, and every route's resource") {
    const OpenApi open;
    const std::string text = page();
    for (const ProblemRow& row : problems()) {
        CAPTURE(row.name);
        CHECK(text.find("| " + std::to_string(row.status) + " | `" + std::string(row.name) + "` |") !=
              std::string::npos);
    }
    for (std::size_t i = 0; i < refusal_count; ++i)
        CHECK_MESSAGE(says({200, {}, text}, "`" + std::string(to_text(static_cast<Refused>(i))) + "`"), i);
    for (const Route& route : open.router.routes()) {
        const std::string_view resource = base::split(route.pattern, '/').at(3);
        CAPTURE(route.pattern);
        CHECK(text.find("$api/" + std::string(resource)) != std::string::npos);
    }
}

} // namespace assent::http
