#pragma once
// One request of a browser, with what every page needs of it: who asks, by whose clock, the fields of its
// form. And the services behind the pages, which outlive all of them.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "desk/desk.hpp"
#include "desk/sign_in.hpp"
#include "http/router.hpp"
#include "paper/opener.hpp"
#include "store/documents.hpp"

namespace assent::portal {

struct PortalSettings {
    std::size_t most_files = std::size_t{32} << 20U;       // bytes that a form with files can have
    bool mails = false;                                    // whether e-mail can leave
    std::function<void(calendar::Instant)> set_clock = {}; // of a training copy; nothing: it is none
    std::int64_t retention_years = 0;                      // 0: nothing is ever removed
};

struct Services {
    desk::Desk& desk;
    store::Store& store;
    store::Documents& documents;
    desk::SignIn& sign_in;
    desk::SecondSteps& second_steps;
    std::function<calendar::Instant()> clock;
    paper::Opener& paper; // what is in documents
    PortalSettings settings;
    std::string elsewhere = {}; // how signing in by another house is called; "" when there is none
};

// A file that came with a form; its content is part of the request.
struct SentFile {
    std::string name;
    std::string_view content;
};

struct Visit {
    const http::Request& request;
    const http::Places& places;
    calendar::Instant now;
    std::string secret;                           // of the session; "" without one
    std::optional<desk::SignIn::Session> session; // who is signed in
    std::map<std::string, SentFile> files = {};   // that were chosen
    std::map<std::string, std::string> form = {}; // what was filled in
    std::string elsewhere = {};                   // how signing in by another house is called
    std::size_t most_files = 0;                   // bytes that a form with files can have
    std::uint64_t changes = 0; // how much had been done to cases before anything was read for it

    // Requires: somebody is signed in.
    const casework::Actor& actor() const { return session->actor; }

    // What stands in a field, without blanks around it; "" when there is none.
    std::string field(const std::string& name) const;

    // The same, as it was written: for passwords.
    std::string written(const std::string& name) const;

    // What every form of this session bears, so that no other site can send it.
    std::string seal() const;
};

// A cookie of a request; "" without it.
std::string cookie_in(const http::Request& request, std::string_view name);

// The same visit in the session of that secret, which has just begun.
Visit with_session(const Visit& visit, const Services& services, const std::string& secret);

// The secret of a session among the cookies of a request.
std::string session_cookie(const http::Request& request);

// The header that keeps it in the browser until it is closed; with "" the browser forgets it.
std::string keep_cookie(const http::Request& request, const std::string& secret);

// To look at something else instead, which the browser does with GET.
http::Response go_to(std::string address);

} // namespace assent::portal
