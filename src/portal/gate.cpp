#include "portal/gate.hpp"

#include "base/text.hpp"
#include "http/case_address.hpp"
#include "http/multipart.hpp"
#include "http/target.hpp"
#include "portal/html.hpp"
#include "portal/layout.hpp"
#include "portal/sign_in/page.hpp"

namespace assent::portal {
namespace {

using http::Method;

// Browsers say from where a form was sent; one of another site is none of ours, whatever it bears.
bool comes_from_elsewhere(const http::Request& request) {
    const std::string_view site = request.header("sec-fetch-site");
    if (!site.empty() && site != "same-origin" && site != "none") return true;
    const std::string_view origin = request.header("origin");
    if (origin.empty()) return false;
    const std::size_t scheme = origin.find("://");
    return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

// Nothing but their own account is open to whoever signed in with a password that somebody else knows.
bool chooses_first(const Visit& visit) {
    const std::string& path = visit.request.path;
    return visit.session && visit.session->chooses_password && path != "/account" &&
           !path.starts_with("/sign-out");
}

http::Response to_sign_in(const http::Request& request) {
    return go_to("/sign-in" + (request.path != "/" ? "?next=" + in_address(request.path) : std::string()));
}

// What was filled in, and the files; false for what no browser sends.
bool read(const http::Request& request, Visit& visit) {
    const std::string_view type = request.header("content-type");
    if (base::trim(type.substr(0, type.find(';'))) == "application/x-www-form-urlencoded") {
        auto fields = http::read_form(request.body);
        if (fields) visit.form = std::move(*fields);
        return fields.has_value();
    }
    const auto parts = http::read_multipart(type, request.body);
    if (!parts) return false;
    for (const http::FormPart& part : *parts) {
        if (part.file) {
            if (!part.content.empty()) visit.files[part.name] = {*part.file, part.content};
        } else if (base::first_invalid_utf8(part.content)) {
            return false;
        } else {
            visit.form[part.name] = std::string(part.content);
        }
    }
    return true;
}

// What a script asks without anybody's doing keeps no session open.
bool asks_by_itself(const http::Request& request) {
    return request.path == "/live" || !request.header("x-assent-quiet").empty();
}

Visit visit_of(const Services& services, const http::Request& request, const http::Places& places) {
    const std::uint64_t changes = services.desk.changes();
    const calendar::Instant now = services.clock();
    Visit visit{request, places, now, session_cookie(request), std::nullopt};
    visit.elsewhere = services.elsewhere;
    visit.most_files = services.settings.most_files;
    visit.changes = changes;
    if (!visit.secret.empty())
        visit.session = asks_by_itself(request) ? services.sign_in.look(visit.secret, now)
                                                : services.sign_in.find(visit.secret, now);
    return visit;
}

} // namespace

void Gate::page(const std::string& pattern, For whom, Show show) {
    const auto answer = [&services = services_, whom, show = std::move(show), pattern](
                            const http::Request& request, const http::Places& places) {
        const store::Look look(services.store); // all of a page is of one moment
        const Visit visit = visit_of(services, request, places);
        if (whom == For::SignedIn && !visit.session) return to_sign_in(request);
        if (whom == For::SignedIn && chooses_first(visit)) return go_to("/account?done=signed-in");
        http::Response response = show(visit);
        const auto read = http::case_address(pattern, places);
        if (read && visit.session && response.status == 200)
            services.desk.readings().note(visit.actor(), read->of, read->what, visit.now);
        return response;
    };
    router_.add({Method::Get, pattern, "", answer});
}

void Gate::form(const std::string& pattern, For whom, Show take) {
    const auto answer = [&services = services_, whom, take = std::move(take)](const http::Request& request,
                                                                              const http::Places& places) {
        Visit visit = visit_of(services, request, places);
        if (comes_from_elsewhere(request))
            return sorry(visit, 403, "This form was not sent from here",
                         "Open the page here and send it again.");
        if (!read(request, visit))
            return sorry(visit, 400, "This is no form of ours", "Open the page again and send its form.");
        if (whom == For::SignedIn && !visit.session) return sign_in_first(visit);
        if (whom == For::SignedIn && visit.field("seal") != visit.seal())
            return sorry(visit, 403, "This page is from an earlier session",
                         "Go back, reload the page, and send it again.");
        if (whom == For::SignedIn && chooses_first(visit)) return go_to("/account?done=signed-in");
        return take(visit);
    };
    router_.add({Method::Post, pattern, "", answer});
}

void Gate::form_with_files(const std::string& pattern, Show take) {
    form(pattern, For::SignedIn, std::move(take));
    with_files_.add({Method::Post, pattern, "", {}});
}

} // namespace assent::portal
