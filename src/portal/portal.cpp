#include "portal/portal.hpp"

#include "portal/account/page.hpp"
#include "portal/ask/page.hpp"
#include "portal/assets.hpp"
#include "portal/case_page/page.hpp"
#include "portal/home/page.hpp"
#include "portal/new_request/page.hpp"
#include "portal/password_link/page.hpp"
#include "portal/sign_in/page.hpp"

namespace assent::portal {

Portal::Portal(desk::Desk& desk, store::Store& store, store::Documents& documents,
               std::function<calendar::Instant()> clock, bool mails)
    : sign_in_(store),
      second_steps_(store, documents.keys()),
      services_{desk, store, documents, sign_in_, second_steps_, std::move(clock), mails} {}

void Portal::add_to(http::Router& router) {
    Gate gate(router, services_);
    add_assets(router);
    add_sign_in(gate, services_);
    add_account(gate, services_);
    add_home(gate, services_);
    add_case_page(gate, services_);
    add_new_request(gate, services_);
    add_ask(gate, services_);
    add_password_link(gate, services_);
}

} // namespace assent::portal
