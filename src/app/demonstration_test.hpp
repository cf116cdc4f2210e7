#pragma once
// The office of docs/demonstration in a folder of its own, made by the commands that an operator uses, with a
// token for everybody; and what is sent to a server of it. Part of tests and of benchmarks.

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/built_program_test.hpp"
#include "base/failure.hpp"
#include "base/text.hpp"

namespace assent::app {

// One request as a client sends it.
struct Sent {
    std::string method, path, token = {}, body = {}, key = {};
};

inline std::string to_bytes(const Sent& sent) {
    std::string bytes = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n", sent.method, sent.path);
    const auto header = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) bytes += fmt::format("{}: {}\r\n", name, value);
    };
    header("Authorization", sent.token.empty() ? "" : "Bearer " + sent.token);
    header("Idempotency-Key", sent.key);
    header("Content-Type", sent.body.empty() ? "" : "application/json");
    header("Content-Length", sent.body.empty() ? "" : std::to_string(sent.body.size()));
    return bytes + "\r\n" + sent.body;
}

class Demonstration {
public:
    // In that folder, which is made.
    explicit Demonstration(std::string data) : data_(std::move(data)) {
        run({"init", data_, "--training"});
        run({"publish", ASSENT_SOURCE_DIR "/programs", "--data", data_});
        for (const char* kind : {"organizations", "people", "credentials", "members", "eligibility"})
            take_in(kind, fmt::format("{}/{}.csv", day, kind));
        for (const char* person : {"ana", "ben", "pat", "sam", "dr-moss", "dr-fresh", "lee"})
            tokens_[person] = std::string(base::trim(run({"token", person, "--data", data_})));
    }

    static constexpr const char* day = ASSENT_SOURCE_DIR "/docs/demonstration";

    const std::string& data() const { return data_; }
    const std::string& token(const std::string& person) const { return tokens_.at(person); }

    void take_in(const std::string& kind, const std::string& file) const {
        run({"import", kind, file, "--data", data_, "--rejected", data_ + ".rejected"});
    }

    // The words of a server of it, or of a copy, on a port that is free; its clock begins at that moment.
    std::vector<std::string> serving(const std::string& clock) const { return serving(data_, clock); }
    static std::vector<std::string> serving(const std::string& data, const std::string& clock) {
        return {ASSENT_PROGRAM, "serve", "--training", "--data", data, "--port", "0", "--clock", clock};
    }

private:
    static std::string run(const std::vector<std::string>& words) {
        const Ran done = ran(words);
        if (done.code != 0) throw base::Failure("assent " + words.front() + " failed: " + done.err);
        return done.out;
    }

    std::string data_;
    std::map<std::string, std::string> tokens_;
};

// What comes with an admission: the order alone, a plan of care too, or so many papers that it has 2 KB.
enum class Papers : std::uint8_t { Order, Plan, Many };

// For physical therapy, as ana's office asks for it.
inline std::string admission(const std::string& member, Papers papers) {
    std::string all = R"({"kind": "order", "pages": 1})";
    if (papers != Papers::Order) all += R"(, {"kind": "plan of care", "pages": 4})";
    for (int i = 0; papers == Papers::Many && i < 12; ++i)
        all += fmt::format(
            R"(, {{"kind": "progress note {:02} of the therapist, with the measures of that day",)"
            R"( "pages": 2, "channel": "upload"}})",
            i);
    return fmt::format(
        R"({{"program": "florida-medicaid/therapy", "member": "{}", "request": {{"type": "admission",
 "facts": {{"request.discipline": "physical therapy", "request.start": "2026-12-10"}},
 "lines": [{{"code": "97110", "units": 72, "frequency": 3, "duration": 168,
            "ordered_units": 72, "ordered_frequency": 3, "ordered_duration": 168}}],
 "papers": [{}], "participants": {{"ordering provider": "dr-hill"}}}}}})",
        member, all);
}

} // namespace assent::app
