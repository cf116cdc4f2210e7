#pragma once
// What anybody may know of a program without an account: which codes its rules name, what must come with
// which request, whom to reach about what, its forms and manuals; each with the phrase of the official
// document it rests on, as of a day in the address. Everything on the page is the program's own text.

#include "portal/gate.hpp"

namespace assent::portal {

void add_needs(Gate& gate, const Services& services);

} // namespace assent::portal
