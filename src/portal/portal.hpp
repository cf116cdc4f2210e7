#pragma once
// The pages, as one thing that a server adds to its addresses. They decide nothing: what somebody may see or
// do is asked of authority and of the desk, as the interface for programs does.

#include "portal/visit.hpp"

namespace assent::portal {

class Portal {
public:
    // Looks at all of them for as long as it lives. Only when e-mail can leave are links offered by it.
    Portal(desk::Desk& desk, store::Store& store, store::Documents& documents,
           std::function<calendar::Instant()> clock, bool mails = false);

    // Adds its pages and what they load; they look at this.
    void add_to(http::Router& router);

private:
    desk::SignIn sign_in_;
    desk::SecondSteps second_steps_;
    Services services_;
};

} // namespace assent::portal
