#pragma once
// By which pages are added to the addresses of a server. A page that is for somebody sends whoever is not
// signed in to sign in first, and back again; a form is taken only with the seal of its session and from a
// page of ours. Who may see or do what is not decided here: the desk and authority are asked by each page.

#include <functional>
#include <string>

#include "http/router.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

using Show = std::function<http::Response(const Visit&)>;

enum class For : std::uint8_t { Everybody, SignedIn };

class Gate {
public:
    // Its services live as long as the routes are used.
    Gate(http::Router& router, http::Router& with_files, const Services& services)
        : router_(router), with_files_(with_files), services_(services) {}

    void page(const std::string& pattern, For whom, Show show);
    void form(const std::string& pattern, For whom, Show take);
    void form_with_files(const std::string& pattern, Show take); // for who is signed in; it may be large

private:
    http::Router& router_;
    http::Router& with_files_; // knows the addresses of those forms
    const Services& services_;
};

} // namespace assent::portal
