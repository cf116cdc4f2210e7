#pragma once
// The door of the interface: routes are added here, and whoever calls one shows a token first. Only what is
// said to be open is answered to everybody.

#include <string>
#include <vector>

#include "http/call.hpp"
#include "http/router.hpp"

namespace assent::http {

class Door {
public:
    using Answer = Response (*)(const Parts&, const Call&);
    using OpenAnswer = Response (*)(const Parts&, const Request&, const Places&);

    // Looks at the parts for as long as the router lives.
    Door(Router& router, const Parts& parts) : router_(router), parts_(parts) {}

    // Reached by whoever is signed in, and by nobody else. `query` names what its query can have.
    void add(Method method, std::string pattern, std::string summary, Answer answer,
             std::vector<std::string> query = {}) const;

    // Reached by everybody.
    void add_open(Method method, std::string pattern, std::string summary, OpenAnswer answer) const;

private:
    Router& router_;
    const Parts& parts_;
};

} // namespace assent::http
