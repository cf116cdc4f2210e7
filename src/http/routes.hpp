#pragma once
// The resources of the interface, a source file each: every one adds its addresses at the door. Requests,
// lines, notices and threads are counted from 1; times are UTC to the second.

#include "http/door.hpp"

namespace assent::http {

void add_program_routes(const Door& door);  // programs, and the question that nobody signs in for
void add_case_routes(const Door& door);     // cases as they are shown
void add_order_routes(const Door& door);    // what is done to a case
void add_check_routes(const Door& door);    // what would become of it
void add_document_routes(const Door& door); // what was handed in
void add_draft_routes(const Door& door);
void add_worklist_routes(const Door& door);
void add_letter_routes(const Door& door);
void add_message_routes(const Door& door);
void add_member_routes(const Door& door);
void add_people_routes(const Door& door);   // accounts and their tokens
void add_audit_routes(const Door& door);    // who has read what
void add_standing_routes(const Door& door); // organizations, credentials, conflicts of interest

} // namespace assent::http
