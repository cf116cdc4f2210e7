#pragma once
// The resources of the interface, a source file each: every one adds its addresses at the door. Requests,
// lines, notices and threads are counted from 1; times are UTC to the second.

#include "http/door.hpp"

namespace assent::http {

void add_program_routes(const Door& door); // programs, and the question that nobody signs in for
void add_case_routes(const Door& door);    // cases as they are shown
void add_order_routes(const Door& door);   // what is done to a case
void add_letter_routes(const Door& door);
void add_member_routes(const Door& door);

} // namespace assent::http
