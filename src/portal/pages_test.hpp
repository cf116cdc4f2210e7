#pragma once
// The pages of a small office as whoever has a browser could ask for them, without one: who signs in, what is
// asked and posted, and what a page says. Part of the tests.

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <tuple>

#include "desk/small_office_test.hpp"
#include "http/target.hpp"
#include "portal/html.hpp"
#include "portal/portal.hpp"
#include "store/document_folder_test.hpp"

namespace assent::portal {

using desk::SmallOffice;
using http::Method;
using http::Response;

constexpr const char* password = "four quiet green boats";

using Fields = std::map<std::string, std::string>;

inline std::string written(const Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields)
        body += (body.empty() ? "" : "&") + in_address(name) + "=" + in_address(value);
    return body;
}

inline std::size_t count(const Response& response, std::string_view text) {
    std::size_t found = 0;
    for (std::size_t at = 0; (at = response.body.find(text, at)) != std::string::npos; ++at) ++found;
    return found;
}

struct Pages : desk::OpenOffice {
    PortalSettings settings;
    store::TemporaryFile folder;
    store::Documents documents{folder.path(), store::ring_of("1")};
    calendar::Instant now = desk::monday;
    Portal portal{office.desk(), store, documents, [this] { return now; }, settings};
    http::Router router;
    std::string cookie;                        // of who is signed in
    std::map<std::string, std::string> beside; // headers that whoever asks sends beside the usual ones
    bool secure = false;                       // whether it comes over TLS

    explicit Pages(bool with_mail = false) : Pages(PortalSettings{.mails = with_mail}) {}
    explicit Pages(PortalSettings told) : settings(std::move(told)) {
        portal.add_to(router);
        for (const auto& [who, role, organization] :
             {std::tuple("chief", casework::Role::OfficeAdministrator, "clinic"),
              std::tuple("other-chief", casework::Role::OfficeAdministrator, "elsewhere"),
              std::tuple("plan", casework::Role::PlanAdministrator, "us")})
            know(who, role, organization);
        for (const char* who : {"clerk", "stranger", "therapist", "physician"}) give_password(who);
    }

    // An account with the password.
    void know(const std::string& who, casework::Role role, const std::string& organization) {
        desk::report(store, desk::stream_of(casework::PersonId{who}), desk::Person{who, role, {organization}},
                     cause);
        give_password(who);
    }

    Response get(const std::string& address) { return ask(Method::Get, address, {}); }
    Response post(const std::string& address, Fields fields) {
        if (!cookie.empty() && !fields.contains("seal")) fields["seal"] = seal();
        return ask(Method::Post, address, fields);
    }

    // As if by the page, which takes its time on purpose and is tried where signing in is meant.
    void sign_in(const std::string& who) {
        const auto secret = desk::SignIn(store).begin_trusted({who}, now);
        REQUIRE(secret.has_value());
        cookie = "assent=" + *secret;
    }

    // What the browser would send from then on.
    void keep(const Response& answer) {
        const std::string& kept = answer.headers.at("set-cookie");
        cookie = kept.substr(0, kept.find(';'));
    }

    // As a form of a page bears it.
    std::string seal() {
        const std::string page = get("/account").body, before = "name=\"seal\" value=\"";
        const std::size_t at = page.find(before);
        REQUIRE(at != std::string::npos);
        return page.substr(at + before.size(), 64);
    }

    const desk::Cause cause{desk::monday - std::chrono::hours{1}, {"admin"}};

private:
    // Its digest is made once for all tests: each takes a tenth of a second.
    void give_password(const std::string& who) {
        static const std::string digest = [] {
            desk::OpenOffice other;
            desk::SignIn(other.store).set_password({"clerk"}, password, {desk::monday, {"admin"}});
            return desk::read_standing(other.store, desk::stream_of(casework::PersonId{"clerk"}))
                .password->digest;
        }();
        desk::report(store, desk::stream_of(casework::PersonId{who}), desk::Password{digest}, cause);
    }

    Response ask(Method method, const std::string& address, const Fields& fields) const {
        const auto target = http::read_target(address);
        REQUIRE(target.has_value());
        http::Request request;
        request.method = method;
        request.path = target->path;
        request.query = target->query;
        request.headers["host"] = "localhost";
        if (!cookie.empty()) request.headers["cookie"] = cookie;
        request.secure = secure;
        if (method == Method::Post) {
            request.headers["content-type"] = "application/x-www-form-urlencoded";
            request.body = written(fields);
        }
        for (const auto& [name, value] : beside) request.headers[name] = value;
        return router.answer(request);
    }
};

inline bool says(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

inline std::string page_of(const store::StreamId& stream) { return "/cases/" + stream.text().substr(5); }

} // namespace assent::portal
