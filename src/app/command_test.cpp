#include <doctest/doctest.h>

#include "app/built_program_test.hpp"
#include "base/json_document.hpp"

using namespace assent;
using app::ran;
using app::says;
using catalog::TemporaryFolder;
using catalog::write_sample;

namespace {

const std::string map_of_sample = catalog::hash_of_sample_document + "\t../rules.txt\n";

// The number that a closing JSON object has under a key.
std::int64_t number_at(const std::string& text, std::string_view key) {
    base::JsonDocument document;
    base::Diagnostics mistakes;
    REQUIRE(document.read(text, mistakes));
    const base::JsonNode* node = document.find(document.root(), key);
    REQUIRE(node);
    return base::whole_number(*node).value();
}

} // namespace

TEST_CASE("Every command explains itself, with an example and the exit codes") {
    for (const char* command : {"check", "test", "fmt", "decide", "explain"}) {
        CAPTURE(command);
        const auto help = ran({command, "--help"});
        CHECK(help.code == 0);
        CHECK(help.err == "");
        CHECK(says(help.out, std::string("Example: assent ") + command));
        CHECK(says(help.out, "Exit codes: 0"));
    }
    CHECK(ran({"--help"}).code == 0);
}

TEST_CASE("A wrong command line is exit code 2 and says so on standard error") {
    for (const auto& arguments : std::vector<std::vector<std::string>>{{},
                                                                       {"chekc"},
                                                                       {"check"},
                                                                       {"check", "x", "--nonsense"},
                                                                       {"decide", "x", "--on", "2021-02-30"},
                                                                       {"fmt", "x", "--write", "--check"}}) {
        const auto wrong = ran(arguments);
        CHECK(wrong.code == 2);
        CHECK(wrong.out == "");
        CHECK(wrong.err != "");
    }
}

TEST_CASE("A folder that is not there is wrong input, one that cannot be read a broken world") {
    for (const char* command : {"check", "test"}) {
        const auto missing = ran({command, "nowhere"});
        CHECK(missing.code == 1);
        CHECK(says(missing.out + missing.err, "nowhere: error: there is no such folder"));
    }
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "2021-01-01/program.policy");
    for (const char* command : {"check", "test", "decide"}) {
        const auto broken = ran({command, folder.path().string()}, "{}");
        CHECK(broken.code == 3);
        CHECK(broken.out == "");
        CHECK(says(broken.err, "assent: cannot read"));
    }
}

TEST_CASE("An answer that cannot be written is a broken world") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    const std::string command =
        app::shell_quoted(ASSENT_PROGRAM) + " check " + app::shell_quoted(version.string());
    const int status = std::system((command + " >/dev/full 2>/dev/null").c_str());
    CHECK(WEXITSTATUS(status) == 3);
}

TEST_CASE("check counts what it verified and shows the assumptions") {
    const TemporaryFolder folder;
    folder.write("rules.txt", catalog::sample_document);
    folder.write("programs/sources.tsv", map_of_sample);
    const auto version = write_sample(folder);
    const auto checked = ran({"check", version.string()});
    CHECK(checked.code == 0);
    CHECK(checked.err == "");
    CHECK(says(checked.out, "dated: The rules hold from the day on their first page."));
    CHECK(says(checked.out,
               "\n1 program, 5 rules, 6 phrases verified, 0 not verified (document not at hand), 0 errors, 0 "
               "warnings\n"));

    std::filesystem::remove(folder.path() / "rules.txt");
    const auto unverified = ran({"check", version.string()});
    CHECK(unverified.code == 0);
    CHECK(says(unverified.out, "0 phrases verified, 6 not verified (document not at hand)"));
}

TEST_CASE("check takes another map of documents") {
    const TemporaryFolder folder;
    folder.write("elsewhere/rules.txt", catalog::sample_document);
    const auto map =
        folder.write("elsewhere/documents.tsv", catalog::hash_of_sample_document + "\trules.txt\n");
    const auto version = write_sample(folder);
    CHECK(says(ran({"check", version.string(), "--sources", map.string()}).out, "6 phrases verified"));
    CHECK(ran({"check", version.string(), "--sources", "nowhere.tsv"}).code == 3);
}

