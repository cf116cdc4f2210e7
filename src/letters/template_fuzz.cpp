// Any bytes as a template: either a template whose page holds the tags of its blocks and nothing else,
// whatever its values are, or mistakes with their places.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/expects.hpp"
#include "letters/compose.hpp"
#include "letters/elements.hpp"
#include "letters/plain_language.hpp"
#include "letters/read_template.hpp"

namespace {

using assent::base::expects;
using namespace assent::casework;
using namespace assent::letters;

constexpr std::string_view hostile = "a<b>&amp;\"' **{{x\n- # ]: }}";

NoticeContent content_for(const Template& made, std::string_view value) {
    NoticeContent content;
    for (const Step& step : made.steps) {
        for (const Inline& one : step.block.inlines) {
            if (is_element(one.text)) content.fields.push_back({one.text, std::string(value)});
        }
    }
    for (const Element& one : line_elements()) content.lines.columns.emplace_back(one.name);
    content.lines.cells.assign(content.lines.columns.size() * 2, std::string(value));
    return content;
}

std::size_t tags_in(std::string_view html) {
    std::size_t tags = 0;
    for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
        const std::string_view tag = html.substr(at, html.find('>', at) + 1 - at);
        bool known = false;
        for (const std::string_view one :
             {"<br>", "<h1>", "</h1>", "<h2>", "</h2>", "<p>", "</p>", "<ul>", "</ul>", "<ol>", "</ol>",
              "<li>", "</li>", "<strong>", "</strong>", "<article lang=\"en\">", "</article>",
              "<span class=\"number\">", "</span>"}) {
            known = known || tag == one;
        }
        expects(known, "a tag of a letter");
        const bool by_lines =
            tag == "<br>" || tag == "<li>" || tag == "</li>"; // a value of a list has several
        if (!by_lines) ++tags;
    }
    return tags;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto made = read_template({.file = "f.md", .name = "f", .version = "1", .text = text});
    if (!made) {
        expects(made.error().has_errors(), "a refusal that says why");
        return 0;
    }
    const ComposedNotice plain = compose(*made, content_for(*made, "a"));
    const ComposedNotice worst = compose(*made, content_for(*made, hostile));
    expects(tags_in(plain.html) == tags_in(worst.html), "tags that no value adds to");
    expects(plain.html.ends_with("</article>\n"), "a whole page");
    (void)plain_language(plain);
    const auto proved = checked(plain, plain.elements, content_for(*made, "a"));
    expects(proved.has_value(), "every placed value on both pages");
    return 0;
}
