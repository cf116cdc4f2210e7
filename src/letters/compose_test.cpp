#include "letters/compose.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "letters/small_letter.hpp"

using namespace assent;
using namespace assent::letters;
using casework::ComposedNotice;
using casework::NoticeContent;
using casework::NoticeField;

namespace {

const std::vector<std::string> said{"recipient.name", "reason", "decision.date", "lines"};

// The tags of a page, without what stands between them; line breaks apart, which values may bring.
std::string tags_of(std::string_view html) {
    std::string tags;
    while (true) {
        const std::size_t begin = html.find('<');
        if (begin == std::string_view::npos) return tags;
        html.remove_prefix(begin);
        const std::size_t end = std::min(html.find('>'), html.size() - 1) + 1;
        if (html.substr(0, end) != "<br>") tags += html.substr(0, end);
        html.remove_prefix(end);
    }
}

rc::Gen<std::string> hostile_value() {
    const auto piece =
        rc::gen::element<std::string>("<", ">", "&", "\"", "'", "&lt;", "<script>", "**", "*", "_", "`", "# ",
                                      "- ", "\n- ", "\n", "\r\n", " ", "{{", "}}", "{{reason}}", "{{end}}",
                                      "[a](b)", "<br>", "]]>", "<!--", "\\", "\x01", "word", "\xC3\xA9");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) { return "x" + base::join(pieces, ""); });
}

NoticeContent hostile_content() {
    NoticeContent content = small_content();
    for (NoticeField& field : content.fields) field.value = *hostile_value();
    for (std::string& cell : content.lines.cells) {
        if (!cell.empty()) cell = *hostile_value();
    }
    return content;
}

} // namespace

TEST_CASE("a notice is composed as HTML with headings and lists") {
    const ComposedNotice made = compose(small_template(), small_content());
    CHECK(made.html == R"(<article lang="en">
<h1>Notice for Ana Díaz</h1>
<p>We looked at your request R-17 for <strong>speech therapy</strong>. It could not be approved in full.</p>
<h2>Why</h2>
<p>The goals were met.<br>
Home exercise can keep what was gained.</p>
<ul>
<li>Decided on 3 March 2026</li>
<li>Speech visit: you asked for 24 units.</li>
<li>Approved: 12 units</li>
<li>Evaluation: you asked for 1 unit.</li>
</ul>
<ol>
<li>Call <span class="number">850-555-0100</span><br>
from 8 to 5.</li>
<li>Or write to us.</li>
</ol>
</article>
)");
}

TEST_CASE("a notice is composed as plain text of 72 columns") {
    const ComposedNotice made = compose(small_template(), small_content());
    CHECK(made.text == R"(Notice for Ana Díaz
===================

We looked at your request R-17 for speech therapy. It could not be
approved in full.

Why
---

The goals were met.
Home exercise can keep what was gained.

- Decided on 3 March 2026
- Speech visit: you asked for 24 units.
- Approved: 12 units
- Evaluation: you asked for 1 unit.

1. Call 850-555-0100
   from 8 to 5.
2. Or write to us.
)");
}

TEST_CASE("a composed notice knows what it is made of, and passes its check") {
    const ComposedNotice made = compose(small_template(), small_content());
    CHECK(made.notice == 3);
    CHECK(made.form == "denial");
    CHECK(made.template_version == "2015-09-01");
    CHECK(made.elements == std::vector<std::string>{"recipient.name", "request.number", "discipline",
                                                    "reason", "decision.date", "line.label", "line.asked",
                                                    "line.approved", "lines",
                                                    "contact.reconsideration.phone"});
    CHECK(casework::checked(made, said, small_content()));
}

TEST_CASE("a condition without its value leaves its blocks out") {
    NoticeContent content = small_content();
    content.fields[3].value = " \n";
    const ComposedNotice made = compose(small_template(), content);
    CHECK(made.html.find("<h2>") == std::string::npos);
    CHECK(made.text.find("Why") == std::string::npos);
    CHECK_FALSE(casework::checked(made, said, content));

    const Template asks_lines = small_template("# T\n\n{{if lines}}\nSome\n{{end}}\n");
    CHECK(compose(asks_lines, small_content()).text.find("Some") != std::string::npos);
    CHECK(compose(asks_lines, {}).text == "T\n=\n");
}