TEST_CASE("check tells every mistake of the policy at its line, as text and as JSON") {
    const TemporaryFolder folder;
    std::string policy = catalog::sample_policy();
    policy.replace(policy.find("in listed on"), 12, "in liste on");
    policy.replace(policy.find("request.visits at most"), 22, "request.vists at most");
    const auto version = write_sample(folder, "2021-01-01", policy);
    const auto text = ran({"check", version.string()});
    CHECK(text.code == 1);
    CHECK(says(text.out, "program.policy:26:29: error:"));
    CHECK(says(text.out, "did you mean `listed`?"));
    CHECK(says(text.out, "program.policy:30:3: error:"));
    CHECK(says(text.out, "did you mean `request.visits`?"));
    CHECK(says(text.out, "2 errors, 0 warnings\n"));

    const auto json = ran({"check", version.string(), "--json"});
    CHECK(json.code == 1);
    CHECK(number_at(json.out, "errors") == 2);
    CHECK(says(json.out, "\"severity\":\"error\""));
    CHECK(says(json.out, "\"line\":26,\"column\":29"));
}

TEST_CASE("check warns of a criterion that no example tries, and passes") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    std::string scenarios = catalog::sample_scenarios;
    const std::size_t row = scenarios.find("  | 2000-03-02");
    scenarios.erase(row, scenarios.find('\n', row) + 1 - row);
    folder.write("programs/family/sample/2021-01-01/scenarios/examples.policy", scenarios);
    const auto checked = ran({"check", version.string(), "--json"});
    CHECK(checked.code == 0);
    CHECK(number_at(checked.out, "errors") == 0);
    CHECK(number_at(checked.out, "warnings") == 1);
    CHECK(says(checked.out, "adult"));
    CHECK(ran({"test", version.string()}).code == 0);
    CHECK(ran({"test", version.string(), "--coverage"}).code == 1);
}

TEST_CASE("test counts the examples and shows one that fails with its line and what differs") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    const auto passed = ran({"test", version.string(), "--coverage"});
    CHECK(passed.code == 0);
    CHECK(says(passed.out, "8 passed, 0 failed\n"));
    CHECK(says(passed.out, "  adult      yes  yes      yes\n"));
    CHECK(says(passed.out, "2 requirements named: REQ-1 and REQ-2"));

    folder.write("programs/family/sample/2021-01-01/program.policy",
                 catalog::sample_policy("2021-01-01 onward", 32));
    const auto failed = ran({"test", version.string(), "--mutate"});
    CHECK(failed.code == 1);
    CHECK(says(failed.out, "examples.policy:1: A whole request\n    "));
    CHECK(says(failed.out, " failed\n"));
    CHECK(says(failed.out, "is not changed while an example fails"));
}

TEST_CASE("test --mutate lists a change that no example notices") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    const std::string examples = "programs/family/sample/2021-01-01/scenarios/examples.policy";
    std::string scenarios = catalog::sample_scenarios;
    scenarios.replace(scenarios.find("| 12 "), 5, "| 11 ");
    folder.write(examples, scenarios);
    const auto mutated = ran({"test", version.string(), "--mutate"});
    CHECK(mutated.code == 1);
    CHECK(says(mutated.out, "program.policy:30:"));
    CHECK(says(mutated.out, "no example notices when "));
    CHECK(!says(mutated.out, " 0 survived"));
}

