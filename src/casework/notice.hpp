#pragma once
// A notice as it was composed, what it was composed of, and the proof that it says what it must. A
// CheckedNotice is made by checked() alone, so that whoever demands one has a compliant notice: every
// element that the program's notice `says` stands, with its value, on both of its pages. It judges no
// words: whether a reason is a good one, or plain, is not asked here.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace assent::casework {

struct NoticeField {
    std::string element; // "reason"
    std::string value;   // as the reader of the notice is to see it; a new line is kept as one
};

// What a notice tells of each service line: a table with a name for each column.
struct NoticeLines {
    std::vector<std::string> columns; // "line.label"
    std::vector<std::string> cells;   // row after row, each as long as `columns`

    std::size_t rows() const { return columns.empty() ? 0 : cells.size() / columns.size(); }
    std::string_view cell(std::size_t row, std::string_view column) const; // "" without such a column
};

// All that one notice can say. An element without a value is left out, or blank.
struct NoticeContent {
    std::uint16_t notice = 0; // among the program's notices
    std::vector<NoticeField> fields;
    NoticeLines lines;

    std::string_view value(std::string_view element) const; // "" when it has none
};

// One notice on two pages with the same words.
struct ComposedNotice {
    std::uint16_t notice = 0; // among the program's notices
    std::string form;         // the template's name
    std::string template_version;
    std::string language; // "en" (BCP 47)
    std::string html;     // a fragment; values stand in it escaped
    std::string text;
    std::vector<std::string> elements; // whose values were placed; "lines" when a line was, "line.label"
};

// Without a letter or a digit: what is nothing to read. Bytes beyond ASCII count as letters, except
// those of spaces and punctuation.
bool is_blank(std::string_view value);

class CheckedNotice {
public:
    const ComposedNotice& notice() const { return notice_; }

private:
    explicit CheckedNotice(ComposedNotice notice) : notice_(std::move(notice)) {}
    friend base::Result<CheckedNotice> checked(ComposedNotice, std::span<const std::string> says,
                                               const NoticeContent&);

    ComposedNotice notice_;
};

// The notice, when each element that it `says` has a value that is not blank, was placed, and stands in
// the HTML and in the text, and when no placeholder is left on either. `lines` stands for every line
// with every column that was placed; `line.label` for that column in every line. Otherwise an error for
// each element that fails and for each page with a placeholder; none shows a value.
base::Result<CheckedNotice> checked(ComposedNotice, std::span<const std::string> says, const NoticeContent&);

} // namespace assent::casework
