#include "store/sealed_text.hpp"

#include <doctest/doctest.h>

#include "store/document_folder_test.hpp"

namespace assent::store {

TEST_CASE("A sealed text opens under its key, as what it was sealed about, and says nothing before") {
    const KeyRing ring = ring_of("1");
    const std::string kept = sealed(ring, "second step of ana", "a secret");
    CHECK(kept.find("secret") == std::string::npos);
    CHECK(opened(ring, "second step of ana", kept) == "a secret");
    CHECK_FALSE(opened(ring, "second step of ben", kept).has_value());
    CHECK_FALSE(opened(ring, "second step of an", kept).has_value());
    CHECK_FALSE(opened(ring_of("2"), "second step of ana", kept).has_value());
    CHECK(sealed(ring, "second step of ana", "a secret") != kept); // nobody sees that two are the same
}

TEST_CASE("A sealed text that was changed, cut short or never was one does not open") {
    const KeyRing ring = ring_of("1");
    const std::string kept = sealed(ring, "x", "a secret");
    for (std::size_t at = 0; at < kept.size(); ++at) {
        std::string changed = kept;
        changed[at] = changed[at] == '0' ? '1' : '0';
        CHECK_FALSE(opened(ring, "x", changed).has_value());
    }
    for (const std::string& text :
         {std::string(), std::string("0"), std::string("no digits"), kept.substr(0, kept.size() - 2)})
        CHECK_FALSE(opened(ring, "x", text).has_value());
}

TEST_CASE("Whether a text is under the newest key is seen without opening it") {
    const std::string kept = sealed(ring_of("1"), "x", "a secret");
    CHECK(is_under_newest(ring_of("1"), kept));
    CHECK_FALSE(is_under_newest(ring_of("2"), kept));
    CHECK_FALSE(is_under_newest(ring_of("1"), ""));
}

} // namespace assent::store
