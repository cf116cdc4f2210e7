#pragma once
// Which function answers which address. Routes are added before the server starts; afterwards the table is
// only read. A path that no route has is not found; one that has it for another method says which it takes; a
// parameter of the query that the route does not know is a mistake, and not passed over.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace assent::http {

// What stood in the places of a route: "/cases/{member}/{number}".
using Places = std::vector<std::string>;
using Answer = std::function<Response(const Request&, const Places&)>;

struct Route {
    Method method;
    std::string pattern;
    std::string summary; // one sentence, for the document of the interface
    Answer answer;
    std::vector<std::string> query = {}; // the names that its query can have
    bool any_query = false;              // or any, as on pages whose forms a program makes
};

class Router {
public:
    void add(Route route) { routes_.push_back(std::move(route)); }

    Response answer(const Request& request) const;

    // The pattern of its route, for logs and figures; "" when nothing is at its address.
    std::string_view pattern_of(const Request& request) const;
    const std::vector<Route>& routes() const { return routes_; }

private:
    std::vector<Route> routes_;
};

} // namespace assent::http
