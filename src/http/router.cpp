#include "http/router.hpp"

#include <algorithm>
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

// A name that was sent, fit to be told.
std::string shown(std::string_view name) {
    constexpr std::size_t longest = 40;
    if (name.empty()) return "=";
    return std::string(name.substr(0, longest)) + (name.size() > longest ? "..." : "");
}

void complain_of_unknown(const Request& request, const std::vector<std::string>& known,
                         base::Diagnostics& mistakes) {
    for (const auto& [name, value] : request.query) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string hint = base::did_you_mean(name, known);
        if (hint.empty() && !known.empty()) hint = "write " + base::listed(known, "or");
        mistakes.error({shown(name), 0, 0, {}}, "there is no such parameter here",
                       hint.empty() ? "leave the query out" : std::move(hint));
    }
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

bool is_coded(const Request& request) {
    const std::string coding = base::to_lower(base::trim(request.header("content-encoding")));
    return !coding.empty() && coding != "identity";
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
        if (route.method == method) {
            if (is_coded(request))
                return problem(Problem::WrongMedia, "the body is packed, and only plain bodies are taken",
                               "send it as it is, without `Content-Encoding`");
            base::Diagnostics mistakes;
            if (route.query) complain_of_unknown(request, *route.query, mistakes);
            return mistakes.empty() ? route.answer(request, *places) : problem(mistakes);
        }
        allowed += (allowed.empty() ? "" : ", ") + std::string(to_text(route.method));
    }
    if (allowed.empty())
        return problem(Problem::NotFound, "nothing is at this address", "see /api/v1/openapi.json");
    Response response = problem(Problem::NoSuchMethod, "this address takes " + allowed);
    response.headers["allow"] = allowed;
    return response;
}

} // namespace assent::http
