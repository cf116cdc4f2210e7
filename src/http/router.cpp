#include "http/router.hpp"

#include <optional>

#include "base/text.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

// What stands in the places of a pattern; nothing when the path is another one.
std::optional<Places> places_in(std::string_view pattern, std::string_view path) {
    const auto wanted = base::split(pattern, '/'), found = base::split(path, '/');
    if (wanted.size() != found.size()) return std::nullopt;
    Places places;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool place = wanted[i].starts_with('{');
        if (place && !found[i].empty())
            places.emplace_back(found[i]);
        else if (wanted[i] != found[i])
            return std::nullopt;
    }
    return places;
}

// The same question without the places, for every request is asked it once more.
bool fits(std::string_view pattern, std::string_view path) {
    while (true) {
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        const std::string_view found = path.substr(0, path.find('/'));
        const bool place = wanted.starts_with('{');
        if (place ? found.empty() : wanted != found) return false;
        if ((wanted.size() == pattern.size()) != (found.size() == path.size())) return false;
        if (wanted.size() == pattern.size()) return true;
        pattern.remove_prefix(wanted.size() + 1);
        path.remove_prefix(found.size() + 1);
    }
}

} // namespace

std::string_view Router::pattern_of(const Request& request) const {
    const Method method = request.method == Method::Head ? Method::Get : request.method;
    std::string_view other;
    for (const Route& route : routes_) {
        if (!fits(route.pattern, request.path)) continue;
        if (route.method == method) return route.pattern;
        other = route.pattern;
    }
    return other;
}

Response Router::answer(const Request& request) const {
    const Method method = request.method == Method::Head ? Method::Get : request.method;
    std::string allowed;
    for (const Route& route : routes_) {
        const auto places = places_in(route.pattern, request.path);
        if (!places) continue;
        if (route.method == method) return route.answer(request, *places);
        allowed += (allowed.empty() ? "" : ", ") + std::string(to_text(route.method));
    }
    if (allowed.empty())
        return problem(Problem::NotFound, "nothing is at this address", "see /api/v1/openapi.json");
    Response response = problem(Problem::NoSuchMethod, "this address takes " + allowed);
    response.headers["allow"] = allowed;
    return response;
}

} // namespace assent::http
