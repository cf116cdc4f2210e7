#include "casework/notice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace assent::casework {
namespace {

enum class Page : std::uint8_t { Html, Text };

using base::is_letter_or_digit;

constexpr bool is_space(char c) { return (c >= 0 && c <= ' ') || c == '\x7f'; }

struct Escape {
    char plain;
    std::string_view escaped;
};
constexpr std::array escapes{Escape{'&', "&amp;"}, Escape{'<', "&lt;"}, Escape{'>', "&gt;"},
                             Escape{'"', "&quot;"}, Escape{'\'', "&#39;"}};

// Reads a page one character at a time: white space of any length, and a line break of HTML, are one.
class PageReader {
public:
    PageReader(std::string_view text, Page page) : rest_(text), page_(page) {}

    bool at_end() const { return rest_.empty(); }
    bool at_tag() const { return page_ == Page::Html && rest_.starts_with('<') && break_length() == 0; }
    void skip_tag() {
        const std::size_t end = rest_.find('>');
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    }

    // ' ' for all white space. Requires: not at the end.
    char next() {
        if (is_space(rest_[0]) || break_length() > 0) {
            skip_spaces();
            return ' ';
        }
        std::size_t length = 1;
        char c = rest_[0];
        for (const Escape& one : escapes) {
            if (page_ != Page::Html || !rest_.starts_with(one.escaped)) continue;
            c = one.plain;
            length = one.escaped.size();
        }
        rest_.remove_prefix(length);
        return c;
    }

private:
    std::size_t break_length() const {
        return page_ == Page::Html && rest_.starts_with("<br>") ? std::size_t{4} : 0;
    }
    void skip_spaces() {
        while (!rest_.empty() && (is_space(rest_[0]) || break_length() > 0)) {
            rest_.remove_prefix(std::max<std::size_t>(break_length(), 1));
        }
    }

    std::string_view rest_;
    Page page_;
};

std::string_view without_outer_spaces(std::string_view value) {
    while (!value.empty() && is_space(value.front())) value.remove_prefix(1);
    while (!value.empty() && is_space(value.back())) value.remove_suffix(1);
    return value;
}

bool begins_with(PageReader page, std::string_view value) {
    for (PageReader wanted(value, Page::Text); !wanted.at_end();) {
        if (page.at_end() || page.at_tag() || page.next() != wanted.next()) return false;
    }
    return true;
}

bool stands_on(std::string_view text, Page kind, std::string_view value) {
    value = without_outer_spaces(value);
    PageReader page(text, kind);
    while (!page.at_end()) {
        if (page.at_tag()) {
            page.skip_tag();
            continue;
        }
        if (begins_with(page, value)) return true;
        page.next();
    }
    return false;
}

// "{{" words "}}": also when it came with a value, since whoever gets the letter cannot tell.
bool has_placeholder(std::string_view page) {
    for (std::size_t at = page.find("{{"); at != std::string_view::npos; at = page.find("{{", at + 1)) {
        const std::size_t end = page.find_first_of("{}\n", at + 2);
        if (end != std::string_view::npos && end > at + 2 && page.substr(end, 2) == "}}") return true;
    }
    return false;
}

class Check {
public:
    Check(const ComposedNotice& notice, const NoticeContent& content) : notice_(notice), content_(content) {}

    void says(std::string_view element) {
        if (!is_placed(element)) {
            return error(element, "its template places no value of it");
        }
        if (element == "lines") {
            for (const std::string& column : content_.lines.columns) {
                if (is_placed(column)) column_stands(column, /*may_be_blank=*/true);
            }
        } else if (element.starts_with("line.")) {
            column_stands(element, /*may_be_blank=*/false);
        } else {
            value_stands(element, content_.value(element));
        }
    }

    void no_placeholder() {
        for (const auto& [name, page] :
             {std::pair{"HTML", &notice_.html}, std::pair{"text", &notice_.text}}) {
            if (!has_placeholder(*page)) continue;
            found_.error({notice_.form, 0, 0, {}},
                         fmt::format("a placeholder is left in the {} of the notice", name),
                         "give its element a value, and write no {{...}} in one");
        }
    }

    base::Diagnostics found() && { return std::move(found_); }

private:
    bool is_placed(std::string_view element) const {
        return std::find(notice_.elements.begin(), notice_.elements.end(), element) != notice_.elements.end();
    }

    void column_stands(std::string_view column, bool may_be_blank) {
        const NoticeLines& lines = content_.lines;
        if (lines.rows() == 0) return error(column, "there is no line");
        for (std::size_t row = 0; row < lines.rows(); ++row) {
            const std::string_view cell = lines.cell(row, column);
            if (!may_be_blank || !is_blank(cell)) value_stands(column, cell);
        }
    }

    void value_stands(std::string_view element, std::string_view value) {
        if (is_blank(value)) return error(element, "it has no value");
        bool in_html = true, in_text = true; // a value of several lines may stand as a list
        for (const std::string_view line : base::split_lines(value)) {
            in_html = in_html && (is_blank(line) || stands_on(notice_.html, Page::Html, line));
            in_text = in_text && (is_blank(line) || stands_on(notice_.text, Page::Text, line));
        }
        if (!in_html) error(element, "its value is not in the HTML");
        if (!in_text) error(element, "its value is not in the text");
    }

    void error(std::string_view element, std::string_view why) {
        constexpr std::string_view told = "told.";
        const bool is_fact = element.starts_with(told);
        found_.error({notice_.form, 0, 0, {}}, fmt::format("the notice must say `{}`, and {}", element, why),
                     is_fact ? fmt::format("tell `{}` first", element.substr(told.size())) : "");
    }

    const ComposedNotice& notice_;
    const NoticeContent& content_;
    base::Diagnostics found_;
};

} // namespace

std::string_view NoticeLines::cell(std::size_t row, std::string_view column) const {
    const auto found = std::find(columns.begin(), columns.end(), column);
    if (found == columns.end() || row >= rows()) return {};
    return cells[row * columns.size() + static_cast<std::size_t>(found - columns.begin())];
}

std::string_view NoticeContent::value(std::string_view element) const {
    for (const NoticeField& field : fields) {
        if (field.element == element) return field.value;
    }
    return {};
}

bool is_blank(std::string_view value) {
    // U+0080 to U+00BF, U+2000 to U+207F, the ideographic space and the byte order mark, in UTF-8.
    constexpr std::array<std::string_view, 5> no_letters{"\xC2", "\xE2\x80", "\xE2\x81", "\xE3\x80\x80",
                                                         "\xEF\xBB\xBF"};
    while (!value.empty()) {
        const char c = value.front();
        if (is_letter_or_digit(c)) return false;
        std::size_t length = 1;
        if (static_cast<unsigned char>(c) >= 0x80) {
            const auto* found = std::find_if(no_letters.begin(), no_letters.end(),
                                             [&](std::string_view lead) { return value.starts_with(lead); });
            if (found == no_letters.end()) return false;
            length = found->size() == 1 ? 2 : 3;
        }
        value.remove_prefix(std::min(length, value.size()));
    }
    return true;
}

base::Result<CheckedNotice> checked(ComposedNotice notice, std::span<const std::string> says,
                                    const NoticeContent& content) {
    Check check(notice, content);
    for (const std::string& element : says) check.says(element);
    check.no_placeholder();
    base::Diagnostics found = std::move(check).found();
    if (found.has_errors()) return base::refused(std::move(found));
    return CheckedNotice(std::move(notice));
}

} // namespace assent::casework
