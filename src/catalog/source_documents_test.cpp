#include "catalog/source_documents.hpp"

#include <doctest/doctest.h>

#include "base/says_test.hpp"
#include "base/sha256.hpp"
#include "catalog/program_folder.hpp"
#include "catalog/temporary_folder_test.hpp"

using namespace assent;
using assent::base::says;
using catalog::hash_of_sample_document;
using catalog::sample_document;
using catalog::SourceDocuments;
using catalog::TemporaryFolder;

namespace {

struct Outcome {
    std::size_t verified = 0, unverified = 0;
    std::string mistakes;
};

// The sample program beside a map, and whatever documents the test wrote.
Outcome checked(const TemporaryFolder& folder, const std::string& map,
                const std::string& policy = catalog::sample_policy()) {
    folder.write("programs/sources.tsv", map);
    const auto version = catalog::write_sample(folder, "2021-01-01", policy);
    auto found = catalog::read_programs(version, catalog::Scenarios::Leave);
    REQUIRE(found.programs.size() == 1);
    const auto file = SourceDocuments::map_for(version);
    REQUIRE(file == folder.path() / "programs/sources.tsv");
    auto documents = SourceDocuments::read(*file);
    REQUIRE(documents);
    base::Diagnostics diagnostics;
    const auto counts = documents->check(found.programs.front().versions.front().program, diagnostics);
    return {counts.verified, counts.unverified, base::to_text(diagnostics)};
}

const std::string map_of_sample = "# where documents lie\n\n" + hash_of_sample_document + "\t../rules.txt\n";

} // namespace

TEST_CASE("Every phrase that stands in its document is counted as verified") {
    const TemporaryFolder folder;
    folder.write("rules.txt", sample_document);
    REQUIRE(base::sha256_text(sample_document) == hash_of_sample_document);
    const Outcome outcome = checked(folder, map_of_sample);
    CHECK(outcome.mistakes == "");
    CHECK(outcome.verified == 6);
    CHECK(outcome.unverified == 0);
}

TEST_CASE("A phrase that its document does not have is a mistake at its line, with what is there") {
    const TemporaryFolder folder;
    folder.write("rules.txt", sample_document);
    const Outcome outcome = checked(folder, map_of_sample, catalog::sample_policy("2021-01-01 onward", 18));
    CHECK(says(outcome.mistakes, "program.policy:21:"));
    CHECK(says(outcome.mistakes, "the document does not have this phrase"));
    CHECK(outcome.verified == 5);
    CHECK(outcome.unverified == 0);

    std::string policy = catalog::sample_policy();
    policy.replace(policy.find("years of age and older"), 22, "years of age or older!");
    CHECK(says(checked(folder, map_of_sample, policy).mistakes,
               "the document has \"21 years of age\", and goes on: \"and older, for listed diagnoses,\""));
}

TEST_CASE("A phrase with an ellipsis tells which of its parts is not there") {
    const TemporaryFolder folder;
    folder.write("rules.txt", sample_document);
    std::string policy = catalog::sample_policy();
    policy.replace(policy.find("\"for listed diagnoses\"\n  some"), 22,
                   "\"Services ... for listed injuries\"");
    CHECK(says(checked(folder, map_of_sample, policy).mistakes,
               "the document has \"for listed\", and goes on: \"diagnoses, in 12 visits.\""));
}

TEST_CASE("A document that is not at hand leaves its phrases unverified, and is no mistake") {
    const TemporaryFolder folder;
    const Outcome outcome = checked(folder, map_of_sample);
    CHECK(outcome.mistakes == "");
    CHECK(outcome.verified == 0);
    CHECK(outcome.unverified == 6);
}

TEST_CASE("A document that has changed is a mistake, and none of its phrases counts") {
    const TemporaryFolder folder;
    folder.write("rules.txt", sample_document + "Amended.\n");
    const Outcome outcome = checked(folder, map_of_sample);
    CHECK(says(outcome.mistakes, "program.policy:3:"));
    CHECK(says(outcome.mistakes, "is not the document this program was written from"));
    CHECK(outcome.verified == 0);
    CHECK(outcome.unverified == 6);
}

TEST_CASE("A hash that the map does not have is a mistake where documents are kept, and counted elsewhere") {
    const TemporaryFolder folder;
    const std::string other = std::string(64, 'a') + "\t../other.txt\n";
    CHECK(checked(folder, other).mistakes == "");
    CHECK(checked(folder, other).unverified == 6);
    folder.write("other.txt", "another document");
    CHECK(says(checked(folder, other).mistakes, "names no document of this SHA-256"));
}

TEST_CASE("Every mistake of a map is told with its line") {
    const TemporaryFolder folder;
    const auto file =
        folder.write("sources.tsv", "abc\tfile\n" + map_of_sample + map_of_sample + std::string(64, 'g') +
                                        "\tx\n" + std::string(64, 'a') + "\n");
    const auto map = SourceDocuments::read(file);
    REQUIRE(!map);
    const std::string mistakes = base::to_text(map.error());
    CHECK(map.error().errors() == 4);
    CHECK(says(mistakes, "sources.tsv:1:"));
    CHECK(says(mistakes, "sources.tsv:7:1: error: a second place for the same document"));
    CHECK(says(mistakes, "sources.tsv:8:"));
    CHECK(says(mistakes, "sources.tsv:9:"));
}
