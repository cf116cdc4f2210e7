#pragma once
// The interface over an open office, asked without a socket, for the tests of its resources. Its clock stands
// until a test moves it. Every exchange is held to the document of the interface: what the document does not
// say fails the test that asked. Part of the tests.

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/text.hpp"
#include "desk/small_office_test.hpp"
#include "http/api.hpp"
#include "http/contract_test.hpp"
#include "http/problem.hpp"
#include "http/target.hpp"
#include "store/document_folder_test.hpp"

namespace assent::http {

struct OpenApi : desk::OpenOffice {
    Router router;
    calendar::Instant now = desk::monday;
    store::TemporaryFile folder;
    store::Documents documents{folder.path(), store::ring_of("1")};
    Api api{{office.desk(), store, documents, [this] { return now; }}};
    std::map<std::string, std::string> tokens;

    OpenApi() {
        api.add_to(router);
        desk::report(store, desk::stream_of(casework::PersonId{"plan"}),
                     desk::Person{"Plan", casework::Role::PlanAdministrator, {"us"}}, {now, {"import"}});
        desk::report(store, desk::stream_of(casework::PersonId{"inspector"}),
                     desk::Person{"Inspector", casework::Role::Agency, {"agency"}}, {now, {"import"}});
        desk::report(store, desk::stream_of(casework::OrganizationId{"clinic"}), desk::Organization{"Clinic"},
                     {now, {"import"}});
        for (const char* who : {"clerk", "stranger", "therapist", "physician", "plan", "inspector"})
            give_token(who);
    }

    void give_token(const std::string& who) {
        tokens[who] = desk::new_token({who});
        desk::report(store, desk::stream_of(casework::PersonId{who}),
                     desk::Token{"test", desk::digest_of_token(tokens[who])}, {now, {"import"}});
    }

    // Somebody else, with a token.
    void know(const std::string& who, casework::Role role, const std::string& organization) {
        desk::report(store, desk::stream_of(casework::PersonId{who}), desk::Person{who, role, {organization}},
                     {now, {"import"}});
        give_token(who);
    }

    // A body is JSON unless the headers say something else.
    Response ask(Method method, const std::string& target, const std::string& who,
                 const std::string& body = {}, std::map<std::string, std::string> headers = {}) {
        const auto read = read_target(target);
        REQUIRE_MESSAGE(read.has_value(), target);
        Request request{method, read->path, read->query, std::move(headers), body};
        if (!who.empty()) request.headers.emplace("authorization", "Bearer " + tokens[who]);
        if (!body.empty()) request.headers.emplace("content-type", "application/json");
        return exchange(request);
    }

    Response exchange(const Request& request) const {
        Response response = router.answer(request);
        for (const std::string& one : Contract::of(router).violations(request, response)) {
            FAIL_CHECK(to_text(request.method), " ", request.path, " ", response.status, ": ", one, "\n",
                       request.body, "\n", response.body);
        }
        return response;
    }

    // The name of a new case of the clerk's.
    std::string begin(bool whole = true) {
        const Response made = ask(Method::Post, "/api/v1/cases", "clerk", submission(whole));
        REQUIRE_MESSAGE(made.status == 201, made.body);
        return made.headers.at("location").substr(std::string("/api/v1/cases/").size());
    }

    static std::string submission(bool whole = true) {
        const std::string plan = whole ? R"(, {"kind": "plan of care", "pages": 4})" : "";
        return R"({"program": "florida-medicaid/therapy", "member": "M1", "request": {"type": "admission",
            "facts": {"request.discipline": "physical therapy", "request.start": "2026-12-10"},
            "lines": [{"code": "97110", "units": 72, "frequency": 3, "duration": 168,
                       "ordered_units": 72, "ordered_frequency": 3, "ordered_duration": 168}],
            "papers": [{"kind": "order", "pages": 1})" +
               plan + R"(], "participants": {"ordering provider": "dr-hill"}}})";
    }
};

inline bool says(const Response& response, std::string_view words) {
    return response.body.find(words) != std::string::npos;
}

// The text of a member of an answer, wherever it stands first; "" without one.
inline std::string member_of(const Response& response, const std::string& name) {
    const std::string key = "\"" + name + "\":\"";
    const std::size_t at = response.body.find(key);
    if (at == std::string::npos) return {};
    const std::size_t from = at + key.size();
    return response.body.substr(from, response.body.find('"', from) - from);
}

inline constexpr const char* approval = R"({"do": "decide", "request": 1,
    "lines": [{"line": 1, "act": "approve as requested", "rationale": "The criteria are met."}],
    "criteria": {"name": "therapy criteria", "version": "2026.1"}})";

} // namespace assent::http
