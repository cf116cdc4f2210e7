#include "portal/portal.hpp"

#include "portal/account/page.hpp"
#include "portal/acts/page.hpp"
#include "portal/ask/page.hpp"
#include "portal/assets.hpp"
#include "portal/board/page.hpp"
#include "portal/case_page/page.hpp"
#include "portal/concerns/page.hpp"
#include "portal/contacts/page.hpp"
#include "portal/cover_sheets/page.hpp"
#include "portal/documents/page.hpp"
#include "portal/find/page.hpp"
#include "portal/home/page.hpp"
#include "portal/live/page.hpp"
#include "portal/member/page.hpp"
#include "portal/members/page.hpp"
#include "portal/needs/page.hpp"
#include "portal/new_request/page.hpp"
#include "portal/open_id/page.hpp"
#include "portal/password_link/page.hpp"
#include "portal/people/page.hpp"
#include "portal/programs/page.hpp"
#include "portal/readings/page.hpp"
#include "portal/reports/page.hpp"
#include "portal/retention/page.hpp"
#include "portal/review/page.hpp"
#include "portal/samples/opinion.hpp"
#include "portal/samples/page.hpp"
#include "portal/sign_in/page.hpp"
#include "portal/training/page.hpp"

namespace assent::portal {

Portal::Portal(desk::Desk& desk, store::Store& store, store::Documents& documents,
               std::function<calendar::Instant()> clock, PortalSettings settings)
    : sign_in_(store),
      second_steps_(store, documents.keys()),
      services_{
          desk, store, documents, sign_in_, second_steps_, std::move(clock), paper_, std::move(settings)} {}

void Portal::trust(OpenIdSettings settings, OpenIdProvider::Tell tell) {
    services_.elsewhere = settings.label;
    open_id_.emplace(std::move(settings), fetch, std::move(tell));
}

void Portal::add_to(http::Router& router) {
    Gate gate(router, with_files_, services_);
    add_assets(router);
    add_sign_in(gate, services_);
    add_account(gate, services_);
    add_home(gate, services_);
    add_live(gate, services_);
    add_case_page(gate, services_);
    add_review(gate, services_);
    add_cover_sheets(gate, services_);
    add_readings(gate, services_);
    add_board(gate, services_);
    add_reports(gate, services_);
    add_new_request(gate, services_);
    add_ask(gate, services_);
    add_password_link(gate, services_);
    add_document_pages(gate, services_);
    add_needs(gate, services_);
    add_people(gate, services_);
    add_member(gate, services_);
    add_programs(gate, services_);
    add_acts(gate, services_);
    add_concerns(gate, services_);
    add_samples(gate, services_);
    add_opinions(gate, services_);
    add_retention(gate, services_);
    if (services_.settings.set_clock) add_training(gate, services_);
    add_find(gate, services_);
    add_contacts(gate, services_);
    add_member_page(gate, services_);
    if (open_id_) add_open_id(gate, services_, *open_id_);
}

http::Response Portal::marked(const http::Request& request, http::Response answer) const {
    if (!services_.settings.set_clock) return answer;
    return as_training(request, std::move(answer), training_time(services_));
}

bool Portal::takes_files(const http::Request& request) const {
    const std::string secret = session_cookie(request);
    const bool is_one = request.header("content-type").starts_with("multipart/form-data") &&
                        request.method == http::Method::Post && !with_files_.pattern_of(request).empty();
    return is_one && !secret.empty() && services_.sign_in.find(secret, services_.clock()).has_value();
}

} // namespace assent::portal