TEST_CASE("a bullet that is a list becomes a bullet for each of its lines") {
    const Template letter = small_template("# T\n\n- {{missing}}\n- Missing: {{missing}}\n- {{reason}}\n");
    NoticeContent content;
    content.fields = {{"missing", "Which code?\n\nHow many?"}, {"reason", "Both\nof them."}};
    const ComposedNotice made = compose(letter, content);
    CHECK(made.text ==
          "T\n=\n\n- Which code?\n- How many?\n- Missing: Which code?\n  How many?\n"
          "- Both\n  of them.\n");
    CHECK(made.html.find("<li>Which code?</li>\n<li>How many?</li>\n<li>Missing:") != std::string::npos);
    CHECK(made.elements == std::vector<std::string>{"missing", "reason"});
    CHECK(compose(letter, {}).text.find("- {{missing}}\n- Missing: {{missing}}") != std::string::npos);
}

TEST_CASE("a number to call is one stretch of the page, and the words of the text") {
    NoticeContent content = small_content();
    content.fields.push_back({"contact.questions.hours", "8-5"});
    const ComposedNotice made = compose(
        small_template("# T\n\nCall {{contact.reconsideration.phone}}, {{contact.questions.hours}}.\n"),
        content);
    CHECK(made.html.find("Call <span class=\"number\">850-555-0100</span>, 8-5.") != std::string::npos);
    CHECK(made.text.find("Call 850-555-0100, 8-5.") != std::string::npos);
    CHECK(casework::checked(made, std::vector<std::string>{"contact.reconsideration.phone"}, content));
}

TEST_CASE("a placeholder without its value stays, so that the check refuses it") {
    const ComposedNotice made = compose(small_template("# T {{reason}}"), {});
    CHECK(made.html.find("<h1>T <span class=\"gap\">{{reason}}</span></h1>") != std::string::npos);
    CHECK(has_gap(made.html));
    casework::NoticeContent tricky;
    tricky.fields = {{"reason", "<span class=\"gap\">{{reason}}"}};
    CHECK_FALSE(has_gap(compose(small_template("# T {{reason}}"), tricky).html));
    CHECK(made.elements.empty());
    CHECK_FALSE(casework::checked(made, {}, {}));
}

TEST_CASE("the check refuses a notice when any element that it says is missing") {
    CHECK(rc::check("one field less", [] {
        NoticeContent content = small_content();
        const auto at = *rc::gen::inRange<std::size_t>(0, content.fields.size());
        const std::string element = content.fields[at].element;
        if (*rc::gen::arbitrary<bool>()) {
            content.fields.erase(content.fields.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            content.fields[at].value = *rc::gen::element<std::string>("", " ", "\n", "--", "\xC2\xA0");
        }
        const ComposedNotice made = compose(small_template(), content);
        RC_ASSERT_FALSE(casework::checked(made, std::vector{element}, content).has_value());
    }));
    NoticeContent content = small_content();
    content.lines = {};
    CHECK_FALSE(casework::checked(compose(small_template(), content), said, content));
}

TEST_CASE("no value becomes markup or a placeholder of its own") {
    const Template letter = small_template();
    const std::string tags = tags_of(compose(letter, small_content()).html);
    CHECK(rc::check("the tags are the template's, whatever the values", [&] {
        const NoticeContent content = hostile_content();
        const ComposedNotice made = compose(letter, content);
        RC_ASSERT(tags_of(made.html) == tags);
        RC_ASSERT(made.text.find('\x01') == std::string::npos);
        const bool has_placeholder = made.text.find("{{reason}}") != std::string::npos ||
                                     made.text.find("{{end}}") != std::string::npos;
        RC_CLASSIFY(has_placeholder);
        if (has_placeholder) RC_ASSERT_FALSE(casework::checked(made, said, content).has_value());
    }));
}

TEST_CASE("values of any shape stand on both pages of what was composed") {
    const Template letter = small_template();
    CHECK(rc::check("checked, unless braces make a placeholder", [&] {
        NoticeContent content = hostile_content();
        for (NoticeField& field : content.fields) std::erase(field.value, '{');
        for (std::string& cell : content.lines.cells) std::erase(cell, '{');
        RC_ASSERT(casework::checked(compose(letter, content), said, content).has_value());
    }));
}

TEST_CASE("no line of text is longer than 72 columns unless it is one word") {
    CHECK(rc::check("width", [] {
        NoticeContent content = small_content();
        const auto word = rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
        content.fields[3].value = base::join(*rc::gen::container<std::vector<std::string>>(word), " ") + "x";
        const std::string text = compose(small_template(), content).text;
        for (const std::string_view line : base::split_lines(text)) {
            RC_ASSERT(line.size() <= text_columns || line.find(' ') == std::string_view::npos);
        }
    }));
}
