#include "paper/answer.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace assent::paper {

TEST_CASE("What is said of a document is read as it was written") {
    const Look look{3, {Legibility::Good, Legibility::Coarse, Legibility::Undrawn}};
    CHECK(read_look(written(look)) == look);
    const Text text{
        9, 4, {{612, 792, {{"Größe \"1\"", {-3, 40, 50, 12}}, {"two", {60, 40, 9, 12}}}}, {1, 2, {}}}};
    CHECK(read_text(written(text)) == text);
}

TEST_CASE("What no program of ours would say is not believed") {
    for (const char* answer : {"", "{}", "[]", "[0]", "[-1]", "[2001]", "[1,6]", "[1,0,0]", "[1,\"0\"]",
                               "[1.5]", "[1e0]", "[1] x"})
        CHECK_FALSE_MESSAGE(read_look(answer), answer);
    for (const char* answer : {"", "[]", "[1]", "[1,1,[]]", "[1,1,[0,1]]", "[1,1,[1,1],[1,1]]", "[1,2,[1,1]]",
                               "[1,1,[1,1,\"a\"]]", "[1,1,[1,1,\"a\",1,1,1]]", "[1,1,[1,1,\"a\",1,1,1,-1]]",
                               "[1,1,[1,1,\"a\",1,1,1,1000001]]", "[1,1,[1,1,2]]"})
        CHECK_FALSE_MESSAGE(read_text(answer), answer);
    CHECK(read_text("[1,1,[1,1,\"a\",1,1,1,1]]"));
    CHECK(is_png("\x89PNG\r\n\x1A\n..."));
    CHECK_FALSE(is_png("<svg/>"));
}

TEST_CASE("Any text of words is read as it was written") {
    const auto law = [](const std::string& word, std::uint8_t x) {
        const Text text{1, 1, {{10, 10, {{word, {x, -x, x, x}}}}}};
        const auto again = read_text(written(text));
        RC_ASSERT(again.has_value());
        // What is not UTF-8 is marked as such, once.
        RC_ASSERT(read_text(written(*again)) == again);
    };
    CHECK(rc::check(law));
}

} // namespace assent::paper
