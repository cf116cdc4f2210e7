#include "codes/shown.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"

using assent::codes::shown;

TEST_CASE("a short piece of a file is shown as it is") { CHECK(shown("M54.5") == "`M54.5`"); }

TEST_CASE("a piece of a file is shown on one line") {
    CHECK(shown("a\nb\r\x7F"
                "c") == "`a b  c`");
}

TEST_CASE("a long piece is cut between two characters") {
    CHECK(shown(std::string(40, 'x')) == "`" + std::string(40, 'x') + "`");
    CHECK(shown(std::string(41, 'x')) == "`" + std::string(40, 'x') + "...`");
    const std::string cut = shown(std::string(39, 'x') + "\xC3\xA9\xC3\xA9");
    CHECK(cut == "`" + std::string(39, 'x') + "...`");
    CHECK_FALSE(assent::base::first_invalid_utf8(cut));
}
