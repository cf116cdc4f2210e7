#include "desk/handed_documents.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/failure.hpp"
#include "desk/small_office_test.hpp"
#include "store/document_folder_test.hpp"

namespace assent::desk {
namespace {

struct Intake {
    store::TemporaryFile file, folder;
    store::SqliteStore store{{{file.path()}, test_key()}};
    store::Documents documents{folder.path(), store::ring_of("1")};
    HandedDocuments handed{store, documents};
    casework::Actor clerk{{"clerk"}, casework::Role::Provider, {"clinic"}, {}, {}};
    casework::Actor colleague{{"colleague"}, casework::Role::Provider, {"clinic"}, {}, {}};
    casework::Actor stranger{{"stranger"}, casework::Role::Provider, {"elsewhere"}, {}, {}};
    casework::Actor guardian{{"guardian"}, casework::Role::MemberSide, {}, {}, {}};
    casework::Actor parent{{"parent"}, casework::Role::MemberSide, {}, {}, {}};
};

} // namespace

TEST_CASE("A document that was handed in comes back as it was, with its type and its length") {
    Intake intake;
    const auto kept = intake.handed.keep(intake.clerk, "%PDF-1.7 ...", "application/pdf", monday);
    CHECK(kept.digest == base::sha256_text("%PDF-1.7 ..."));
    const auto found = intake.handed.find(kept.digest);
    REQUIRE(found);
    CHECK(found->type == "application/pdf");
    CHECK(found->length == 12);
    CHECK(intake.handed.read(*found) == "%PDF-1.7 ...");
    CHECK_FALSE(intake.handed.find(base::sha256_text("another")));
    CHECK_FALSE(intake.handed.find("no digest"));
}

TEST_CASE("Whoever knows a digest and did not hand the document in may not file it") {
    Intake intake;
    const auto kept = intake.handed.keep(intake.clerk, "a letter", "text/plain", monday);
    CHECK(intake.handed.may_file(intake.clerk, kept.digest));
    CHECK(intake.handed.may_file(intake.colleague, kept.digest));
    CHECK_FALSE(intake.handed.may_file(intake.stranger, kept.digest));
    CHECK_FALSE(intake.handed.may_file(intake.guardian, kept.digest));
    CHECK_FALSE(intake.handed.may_file(intake.clerk, "not a digest"));
    intake.handed.keep(intake.guardian, "mine", "text/plain", monday);
    CHECK_FALSE(
        intake.handed.may_file(intake.parent, base::sha256_text("mine"))); // no organization in common
}

TEST_CASE(
    "The same document of two offices is kept once, and is both's to file; twice of one is one record") {
    Intake intake;
    for (const auto* who : {&intake.clerk, &intake.stranger, &intake.clerk, &intake.colleague})
        intake.handed.keep(*who, "a form", "text/plain", monday);
    CHECK(intake.documents.all().size() == 1);
    const std::string digest = base::sha256_text("a form");
    CHECK(intake.handed.may_file(intake.stranger, digest));
    CHECK(intake.store.head(store::StreamId::of_intake("document:" + digest)).sequence == 2);
}

TEST_CASE("A document that was lost is a broken world, and no other document") {
    Intake intake;
    const auto kept = intake.handed.keep(intake.clerk, "gone", "text/plain", monday);
    CHECK(intake.documents.remove(*store::digest_of(kept.digest)));
    CHECK_THROWS_AS(intake.handed.read(kept), base::Failure);
}

} // namespace assent::desk
