#pragma once
// "Forgot your password?", and the page behind the link that is mailed: a new password without the present
// one, but not without the code of an account that has a second step. Whoever asks is told the same whether
// or not there is such an account. Looking at the page of a link uses nothing up: programs that read mail do
// so.

#include "portal/gate.hpp"

namespace assent::portal {

// Without mail the pages say whom to ask.
void add_password_link(Gate& gate, const Services& services);

} // namespace assent::portal
