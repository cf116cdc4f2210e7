#include "letters/read_template.hpp"

#include <doctest/doctest.h>

#include <string>

#include "letters/elements.hpp"
#include "letters/small_letter.hpp"

using namespace assent;
using namespace assent::letters;

namespace {

// "3:12 what is wrong" for each mistake, separated by "; ".
std::string mistakes_of(const TemplateText& text) {
    const auto read = read_template(text);
    if (read) return "";
    std::string all;
    for (const base::Diagnostic& one : read.error()) {
        if (!all.empty()) all += "; ";
        all += std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " + one.message;
    }
    return all;
}

std::string mistakes_in(std::string_view text) { return mistakes_of(template_text(text)); }

// The same for a body, below a title that takes two lines.
std::string mistakes_below(std::string_view body) { return mistakes_in("# T\n\n" + std::string(body)); }

std::string hint_in(std::string_view text) {
    const auto read = read_template(template_text(text));
    return read ? "" : read.error().begin()->hint;
}

} // namespace

TEST_CASE("a template with all that is allowed is read") {
    const Template read = small_template();
    CHECK(read.name == "denial");
    CHECK(read.steps.size() == 12);
    CHECK(read.steps[2].kind == Step::Kind::If);
    CHECK(read.steps[2].end == 5);
    CHECK(read.steps[6].kind == Step::Kind::EachLine);
    CHECK(read.steps[6].end == 10);
    CHECK(read.steps[11].block.line == 22);
    CHECK(mistakes_in("\n\n  {{if reason}}  \n{{end}}\n").find("title") != std::string::npos);
    CHECK(mistakes_in("# T\r\n\r\n{{if reason}}\r\nWhy\r\n{{end}}\r\n").empty());
}

TEST_CASE("a name that no element has is a mistake at its place") {
    CHECK(mistakes_below("We know\n**that** {{reson}} and {{ discipline }}") ==
          "4:10 no element is called `reson`");
    CHECK(hint_in("# {{reson}}") == "did you mean `reason`?");
    CHECK(hint_in("# {{contact.appeal.pigeon}}").find("contact.PURPOSE.CHANNEL") != std::string::npos);
    CHECK(mistakes_below("- a \\\n  b {{x.y}}\n- {{}}") ==
          "4:5 no element is called `x.y`; 5:3 no element is called ``");
    CHECK(mistakes_below("{{if nobody}}\nx\n{{end}}") == "3:1 no element is called `nobody`");
    CHECK(mistakes_below("{{{reason}}}").find("no element is called `{reason`") != std::string::npos);
}

TEST_CASE("an element of a line stands in an iteration only") {
    CHECK(mistakes_below("- {{line.label}}") == "3:3 `line.label` outside of an iteration");
    CHECK(mistakes_below("{{if line.label}}\nx\n{{end}}") == "3:1 `line.label` outside of an iteration");
    CHECK(mistakes_below("{{lines}}") == "3:1 `lines` is no single value");
    CHECK(mistakes_below("{{each lines}}\n- {{line.nothing}}\n{{end}}") ==
          "4:3 no element is called `line.nothing`");
}

TEST_CASE("blocks that do not balance are mistakes") {
    CHECK(mistakes_below("{{end}}") == "3:1 {{end}} ends nothing");
    CHECK(mistakes_below("{{if reason}}\n  {{each lines}}\n- x") ==
          "3:1 no {{end}} closes this; 4:3 no {{end}} closes this");
    CHECK(mistakes_below("{{each lines}}\n{{each lines}}\n{{end}}\n{{end}}") ==
          "4:1 an iteration in an iteration");
    CHECK(mistakes_below("{{each word}}\n{{end}}") == "3:1 `each word` is no condition and no iteration");
    CHECK(mistakes_below("{{if}}\n{{end}}") == "3:1 `if` is no condition and no iteration");
    CHECK(mistakes_below("So {{if reason}} it is {{end}}") ==
          "3:4 `{{if reason}}` among other words; 3:24 `{{end}}` among other words");
}

