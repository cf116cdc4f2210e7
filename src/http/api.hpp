#pragma once
// The JSON interface under /api/v1: what people and programs may ask of the desk, as addresses. It decides
// nothing and grants nothing: every command goes through the desk, and everything that is shown is first
// asked of authority. Times are UTC to the second; requests, lines, notices and threads are counted from 1.

#include <functional>

#include "desk/desk.hpp"
#include "http/router.hpp"

namespace assent::http {

using Clock = std::function<calendar::Instant()>;

class Api {
public:
    // Looks at the desk and its store for as long as it lives.
    Api(desk::Desk& desk, store::Store& store, Clock clock);

    // Adds its routes, which look at this.
    void add_to(Router& router);

    // The OpenAPI document of these routes.
    static std::string openapi(const Router& router);

private:
    // Somebody who is signed in.
    struct Signed {
        casework::Actor actor;
        calendar::Instant now;
    };
    using Judged = std::function<Response(const Request&, const Places&, const Signed&)>;

    void add(Router& router, Method method, std::string pattern, std::string summary, Judged answer);

    Response programs(const Request&, const Places&, const Signed&);
    Response program(const Request&, const Places&, const Signed&);
    Response check(const Request&, const Places&);
    Response begin(const Request&, const Places&, const Signed&);
    Response cases(const Request&, const Places&, const Signed&);
    Response one_case(const Request&, const Places&, const Signed&);
    Response terms(const Request&, const Places&, const Signed&);
    Response timeline(const Request&, const Places&, const Signed&);
    Response letter(const Request&, const Places&, const Signed&);
    Response command(const Request&, const Places&, const Signed&);
    Response member(const Request&, const Places&, const Signed&);
    Response put_member(const Request&, const Places&, const Signed&);

    Response order(desk::Order order, const Request& request, const Signed& who, int status);
    base::Expected<desk::CaseFile, Response> file_for(const Places& places, const Signed& who);

    desk::Desk& desk_;
    store::Store& store_;
    Clock clock_;
};

} // namespace assent::http
