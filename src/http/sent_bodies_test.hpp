#pragma once
// Every address that takes a body, with somebody who may send one there and a body that is taken. Part of the
// tests that send what is not.

#include <string>
#include <string_view>
#include <vector>

#include "http/command_reader.hpp"
#include "http/open_api_test.hpp"

namespace assent::http {

struct SentBody {
    Method method = Method::Post;
    std::string pattern;
    std::string target; // CASE stands for the name of a case
    std::string who;    // "" without a token
    std::string body;
    bool takes_key = false; // its order can be sent again
};

inline std::string at_case(std::string target, const std::string& name) {
    if (const std::size_t place = target.find("CASE"); place != std::string::npos)
        target.replace(place, 4, name);
    return target;
}

inline const std::vector<SentBody>& sent_bodies() {
    static const std::vector<SentBody> all = {
        {Method::Post, "/api/v1/programs/{family}/{program}/check",
         "/api/v1/programs/florida-medicaid/therapy/check", "",
         R"({"request": {"discipline": "physical therapy", "start": "2026-12-10"},
             "lines": [{"code": "97110", "units": 72}], "ledger": {}})"},
        {Method::Post, "/api/v1/cases", "/api/v1/cases", "clerk", OpenApi::submission(), true},
        {Method::Post, "/api/v1/cases/{member}/{number}/commands", "/api/v1/cases/CASE/commands", "therapist",
         R"({"do": "flag", "request": 1, "what": "signature looks copied"})", true},
        {Method::Put, "/api/v1/members/{member}", "/api/v1/members/M1", "plan",
         R"({"name": "A Child", "birth_date": "2019-05-04", "eligible": [{"from": "2026-01-01"}]})"},
    };
    return all;
}

} // namespace assent::http
