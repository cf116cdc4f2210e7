#include "portal/problem_page.hpp"

#include <doctest/doctest.h>

#include "http/problem.hpp"
#include "http/router.hpp"
#include "http/transport_refusal.hpp"

namespace assent::portal {
namespace {

using http::Request;
using http::Response;

Request asking(const std::string& path, const std::string& accept) {
    Request request;
    request.path = path;
    request.headers["accept"] = accept;
    request.id = "r-17";
    return request;
}

constexpr const char* browser = "text/html,application/xhtml+xml,*/*;q=0.8";

bool is_problem_page(const Response& response) {
    return response.headers.at("content-type").starts_with("text/html") &&
           response.headers.contains("content-security-policy");
}

} // namespace

TEST_CASE("A browser gets a page that says what to do, with the status and what goes with it") {
    for (const http::Refused refused : {http::Refused::BodyTooLarge, http::Refused::TooManyRequests,
                                        http::Refused::Backlog, http::Refused::World}) {
        const Response before = http::turn_away(refused);
        const Response page = as_page(asking("/cases/M1/C1", browser), before);
        CAPTURE(before.status);
        CHECK(page.status == before.status);
        CHECK(is_problem_page(page));
        CHECK(page.headers.contains("retry-after") == before.headers.contains("retry-after"));
        CHECK(page.body.find("r-17") != std::string::npos);
        CHECK(page.body.find("/problems/") == std::string::npos);
    }
    http::Router router;
    router.add({http::Method::Post, "/sign-out", "", {}});
    const Response none = as_page(asking("/nowhere", browser), router.answer(asking("/nowhere", browser)));
    CHECK(none.status == 404);
    CHECK(none.body.find("There is nothing at this address") != std::string::npos);
    const Response method =
        as_page(asking("/sign-out", browser), router.answer(asking("/sign-out", browser)));
    CHECK(method.status == 405);
    CHECK(is_problem_page(method));
    CHECK(method.headers.at("allow") == "POST");
}

TEST_CASE("A program, the interface, and what is no problem are left as they are") {
    const Response problem = http::problem(http::Problem::NotFound, "nothing is at this address");
    for (const Request& request : {asking("/nowhere", "*/*"), asking("/nowhere", "application/json"),
                                   asking("/api/v1/nowhere", browser), asking("/api", browser)}) {
        CAPTURE(request.path);
        CHECK(as_page(request, problem).body == problem.body);
    }
    CHECK(is_problem_page(as_page(asking("/apiary", browser), problem)));
    const Response fine{200, {{"content-type", "text/csv"}}, "a,b"};
    CHECK(as_page(asking("/cases.csv", browser), fine).body == "a,b");
}

} // namespace assent::portal
