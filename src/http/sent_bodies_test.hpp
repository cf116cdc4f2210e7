#pragma once
// Every address that takes a body of JSON, with somebody who may send one there and a body that is taken.
// Part of the tests that send what is not.

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
    bool takes_key = false;   // its order can be sent again
    bool any_members = false; // a draft is whatever its writers put there
    std::size_t most = std::size_t{1} << 20;
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
        {Method::Post, "/api/v1/programs/{family}/{program}/directions",
         "/api/v1/programs/florida-medicaid/therapy/directions", "inspector",
         R"({"provider": "clinic", "direction": "hold", "words": "Wait for our letter."})"},
        {Method::Post, "/api/v1/cases", "/api/v1/cases", "clerk", OpenApi::submission(), true},
        {Method::Post, "/api/v1/cases/{member}/{number}/commands", "/api/v1/cases/CASE/commands", "therapist",
         R"({"do": "flag", "request": 1, "what": "signature looks copied"})", true},
        {Method::Post, "/api/v1/cases/check", "/api/v1/cases/check", "clerk", OpenApi::submission()},
        {Method::Post, "/api/v1/cases/{member}/{number}/check", "/api/v1/cases/CASE/check", "clerk",
         R"({"request": {"type": "continued stay", "about": 1}})"},
        {Method::Put, "/api/v1/drafts/{draft}", "/api/v1/drafts/tuesday", "clerk", R"({"member": "M1"})",
         false, true, std::size_t{256} * 1024},
        {Method::Put, "/api/v1/members/{member}", "/api/v1/members/M1", "plan",
         R"({"name": "A Child", "birth_date": "2019-05-04", "eligible": [{"from": "2026-01-01"}]})"},
        {Method::Post, "/api/v1/members/{member}/merges", "/api/v1/members/M1/merges", "plan",
         R"({"set_aside": "M2", "reason": "Both cards were told on the telephone.", "undo": false})"},
        {Method::Put, "/api/v1/people/{person}", "/api/v1/people/dana", "plan",
         R"({"name": "Dana", "role": "provider", "organization": "clinic"})"},
        {Method::Post, "/api/v1/people/{person}/tokens", "/api/v1/people/therapist/tokens", "plan",
         R"({"name": "laptop", "ends": "2027-11-30T15:00:00Z"})"},
        {Method::Post, "/api/v1/people/{person}/conflicts", "/api/v1/people/therapist/conflicts", "therapist",
         R"({"towards": "rehab", "what": "works there on Saturdays", "from": "2026-01-01"})"},
        {Method::Post, "/api/v1/people/{person}/credentials", "/api/v1/people/therapist/credentials", "plan",
         R"({"words": "licensed therapist", "scope": "physical therapy", "towards": "M1",
             "through": "2027-06-30"})"},
        {Method::Put, "/api/v1/organizations/{organization}", "/api/v1/organizations/rehab", "plan",
         R"({"name": "Rehab"})"},
        {Method::Post, "/api/v1/organizations/{organization}/credentials",
         "/api/v1/organizations/clinic/credentials", "plan", R"({"words": "therapy provider"})"},
    };
    return all;
}

} // namespace assent::http
