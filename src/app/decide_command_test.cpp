#include <doctest/doctest.h>

#include "app/built_program_test.hpp"
#include "base/text.hpp"

using namespace assent;
using app::Ran;
using app::ran;
using app::says;
using catalog::TemporaryFolder;
using catalog::write_sample;

namespace {

const std::string whole = R"({"member":{"birth_date":"1990-01-01"},)"
                          R"("request":{"start":"2021-03-01","diagnoses":["M54.50"],"visits":4}})";

// The sample program, deciding what a test hands it.
class Sample {
public:
    Ran decided(std::string_view request, std::vector<std::string> more = {}) const {
        more.insert(more.begin(), {"decide", program_.string()});
        return ran(more, request);
    }
    std::string error_in(std::string_view request) const {
        const Ran refused = decided(request);
        CHECK(refused.code == 1);
        CHECK(refused.out == "");
        return refused.err;
    }

private:
    TemporaryFolder folder_;
    std::filesystem::path program_ = write_sample(folder_);
};

} // namespace

TEST_CASE("A request is decided in sentences, and as one line of JSON for a machine") {
    const Sample sample;
    const Ran text = sample.decided(whole);
    CHECK(text.code == 0);
    CHECK(text.err == "");
    CHECK(says(text.out, "Approved from Mon 1 Mar 2021"));
    const Ran json = sample.decided(whole, {"--json"});
    CHECK(json.code == 0);
    CHECK(json.out.starts_with(R"({"decision":"approve")"));
    CHECK(base::split_lines(json.out).size() == 1);
    CHECK(says(json.out, R"("effective":"2021-01-01","hash":")"));
}

TEST_CASE("What is missing is asked, and what is not met is referred, never refused") {
    const Sample sample;
    CHECK(says(sample.decided("{}", {"--json", "--on", "2021-03-01"}).out, R"({"decision":"ask")"));
    const Ran young = sample.decided(
        R"({"member":{"birth_date":"2005-01-01"},"request":{"start":"2021-03-01"}})", {"--json"});
    CHECK(young.code == 0);
    CHECK(says(young.out, R"({"decision":"refer","to":"nurse","because":["adult"])"));
}

TEST_CASE("The version by the start of service governs, then --on; without one in force nothing is decided") {
    const Sample sample;
    CHECK(sample.decided(whole, {"--on", "2020-01-01"}).code == 0);
    const Ran before = sample.decided("{}", {"--on", "2020-12-31"});
    CHECK(before.code == 1);
    CHECK(says(before.err,
               "error: no version of family/sample is in force on 2020-12-31\n    it is in force from "
               "2021-01-01 on\n"));
    CHECK(sample.decided("{}", {"--on", "2021-01-01"}).code == 0);
    const std::string early = sample.error_in(R"({"request":{"start":"2020-12-31"}})");
    CHECK(says(early,
               "/request/start: error: no version of family/sample is in force on the start of service"));
    CHECK(!says(early, "2020-12-31"));
}

TEST_CASE("Every mistake in a request is told with its place, and no value is repeated") {
    const Sample sample;
    const std::string text =
        sample.error_in(R"({"member":{"birth_date":"1990-02-30"},)"
                        R"("request":{"start":20210301,"visits":"4","diagnosis":["M54.50"]}})");
    CHECK(says(text, "/member/birth_date: error:"));
    CHECK(says(text, "/request/start: error:"));
    CHECK(says(text, "/request/visits: error:"));
    CHECK(says(text, "/request/diagnosis: error:"));
    CHECK(says(text, "did you mean `diagnoses`?"));
    CHECK(!says(text, "1990"));
    CHECK(!says(text, "20210301"));
    CHECK(!says(text, "M54.50\"]"));
}

TEST_CASE("A number that overflows or has decimals is told at its place") {
    const Sample sample;
    for (const char* number :
         {"99999999999999999999999999", "1e400", "-1", "100", "1.5", "-9223372036854775809"}) {
        CAPTURE(number);
        CHECK(says(sample.error_in(std::string(R"({"request":{"visits":)") + number + "}}"),
                   "/request/visits: error:"));
    }
}

TEST_CASE("A key that stands twice is refused, in whatever way it is written") {
    const Sample sample;
    CHECK(says(sample.error_in(R"({"request":{"visits":4,"visits":5}})"), "/request/visits"));
    CHECK(says(sample.error_in(R"({"request":{"visits":4,"\u0076isits":5}})"), "/request/visits"));
}

TEST_CASE("Bytes that are not UTF-8, and text that is not JSON, are refused") {
    const Sample sample;
    CHECK(says(sample.error_in("{\"request\":{\"start\":\"\xff\"}}"), "UTF-8"));
    for (const char* text : {"", "   ", "{", "[1,", "{\"a\":1,}", "nonsense", "{} {}", "{'a':1}",
                             "\"\\ud800\"", "\xef\xbb\xbf{}"}) {
        CAPTURE(text);
        CHECK(says(sample.error_in(text), "error:"));
    }
    CHECK(says(sample.error_in("[]"), "a request is an object"));
}

TEST_CASE("Nesting beyond 64 and texts beyond 1 MiB are refused, a little less is read") {
    const Sample sample;
    CHECK(says(sample.error_in(std::string(65, '[') + std::string(65, ']')), "64"));
    CHECK(says(sample.error_in(std::string(100'000, '[')), "64"));
    CHECK(says(sample.error_in(std::string(64, '[') + std::string(64, ']')), "a request is an object"));
    const std::size_t most = std::size_t{1} << 20;
    CHECK(sample.decided(whole + std::string(most - whole.size(), ' ')).code == 0);
    CHECK(sample.error_in(whole + std::string(most - whole.size() + 1, ' ')) != "");
}

TEST_CASE("Mistakes are one JSON object on standard output when JSON was asked for") {
    const Sample sample;
    const Ran refused = sample.decided(R"({"request":{"visits":"4"}})", {"--json", "--on", "2021-03-01"});
    CHECK(refused.code == 1);
    CHECK(refused.err == "");
    CHECK(
        refused.out.starts_with(R"({"error":[{"severity":"error","pointer":"/request/visits","message":")"));
    const Ran nowhere = ran({"decide", "nowhere", "--json"}, "{}");
    CHECK(nowhere.code == 1);
    CHECK(nowhere.out.starts_with(R"({"error":[{"severity":"error","file":"nowhere",)"));
}

TEST_CASE("A code without the shape of one is a warning of the decision") {
    const Sample sample;
    const Ran warned =
        sample.decided(R"({"member":{"birth_date":"1990-01-01"},)"
                       R"("request":{"start":"2021-03-01","diagnoses":["M54.50","??"],"visits":4}})",
                       {"--json"});
    CHECK(warned.code == 0);
    CHECK(says(warned.out, R"({"decision":"approve")"));
    CHECK(says(warned.out, R"("warnings":["/request/diagnoses/1: )"));
}

TEST_CASE("Lines are answered one by one in their order, and a bad one does not stop the run") {
    const Sample sample;
    const std::string input = whole + "\n\n{\n" + whole + "\r\n   \n{\"request\":{\"vists\":1}}\n" + whole;
    const Ran lines = sample.decided(input, {"--lines", "--on", "2021-03-01"});
    CHECK(lines.code == 1);
    CHECK(lines.err == "");
    const auto answers = base::split_lines(lines.out);
    REQUIRE(answers.size() == 5);
    for (const std::size_t good : {0U, 2U, 4U}) CHECK(answers[good].starts_with(R"({"decision":"approve")"));
    CHECK(answers[1].starts_with(R"({"error":[)"));
    CHECK(answers[1].ends_with(R"(],"line":3})"));
    CHECK(answers[3].ends_with(R"(],"line":6})"));
    CHECK(sample.decided(whole + "\n" + whole + "\n", {"--lines"}).code == 0);
    CHECK(sample.decided("", {"--lines"}).out == "");
}

TEST_CASE("A line of more than 1 MiB is refused and the next one answered") {
    const Sample sample;
    const std::size_t most = std::size_t{1} << 20;
    const std::string longest = whole + std::string(most - whole.size(), ' ');
    const Ran lines = sample.decided(
        longest + " \n" + longest + "\r\n" + std::string(3 * most, '[') + "\n" + whole + "\n" + longest + "x",
        {"--lines"});
    CHECK(lines.code == 1);
    const auto answers = base::split_lines(lines.out);
    REQUIRE(answers.size() == 5);
    CHECK(says(answers[0], "a line of more than 1 MiB"));
    CHECK(answers[1].starts_with(R"({"decision":"approve")"));
    CHECK(says(answers[2], "a line of more than 1 MiB"));
    CHECK(answers[3].starts_with(R"({"decision":"approve")"));
    CHECK(answers[4].ends_with(R"("line":5})"));
}

TEST_CASE("Each line is decided under its own version") {
    const TemporaryFolder folder;
    write_sample(folder, "2021-01-01", catalog::sample_policy("2021-01-01 through 2021-12-31", 18));
    const auto version = write_sample(folder, "2022-01-01", catalog::sample_policy("2022-01-01 onward"));
    const auto request = [](const char* start) {
        return std::string(R"({"member":{"birth_date":"2003-06-01"},)"
                           R"("request":{"diagnoses":["M54.50"],"visits":4,"start":")") +
               start + "\"}}\n";
    };
    const Ran lines =
        ran({"decide", version.parent_path().string(), "--lines"},
            request("2021-12-31") + request("2022-01-01") + request("2021-05-31") + request("2021-06-01"));
    const auto answers = base::split_lines(lines.out);
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].starts_with(R"({"decision":"approve")"));
    CHECK(answers[1].starts_with(R"({"decision":"refer")"));
    CHECK(answers[2].starts_with(R"({"decision":"refer")"));
    CHECK(answers[3].starts_with(R"({"decision":"approve")"));
    CHECK(says(answers[0], R"("effective":"2021-01-01")"));
    CHECK(says(answers[1], R"("effective":"2022-01-01")"));
}
