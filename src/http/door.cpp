#include "http/door.hpp"

#include "base/text.hpp"
#include "http/case_address.hpp"
#include "http/problem.hpp"

namespace assent::http {
namespace {

std::optional<casework::Actor> bearer_of(store::Store& store, const Request& request, calendar::Instant now) {
    constexpr std::string_view bearer = "bearer "; // in any letters (RFC 9110)
    const std::string_view header = request.header("authorization");
    if (base::to_lower(header.substr(0, bearer.size())) != bearer) return std::nullopt;
    return desk::holder_of(store, base::trim(header.substr(bearer.size())), now);
}

// It would count as none, and what somebody else did meanwhile would be written over.
std::optional<Response> blank_condition(const Request& request) {
    const auto found = request.headers.find("if-match");
    if (found == request.headers.end() || !found->second.empty()) return std::nullopt;
    base::Diagnostics mistakes;
    mistakes.error({"If-Match", 0, 0, {}}, "it names no state",
                   "write the ETag that was seen, or leave it out");
    return problem(mistakes);
}

} // namespace

void Door::add(Method method, std::string pattern, std::string summary, Answer answer,
               std::vector<std::string> query) const {
    const auto signed_in = [&parts = parts_, answer, method, pattern](const Request& request,
                                                                      const Places& places) {
        const store::Look look(parts.store);
        const calendar::Instant now = parts.clock();
        auto actor = bearer_of(parts.store, request, now);
        if (!actor)
            return problem(Problem::NotSignedIn, "the token is missing, ended, or nobody's",
                           "send `Authorization: Bearer TOKEN`");
        if (auto wrong = blank_condition(request)) return *wrong;
        const Call call{request, places, std::move(*actor), now};
        Response response = answer(parts, call);
        if (method == Method::Get && response.status == 200) {
            if (const auto read = case_address(pattern, places))
                parts.desk.readings().note(call.actor, read->of, read->what, call.now);
        }
        return response;
    };
    router_.add({method, std::move(pattern), std::move(summary), signed_in, std::move(query)});
}

void Door::add_open(Method method, std::string pattern, std::string summary, OpenAnswer answer) const {
    const auto to_all = [&parts = parts_, answer](const Request& request, const Places& places) {
        return answer(parts, request, places);
    };
    router_.add({method, std::move(pattern), std::move(summary), to_all, std::vector<std::string>()});
}

} // namespace assent::http
