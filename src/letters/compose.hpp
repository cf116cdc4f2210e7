#pragma once
// Puts the values of a notice into its template, on two pages with the same words: HTML that any reader or
// screen reader understands, and plain text. A value never becomes markup, whatever is in it. What has no
// value stays as its placeholder, so that checked() refuses the notice; nothing is left out in silence.

#include <string_view>

#include "casework/notice.hpp"
#include "letters/template.hpp"

namespace assent::letters {

// Columns of the text page, counted in code points; a longer word stands on a line of its own.
constexpr std::size_t text_columns = 72;

// The HTML is one <article> with the template's language, its headings in order and lists as lists, without
// any style, script or link; a number to call is a <span class="number">, for a page that keeps it on one
// line. A new line in a value is a line break; in a heading it is a space. A bullet that is a list and
// nothing else becomes a bullet for each of its lines.
casework::ComposedNotice compose(const Template&, const casework::NoticeContent&);

// Whether a placeholder was left where the page that compose() made needs a value.
bool has_gap(std::string_view html);

} // namespace assent::letters
