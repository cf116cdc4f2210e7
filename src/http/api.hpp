#pragma once
// The JSON interface under /api/v1: what people and programs may ask of the desk, as addresses. Its resources
// stand in routes.hpp; this puts them together.

#include "http/call.hpp"
#include "http/router.hpp"

namespace assent::http {

class Api {
public:
    // Looks at the parts for as long as it lives.
    explicit Api(Parts parts) : parts_(std::move(parts)) {}

    // Adds its routes, which look at this.
    void add_to(Router& router);

private:
    const Parts parts_;
};

} // namespace assent::http
