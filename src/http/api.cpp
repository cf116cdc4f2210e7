#include "http/api.hpp"

#include "http/routes.hpp"

namespace assent::http {

void Api::add_to(Router& router) {
    const Door door(router, parts_);
    add_program_routes(door);
    add_order_routes(door);
    add_check_routes(door);
    add_case_routes(door);
    add_worklist_routes(door);
    add_document_routes(door);
    add_draft_routes(door);
    add_letter_routes(door);
    add_message_routes(door);
    add_member_routes(door);
    add_people_routes(door);
    add_standing_routes(door);
    add_audit_routes(door);
}

} // namespace assent::http
