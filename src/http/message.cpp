#include "http/message.hpp"

#include <array>

namespace assent::http {

std::string_view to_text(Method method) {
    constexpr std::array<std::string_view, 7> words = {"GET",   "HEAD",   "POST", "PUT",
                                                       "PATCH", "DELETE", "other"};
    return words[static_cast<std::size_t>(method)];
}

std::string_view Request::header(std::string_view name) const {
    const auto found = headers.find(std::string(name));
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string> Request::asked(std::string_view name) const {
    const auto found = query.find(std::string(name));
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

} // namespace assent::http
