#include "desk/drafts.hpp"

#include <doctest/doctest.h>

#include "desk/small_office_test.hpp"
#include "store/verify.hpp"

namespace assent::desk {
namespace {

struct Desks {
    store::TemporaryFile file;
    store::SqliteStore store{{{file.path()}, test_key()}};
    casework::Actor clerk{{"clerk"}, casework::Role::Provider, {"clinic"}, {}, {}};
    casework::Actor colleague{{"colleague"}, casework::Role::Provider, {"clinic"}, {}, {}};
    casework::Actor stranger{{"stranger"}, casework::Role::Provider, {"elsewhere"}, {}, {}};
    casework::Actor guardian{{"guardian"}, casework::Role::MemberSide, {}, {}, {}};

    std::size_t payloads(const store::StreamId& stream) {
        std::size_t count = 0;
        for (const store::Event& event : store.read(stream, 1)) count += event.payload ? 1 : 0;
        return count;
    }
};

} // namespace

TEST_CASE("A draft is there for the whole office as it was saved last, and for nobody else") {
    Desks desks;
    Drafts mine(desks.store, desks.clerk), ours(desks.store, desks.colleague);
    REQUIRE(mine.save("D1", R"({"a":1})", {}, monday));
    const auto seen = ours.find("D1");
    REQUIRE(seen);
    CHECK(seen->content == R"({"a":1})");
    CHECK(seen->saved_by.text == "clerk");
    CHECK(ours.save("D1", R"({"a":2})", seen->state, monday + std::chrono::hours{1}));
    CHECK(mine.find("D1")->content == R"({"a":2})");
    CHECK(mine.find("D1")->saved_by.text == "colleague");
    CHECK(mine.find("D1")->saved_at == monday + std::chrono::hours{1});
    CHECK_FALSE(Drafts(desks.store, desks.stranger).find("D1"));
    CHECK(Drafts(desks.store, desks.stranger).all().empty());
    CHECK_FALSE(Drafts(desks.store, desks.guardian).find("D1"));
}

TEST_CASE("Whoever has seen an older state saves and deletes nothing") {
    Desks desks;
    Drafts drafts(desks.store, desks.clerk);
    REQUIRE(drafts.save("D1", "{}", {}, monday));
    const std::int64_t first = drafts.find("D1")->state;
    CHECK(drafts.save("D1", "{}", {}, monday).error() == DraftRefusal::Changed); // there is one already
    CHECK(drafts.save("D1", R"({"b":1})", first, monday));
    CHECK(drafts.save("D1", R"({"b":2})", first, monday).error() == DraftRefusal::Changed);
    CHECK_FALSE(drafts.remove("D1", first, monday));
    CHECK(drafts.find("D1")->content == R"({"b":1})");
    CHECK(drafts.save("D2", "{}", 1, monday).error() == DraftRefusal::Changed); // there is none any more
}

TEST_CASE("What a draft was before is not kept, and of a deleted one nothing is; the log stays whole") {
    Desks desks;
    Drafts drafts(desks.store, desks.clerk);
    const auto stream = store::StreamId::of_draft("organization:clinic", "D1");
    std::optional<std::int64_t> seen;
    for (int i = 0; i < 5; ++i) {
        REQUIRE(drafts.save("D1", R"({"member":"M1"})", seen, monday));
        seen = drafts.find("D1")->state;
        CHECK(desks.payloads(stream) == 1);
    }
    REQUIRE(drafts.save("D2", "{}", {}, monday));
    CHECK(drafts.all().size() == 2);
    CHECK(drafts.remove("D1", *seen, monday));
    CHECK_FALSE(drafts.find("D1"));
    REQUIRE(drafts.all().size() == 1);
    CHECK(drafts.all()[0].name == "D2");
    for (const store::Event& event : desks.store.read(stream, 1))
        if (event.payload) CHECK(*event.payload == "{}");
    REQUIRE(drafts.save("D1", R"({"again":true})", {}, monday));
    CHECK(drafts.all().size() == 2);
    CHECK(drafts.find("D1")->state > *seen);
    CHECK(store::verify({desks.file.path()}, test_key().public_key(), {}).findings.empty());
}

TEST_CASE("An office has so many drafts at once, and no more") {
    Desks desks;
    Drafts drafts(desks.store, desks.clerk);
    for (std::size_t i = 0; i < Drafts::most; ++i)
        REQUIRE(drafts.save("D" + std::to_string(i), "{}", {}, monday));
    CHECK(drafts.save("one-more", "{}", {}, monday).error() == DraftRefusal::TooMany);
    CHECK(drafts.save("D7", R"({"a":1})", drafts.find("D7")->state, monday));
    CHECK(drafts.remove("D7", drafts.find("D7")->state, monday));
    CHECK(drafts.save("one-more", "{}", {}, monday));
    CHECK(Drafts(desks.store, desks.stranger).save("D1", "{}", {}, monday));
}

} // namespace assent::desk
