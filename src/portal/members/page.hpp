#pragma once
// A member as those see it who keep the log of contacts or look after members: by which identifiers they are
// known, since when and why, and every case under any of them. Two members who are one person are merged
// here, and a merge is undone, each with a reason that stays.

#include "portal/gate.hpp"

namespace assent::portal {

std::string member_address(const casework::MemberId& member); // "/members/M7"

void add_member_page(Gate& gate, const Services& services);

} // namespace assent::portal
