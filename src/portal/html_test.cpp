#include "portal/html.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace assent::portal {

TEST_CASE("A value is escaped wherever it stands, and markup is not") {
    const std::string name = "<b>O'Neil & \"Sons\"</b>";
    CHECK(html("<p title=\"{}\">{}</p>", name, name).text() ==
          "<p title=\"&lt;b&gt;O&#39;Neil &amp; &quot;Sons&quot;&lt;/b&gt;\">"
          "&lt;b&gt;O&#39;Neil &amp; &quot;Sons&quot;&lt;/b&gt;</p>");
    CHECK(html("<li>{}</li>", html("<b>{}</b>", 7)).text() == "<li><b>7</b></li>");
    CHECK(html("{}", "a<b").text() == "a&lt;b");
}

TEST_CASE("No text has a character left by which markup begins or an attribute ends") {
    CHECK(rc::check("escaped", [](const std::string& text) {
        RC_ASSERT(escaped(text).find_first_of("<>\"'") == std::string::npos);
    }));
}

TEST_CASE("A part of an address is written so that it stays one part") {
    CHECK(in_address("M 1/2?x=ä&") == "M%201%2F2%3Fx%3D%C3%A4%26");
    CHECK(in_address("case-7.A_~") == "case-7.A_~");
}

} // namespace assent::portal
