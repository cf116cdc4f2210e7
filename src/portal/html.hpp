#pragma once
// Markup as a type of its own: what is not Html is text and is escaped, so that no value of a case can become
// markup. A page is written as patterns with places, checked when the program is compiled:
//
//     html("<a href=\"{}\">{}</a>", path, member.name)
//
// A pattern is a literal of a page; it quotes every attribute, and holds neither scripts nor styles.

#include <fmt/format.h>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace assent::portal {

class Html {
public:
    Html() = default;

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    Html& operator+=(const Html& more) {
        text_ += more.text_;
        return *this;
    }

    // Requires: markup that a program made, with every value in it escaped.
    static Html trusted(std::string markup) {
        Html made;
        made.text_ = std::move(markup);
        return made;
    }

private:
    std::string text_;
};

// `&`, `<`, `>` and both quotes as what they stand for, so that it fits between tags and into attributes.
std::string escaped(std::string_view text);

// "Met now" for "met now".
std::string capital(std::string_view text);

// A segment of a path, or a value of a query: everything but letters, digits and `-._~` as percents.
std::string in_address(std::string_view text);

namespace detail {

inline std::string_view shown(const Html& markup) { return markup.text(); }
template <typename T>
    requires std::integral<T>
T shown(T number) {
    return number;
}
template <typename T>
    requires std::convertible_to<const T&, std::string_view>
std::string shown(const T& text) {
    return escaped(text);
}

template <typename T>
using Shown = decltype(shown(std::declval<const T&>()));

} // namespace detail

template <typename... T>
Html html(fmt::format_string<detail::Shown<T>...> pattern, const T&... values) {
    return Html::trusted(fmt::vformat(pattern, fmt::make_format_args(detail::shown(values)...)));
}

// A field of a form that nobody sees.
inline Html hidden(std::string_view name, std::string_view value) {
    return html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, value);
}

// One after the other.
template <typename Range, typename Make>
Html each(const Range& range, Make make) {
    Html all;
    for (const auto& one : range) all += make(one);
    return all;
}

} // namespace assent::portal
