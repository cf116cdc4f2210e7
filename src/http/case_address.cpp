#include "http/case_address.hpp"

namespace assent::http {

std::optional<CaseAddress> case_address(std::string_view pattern, const Places& places) {
    constexpr std::string_view of_a_case = "/cases/{member}/{number}";
    const std::size_t at = pattern.find(of_a_case);
    if (at == std::string_view::npos) return std::nullopt;
    if (!store::StreamId::is_key(places[0]) || !store::StreamId::is_key(places[1])) return std::nullopt;
    std::string_view rest = pattern.substr(at + of_a_case.size());
    rest.remove_prefix(rest.starts_with('/') ? 1 : 0);
    std::string what;
    for (std::size_t i = 2; i < places.size(); ++i) {
        const std::size_t open = rest.find('{');
        what += std::string(rest.substr(0, open)) + places[i];
        rest.remove_prefix(rest.find('}') + 1);
    }
    what += rest;
    return CaseAddress{store::StreamId::of_case(places[0], places[1]), what.empty() ? "case" : what};
}

} // namespace assent::http
