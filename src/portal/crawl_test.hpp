#pragma once
// Everybody of two offices and of the house, and a crawl: every page that an account comes to by following
// links from its first one. Part of the tests.

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "portal/pages_test.hpp"

namespace assent::portal {

// Two offices with a case each, and an account of every role beside those of the small office.
struct Everybody : Pages {
    std::vector<std::string> accounts{"clerk", "stranger", "therapist", "physician", "chief", "plan"};
    std::vector<store::StreamId> cases;

    Everybody() {
        for (const char* member : {"Xavier-1", "Yvonne-2"}) office.admit(member);
        cases.push_back(office.done(SmallOffice::admission("Xavier-1")));
        desk::Order other = SmallOffice::admission("Yvonne-2");
        other.by = {"stranger"};
        cases.push_back(office.done(other));
        office.done("therapist", cases[0], casework::Claim{0});
        office.done("therapist", cases[0], SmallOffice::approval());
        office.done("therapist", cases[0], casework::Flag{0, "The signature looks copied.", true});
        casework::Message question;
        question.request = 0;
        question.text = "When does the number arrive?";
        office.done("clerk", cases[0], question); // by which customer service and intake come to it
        for (std::size_t i = 0; i < casework::roles; ++i) {
            const auto role = static_cast<casework::Role>(i);
            if (role == casework::Role::System || role == casework::Role::Timer) continue;
            accounts.push_back(fmt::format("crawler-{}", i));
            know(accounts.back(), role, "us");
        }
    }

    bool sees(const std::string& account, const store::StreamId& of) {
        return office.desk().see({account}, of, now).has_value();
    }
};

// The addresses of ours that a page links to.
inline std::vector<std::string> links_of(const Response& page) {
    std::vector<std::string> all;
    const std::string before = " href=\"/";
    for (std::size_t at = 0; (at = page.body.find(before, at)) != std::string::npos; ++at) {
        const std::size_t begin = at + before.size() - 1;
        std::string address = page.body.substr(begin, page.body.find('"', begin) - begin);
        address.resize(std::min(address.size(), address.find('#')));
        for (std::size_t sign = 0; (sign = address.find("&amp;", sign)) != std::string::npos; ++sign)
            address.erase(sign + 1, 4);
        if (!address.starts_with("/assets/")) all.push_back(address);
    }
    return all;
}

struct Crawled {
    std::map<std::string, Response> pages;
};

inline Crawled crawl(Everybody& house) {
    constexpr std::size_t most = 400;
    Crawled found;
    std::deque<std::string> open{"/"};
    while (!open.empty() && found.pages.size() < most) {
        const std::string address = open.front();
        open.pop_front();
        if (found.pages.contains(address)) continue;
        Response page = house.get(address);
        for (const std::string& link : links_of(page)) open.push_back(link);
        if (page.status == 303) open.push_back(page.headers.at("location"));
        found.pages.emplace(address, std::move(page));
    }
    CHECK(found.pages.size() < most);
    return found;
}

// The pattern with that word in each of its places, as it stands in a path.
inline std::string filled(std::string pattern, const std::string& word) {
    for (std::size_t open = 0; (open = pattern.find('{')) != std::string::npos;)
        pattern.replace(open, pattern.find('}') - open + 1, in_address(word));
    return pattern;
}

} // namespace assent::portal
