#include "portal/problem_page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "portal/layout.hpp"

namespace assent::portal {
namespace {

struct Words {
    int status;
    const char *what, *instead;
};

constexpr std::array words{
    Words{404, "There is nothing at this address",
          "It may have been mistyped, or lead to something that was moved. Begin at the requests."},
    Words{405, "This address cannot be opened like that",
          "Go back to the page you came from, and use its buttons and links."},
    Words{
        413, "What was sent is too large",
        "Nothing was kept of it. Go back, choose smaller files or fewer at once, and send it again; sign in "
        "first where your session has ended."},
    Words{422, "That cannot be done", "Go back, ask for less at once, and try again."},
    Words{429, "Too many requests came from your network",
          "Wait a minute, then load this page again. Nothing is lost."},
    Words{500, "Something is broken here", "It is not your doing. Try again later."},
    Words{
        503, "The server cannot answer at the moment",
        "It is not your doing, and whoever runs the server knows. Wait a minute, then load this page again; "
        "after a form, look first whether it was done."},
};
constexpr Words others{0, "This did not work",
                       "Go back and try again. If that does not help, begin at the requests."};

bool is_read_by_a_person(const http::Request& request) {
    const bool of_programs = request.path == "/api" || request.path.starts_with("/api/");
    return !of_programs && request.header("accept").find("text/html") != std::string_view::npos;
}

bool is_problem(const http::Response& answer) {
    const auto type = answer.headers.find("content-type");
    return type != answer.headers.end() && type->second == "application/problem+json";
}

} // namespace

http::Response as_page(const http::Request& request, http::Response answer) {
    if (!is_problem(answer) || !is_read_by_a_person(request)) return answer;
    const auto* const found = std::find_if(words.begin(), words.end(),
                                           [&](const Words& one) { return one.status == answer.status; });
    const Words& said = found == words.end() ? others : *found;
    const Html number =
        request.id.empty() ? Html() : html("<p>If you ask for help, name this: {}</p>", request.id);
    http::Response made = plain_page(
        request, said.what,
        html("<h1>{}</h1><p class=\"usa-intro\">{}</p>{}<p><a class=\"usa-link\" href=\"/\">To the requests"
             "</a></p>",
             said.what, said.instead, number),
        answer.status);
    answer.headers.erase("content-type");
    made.headers.merge(answer.headers); // when to come again, what the address takes
    return made;
}

} // namespace assent::portal
