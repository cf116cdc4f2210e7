#include "http/api.hpp"

#include "http/routes.hpp"

namespace assent::http {

void Api::add_to(Router& router) {
    const Door door(router, parts_);
    add_program_routes(door);
    add_order_routes(door);
    add_case_routes(door);
    add_letter_routes(door);
    add_member_routes(door);
}

} // namespace assent::http
