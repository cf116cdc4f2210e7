#include "letters/elements.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

using namespace assent::letters;

TEST_CASE("the page on the language shows every element with what it is") {
    std::ostringstream page;
    page << std::ifstream(ASSENT_SOURCE_DIR "/docs/policy-language.md").rdbuf();
    const std::string text = page.str();
    REQUIRE(!text.empty());
    const auto shown = [&](const Element& one) {
        const std::string row = "| `" + std::string(one.name) + "` | " + std::string(one.meaning) + " |\n";
        return text.find(row) != std::string::npos;
    };
    for (const auto list : {elements(), line_elements()}) {
        for (const Element& one : list) CHECK_MESSAGE(shown(one), one.name);
    }
}
