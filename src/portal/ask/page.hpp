#pragma once
// The question that nobody has to sign in for: does this need authorization, and would it pass? A program
// asks one thing after the other, and only what still matters; the answer shows the rules it rests on.
// Nothing is kept, nobody is named, and the address of an answer can be handed on.

#include "portal/gate.hpp"

namespace assent::portal {

void add_ask(Gate& gate, const Services& services);

} // namespace assent::portal
