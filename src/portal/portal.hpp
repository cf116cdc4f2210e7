#pragma once
// The pages, as one thing that a server adds to its addresses. They decide nothing: what somebody may see or
// do is asked of authority and of the desk, as the interface for programs does.

#include "portal/open_id/provider.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

class Portal {
public:
    // Looks at all of them for as long as it lives. Only when e-mail can leave are links offered by it.
    Portal(desk::Desk& desk, store::Store& store, store::Documents& documents,
           std::function<calendar::Instant()> clock, PortalSettings settings = {});

    // People may be signed in by that house as well. To be called before the pages are added.
    void trust(OpenIdSettings settings, OpenIdProvider::Tell tell);

    // Adds its pages and what they load; they look at this.
    void add_to(http::Router& router);

    // The same answer; of a training copy, a page that says so.
    http::Response marked(const http::Request& request, http::Response answer) const;

    // Whether it is, by its head, a form with files of somebody who is signed in.
    bool takes_files(const http::Request& request) const;

private:
    desk::SignIn sign_in_;
    paper::Opener paper_;
    desk::SecondSteps second_steps_;
    Services services_;
    http::Router with_files_; // only the addresses of such forms
    std::optional<OpenIdProvider> open_id_;
};

} // namespace assent::portal
