#include "store/chain.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <functional>

#include "store/encoding.hpp"

namespace assent::store {
namespace {

calendar::Instant at_second(std::int64_t seconds) { return calendar::Instant{std::chrono::seconds{seconds}}; }

const Record received{at_second(1790000000), "user 4", "nurse", "Received", 1, R"({"units":4})"};
const Record approved{at_second(1790000060), "user 5", "physician", "Approved", 2, ""};

} // namespace

// The digests were worked out with another program from the description of the encoding.
TEST_CASE("The hashes of a stream are those of the encoding that never changes") {
    const Event first = chained({}, "case/M7/C12", received);
    CHECK(first.sequence == 1);
    CHECK(base::hex_text(first.hash) == "633e7b8afd29920ed688758a81833f5da36c58853400378389c58f05c7d55a31");
    const Event second = chained({1, first.hash}, "case/M7/C12", approved);
    CHECK(second.sequence == 2);
    CHECK(base::hex_text(second.hash) == "8633f4ebc82eadfd4ab0ad63e0f3fb843d19ce26c0bbbc44725a478e2c7bbe55");
    const base::Digest log = log_with(log_with({}, first.hash), second.hash);
    CHECK(base::hex_text(log) == "0839020f8386c53d8aa327bab973a9365040982252f4f9b9a6dd68ebad574396");
}

TEST_CASE("An event whose payload was removed keeps its hash") {
    Event event = chained({}, "case/M7/C12", received);
    event.payload.reset();
    CHECK(hash_of({}, "case/M7/C12", event) == event.hash);
}

TEST_CASE("Whatever is changed of an event changes its hash") {
    const Event event = chained({}, "case/M7/C12", received);
    const std::vector<std::function<void(Event&)>> changes{
        [](Event& e) { ++e.sequence; },
        [](Event& e) { e.at += std::chrono::seconds{1}; },
        [](Event& e) { e.actor += ' '; },
        [](Event& e) { e.role = "Nurse"; },
        [](Event& e) { e.kind = "Returned"; },
        [](Event& e) { ++e.version; },
        [](Event& e) { e.payload_hash[31] ^= 1; },
        // Where one field ends and the next begins is part of it.
        [](Event& e) { e.actor = "user 4n", e.role = "urse"; },
        [](Event& e) { e.role = "nurseReceived", e.kind = ""; },
    };
    for (const auto& change : changes) {
        Event other = event;
        change(other);
        CHECK(hash_of({}, "case/M7/C12", other) != event.hash);
    }
    CHECK(hash_of({}, "case/M7/C13", event) != event.hash);
    CHECK(hash_of(event.hash, "case/M7/C12", event) != event.hash);
}

TEST_CASE("Two different rows of texts are never encoded alike") {
    CHECK(rc::check("encoding", [] {
        const auto texts = rc::gen::container<std::vector<std::string>>(
            rc::gen::container<std::string>(rc::gen::element('\0', 'a', '\1')));
        const std::vector<std::string> one = *texts;
        const std::vector<std::string> other = *texts;
        Encoding of_one("test");
        Encoding of_other("test");
        for (const std::string& text : one) of_one.text(text);
        for (const std::string& text : other) of_other.text(text);
        RC_ASSERT((one == other) == (of_one.done() == of_other.done()));
    }));
}

} // namespace assent::store