TEST_CASE("a placeholder that does not close is a mistake") {
    CHECK(mistakes_below("a {{reason") == "3:3 a placeholder that does not close");
    CHECK(mistakes_below("a {{rea\nson}}") ==
          "3:3 a placeholder that does not close; 4:4 `}}` closes nothing");
    CHECK(mistakes_below("reason}} a") == "3:7 `}}` closes nothing");
    CHECK(mistakes_below("{{rea*so*n}}").find("does not close") != std::string::npos);
}

TEST_CASE("markup that a letter cannot hold is a mistake at its place") {
    CHECK(mistakes_below("a *b* c") == "3:3 emphasis in a template");
    CHECK(mistakes_below("**a** _b_") == "3:7 emphasis in a template");
    CHECK(mistakes_below("a `b`") == "3:3 code in a template");
    CHECK(mistakes_below("a <b>c</b>") == "3:3 HTML in a template; 3:7 HTML in a template");
    CHECK(mistakes_below("<div>x</div>") == "3:1 HTML in a template");
    CHECK(mistakes_below("a [b](http://c)") == "3:3 a link in a template");
    CHECK(mistakes_below("<http://example.org>") == "3:1 a link in a template");
    CHECK(mistakes_below("a ![b](c)") == "3:3 an image in a template");
    CHECK(mistakes_below("> a") == "3:1 a quotation in a template");
    CHECK(mistakes_below("    a").find("a block of code") != std::string::npos);
    CHECK(mistakes_below("***") == "3:1 a rule in a template");
    CHECK(mistakes_below("- a\n  - b") == "4:3 a list in a list in a template");
    CHECK(mistakes_below("- a\n\n  b") == "5:3 something else than a paragraph in an item in a template");
    CHECK(mistakes_below("-\n") == "3:1 an item without words");
    CHECK(mistakes_below("**a **b** c**").find("bold in bold") != std::string::npos);
}

TEST_CASE("what looks like markup and is none is a mistake") {
    CHECK(mistakes_below("#Why") == "3:1 a heading without a space");
    CHECK(mistakes_below("| a | b |") == "3:1 a table");
    CHECK(mistakes_below("**a") == "3:1 `**` closes nothing");
}

TEST_CASE("nothing is dropped in silence") {
    CHECK(mistakes_below("[a]: /b") == "3:3 `]:` defines a link");
    CHECK(mistakes_below("[a\nb]: /b \"c\"\nd") == "4:2 `]:` defines a link");
    CHECK(mistakes_below("<!-- a -->") == "3:1 HTML in a template");
}

TEST_CASE("headings are one title and those below it") {
    CHECK(mistakes_in("") == "0:0 a template without words");
    CHECK(mistakes_in("Words") == "1:1 a template begins with its title");
    CHECK(mistakes_in("## Why\n\n# T") == "1:1 a template begins with its title; 3:1 a second title");
    CHECK(mistakes_below("### Deep") == "3:1 a heading below `##`");
    CHECK(mistakes_below("##") == "3:1 a heading without words");
}

TEST_CASE("bytes that nobody reads are mistakes at their place") {
    CHECK(mistakes_below("a\xFF") == "3:2 bytes that are not UTF-8");
    CHECK(mistakes_in(std::string_view("# T\0", 4)) == "1:4 a control character");
    CHECK(mistakes_in("# T\rx") == "1:4 a control character");
    CHECK(mistakes_in("# " + std::string(longest_template, 'x')) == "0:0 a template of more than 64 KiB");
    TemplateText text = template_text("# T");
    text.language = "en\" onload=\"x";
    CHECK(mistakes_of(text) == "0:0 its language is not one");
}

TEST_CASE("elements are a closed list in which contacts are a family") {
    CHECK(is_element("recipient.name"));
    CHECK(is_element("contact.reconsideration.fax"));
    CHECK_FALSE(is_element("contact.fax"));
    CHECK_FALSE(is_element("contact..fax"));
    CHECK_FALSE(is_element("contact.Recon.fax"));
    CHECK_FALSE(is_element("lines"));
    CHECK(is_line_element("line.asked"));
    CHECK_FALSE(is_element("line.asked"));
}