TEST_CASE("fmt shows the canonical layout, lists what differs, and rewrites it once") {
    const TemporaryFolder folder;
    const auto good = folder.write("good.policy", "program a\n  title      Title\n");
    const auto bad = folder.write("bad.policy", "program   a\n  title Title\n");
    CHECK(ran({"fmt", bad.string()}).out == "program a\n  title      Title\n");
    CHECK(ran({"fmt", good.string(), "--check"}).code == 0);
    const auto differs = ran({"fmt", folder.path().string(), "--check"});
    CHECK(differs.code == 1);
    CHECK(differs.out == bad.string() + "\n");
    CHECK(catalog::file_text(bad) == "program   a\n  title Title\n");

    CHECK(ran({"fmt", folder.path().string(), "--write"}).out == bad.string() + " rewritten\n");
    CHECK(catalog::file_text(bad) == catalog::file_text(good));
    CHECK(ran({"fmt", folder.path().string(), "--write"}).out == "");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("fmt keeps the permissions of a file, and leaves a file with mistakes alone") {
    const TemporaryFolder folder;
    const auto file = folder.write("file.policy", "program   a\n");
    std::filesystem::permissions(file,
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    CHECK(ran({"fmt", file.string(), "--write"}).code == 0);
    CHECK(std::filesystem::status(file).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));

    folder.write("file.policy", "programme   a\n");
    const auto refused = ran({"fmt", file.string(), "--write"});
    CHECK(refused.code == 1);
    CHECK(says(refused.err, "file.policy:1:1: error:"));
    CHECK(catalog::file_text(file) == "programme   a\n");
    CHECK(ran({"fmt", "nowhere.policy"}).code == 1);
}

TEST_CASE("explain shows a criterion with its source, its history and the examples that try it") {
    const TemporaryFolder folder;
    write_sample(folder, "2021-01-01", catalog::sample_policy("2021-01-01 through 2021-12-31", 18));
    std::filesystem::remove_all(folder.path() / "programs/family/sample/2021-01-01/scenarios");
    std::string second = catalog::sample_policy("2022-01-01 through 2022-12-31");
    write_sample(folder, "2022-01-01", second);
    second = catalog::sample_policy("2023-01-01 onward");
    second.replace(second.find("# An adult is grown up."), 23, "# Said otherwise.");
    const auto version = write_sample(folder, "2023-01-01", second);
    const auto told = ran({"explain", version.parent_path().string(), "adult"});
    CHECK(told.code == 0);
    CHECK(says(told.out, "    age from member.birth_date on request.start at least 21\n"));
    CHECK(says(told.out, "of \"Rules of the agency\", Agency, undated:\n  \"21 years of age and older\"\n"));
    CHECK(says(told.out, "  2021-01-01: first\n  2022-01-01: changed\n  2023-01-01: the same\n"));
    CHECK(says(told.out, "examples.policy:12: Each criterion alone (not met alone)\n"));
    CHECK(says(told.out, "examples.policy:13: Each criterion alone (unknown alone)\n"));
    CHECK(!says(told.out, "examples.policy:14:"));
}

TEST_CASE("explain knows facts, lists, decisions and assumptions, and suggests the nearest name") {
    const TemporaryFolder folder;
    const auto version = write_sample(folder);
    CHECK(says(ran({"explain", version.string(), "request.visits"}).out, "fact request.visits ("));
    CHECK(says(ran({"explain", version.string(), "listed"}).out, "list listed ("));
    CHECK(says(ran({"explain", version.string(), "screening"}).out, "  decision screening\n"));
    CHECK(says(ran({"explain", version.string(), "nurse"}).out, "level nurse ("));
    const auto json = ran({"explain", version.string(), "request.diagnoses", "--json"});
    CHECK(json.code == 0);
    CHECK(says(json.out, "\"kind\":\"fact\",\"name\":\"request.diagnoses\""));
    CHECK(says(json.out, "\"how\":\"mentions it\""));
    const auto unknown = ran({"explain", version.string(), "adults"});
    CHECK(unknown.code == 1);
    CHECK(says(unknown.err, "did you mean `adult`?"));
}

TEST_CASE("A list whose rows change has changed") {
    const TemporaryFolder folder;
    write_sample(folder, "2021-01-01", catalog::sample_policy("2021-01-01 through 2021-12-31"));
    const auto version = write_sample(folder, "2022-01-01", catalog::sample_policy("2022-01-01 onward"));
    CHECK(says(ran({"explain", version.parent_path().string(), "listed"}).out, "2022-01-01: the same\n"));
    folder.write("programs/family/sample/2022-01-01/codes/listed.csv",
                 catalog::sample_codes + "M54.59,Other low back pain,,\n");
    CHECK(says(ran({"explain", version.parent_path().string(), "listed"}).out, "2022-01-01: changed\n"));
}
