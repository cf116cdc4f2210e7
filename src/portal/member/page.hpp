#pragma once
// What a member sees without an account, who has the code of a letter and their birth date: where their
// request is, the letters to them, and how to ask again. A session of a member is known to these pages alone,
// and they know no other; nothing of the member is in their titles and addresses.

#include "portal/gate.hpp"

namespace assent::portal {

void add_member(Gate& gate, const Services& services);

} // namespace assent::portal
