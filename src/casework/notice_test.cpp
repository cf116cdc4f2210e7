#include "casework/notice.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <type_traits>
#include <utility>

using namespace assent;
using namespace assent::casework;

namespace {

using Words = std::vector<std::string>;

NoticeContent small_content() {
    return {1,
            {{"reason", "No gain & no \"goal\" <set>"}, {"criteria", "Therapy 2015"}},
            {{"line.label", "line.asked"}, {"Speech", "24 units", "Hearing", "8 units"}}};
}

ComposedNotice small_notice() {
    return {1,
            "denial",
            "v1",
            "en",
            "<p>No gain &amp; no &quot;goal&quot;<br>\n&lt;set&gt;, <strong>Therapy 2015</strong></p>"
            "<ul><li>Speech: 24 units</li><li>Hearing: 8 units</li></ul>",
            "No gain & no\n  \"goal\" <set>, Therapy 2015\n- Speech: 24 units\n- Hearing: 8 units\n",
            {"reason", "criteria", "lines", "line.label", "line.asked"}};
}

std::string mistakes(const ComposedNotice& notice, const Words& says, const NoticeContent& content) {
    const auto made = checked(notice, says, content);
    return made ? "" : base::to_text(made.error());
}

const Words all_said{"reason", "criteria", "lines"};

} // namespace

TEST_CASE("nobody but the check makes a checked notice") {
    CHECK_FALSE(std::is_constructible_v<CheckedNotice, ComposedNotice>);
    CHECK_FALSE(std::is_default_constructible_v<CheckedNotice>);
}

TEST_CASE("a notice that says all it must is checked, whatever its line breaks and escapes") {
    const auto made = checked(small_notice(), all_said, small_content());
    REQUIRE(made);
    CHECK(made->notice().html == small_notice().html);
    CHECK(checked(small_notice(), {}, small_content()));
}

TEST_CASE("a notice without one said element is refused, by the element's name") {
    ComposedNotice notice = small_notice();
    std::erase(notice.elements, "criteria");
    CHECK(mistakes(notice, all_said, small_content()) ==
          "denial: error: the notice must say `criteria`, and its template places no value of it\n");
    CHECK(mistakes(small_notice(), Words{"decision.date"}, small_content()).find("`decision.date`") !=
          std::string::npos);
}

TEST_CASE("a blank value is no value") {
    for (const std::string blank :
         {"", " \n\t", "- . !", "\xC2\xA0", "\xE2\x80\x94", "\xE3\x80\x80", "\xEF\xBB\xBF"}) {
        CAPTURE(blank);
        CHECK(is_blank(blank));
        NoticeContent content = small_content();
        content.fields[1].value = blank;
        CHECK(mistakes(small_notice(), all_said, content) ==
              "denial: error: the notice must say `criteria`, and it has no value\n");
    }
    for (const std::string said : {"0", "a", "\xC3\xA9", "\xE6\x97\xA5", "- x"}) {
        CAPTURE(said);
        CHECK_FALSE(is_blank(said));
    }
}

TEST_CASE("a value must stand on both pages") {
    NoticeContent content = small_content();
    content.fields[1].value = "Therapy 2016";
    CHECK(mistakes(small_notice(), all_said, content) ==
          "denial: error: the notice must say `criteria`, and its value is not in the HTML\n"
          "denial: error: the notice must say `criteria`, and its value is not in the text\n");

    ComposedNotice notice = small_notice();
    notice.text = "No gain & no \"goal\" <set>\n- Speech: 24 units\n- Hearing: 8 units";
    CHECK(mistakes(notice, all_said, small_content()) ==
          "denial: error: the notice must say `criteria`, and its value is not in the text\n");
}

TEST_CASE("a value that stands only in a tag, or as markup, is not said") {
    NoticeContent content{0, {{"reason", "strong"}}, {}};
    ComposedNotice notice{0, "f", "", "en", "<p><strong>x</strong></p>", "strong", {"reason"}};
    CHECK(mistakes(notice, Words{"reason"}, content).find("HTML") != std::string::npos);

    content.fields[0].value = "<p>strong</p>";
    notice = {0, "f", "", "en", "<p>strong</p>", "<p>strong</p>", {"reason"}};
    CHECK(mistakes(notice, Words{"reason"}, content).find("HTML") != std::string::npos);
}

TEST_CASE("every line with every placed column must be said") {
    NoticeContent content = small_content();
    content.lines.cells[3] = "9 units";
    CHECK(mistakes(small_notice(), all_said, content).find("`line.asked`") != std::string::npos);
    content.lines.cells[3] = "";
    CHECK(mistakes(small_notice(), all_said, content).empty());
    CHECK(mistakes(small_notice(), Words{"line.asked"}, content).find("it has no value") !=
          std::string::npos);
    content.lines = {};
    CHECK(mistakes(small_notice(), Words{"line.asked"}, content).find("there is no line") !=
          std::string::npos);
}

TEST_CASE("a placeholder on a page is refused, wherever it came from") {
    ComposedNotice notice = small_notice();
    notice.html += "{{reason}}";
    CHECK(mistakes(notice, all_said, small_content()) ==
          "denial: error: a placeholder is left in the HTML of the notice\n"
          "    give its element a value, and write no {{...}} in one\n");
    notice = small_notice();
    notice.text += "{{{provider.name}}";
    CHECK(mistakes(notice, all_said, small_content()).find("in the text") != std::string::npos);
    notice = small_notice();
    notice.text += "{{ {{}} a {{b}";
    CHECK(mistakes(notice, all_said, small_content()).empty());
}

TEST_CASE("no message shows a value") {
    NoticeContent content = small_content();
    for (NoticeField& field : content.fields) field.value = "Jane";
    CHECK(mistakes({}, all_said, content).find("Jane") == std::string::npos);
}

TEST_CASE("no bytes stop the check") {
    CHECK(rc::check(
        "any page, any value", [](const std::string& html, const std::string& text, std::string value) {
            const ComposedNotice notice{0, "f", "", "en", "<br" + html + "<", text + "{{", {"reason"}};
            (void)checked(notice, Words{"reason"}, {0, {{"reason", std::move(value)}}, {}});
        }));
}
