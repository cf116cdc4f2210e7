#pragma once
// A document as it is looked at: ten pages under each other, each a picture with its words beside it for who
// does not see it; with zoom, turning, and what is looked for marked on the pictures. How it is shown stands
// in the address, so that it works without scripts and can be gone back to.

#include <string>
#include <string_view>

#include "paper/opener.hpp"
#include "portal/documents/paged.hpp"
#include "portal/html.hpp"

namespace assent::portal {

constexpr int pages_at_once = 10;

struct Viewed {
    int page = 1;
    int zoom = 100; // percent of its size on paper
    int turn = 0;   // degrees, to the right
    std::string find = {};
};

// Of the address and its query; nothing when no page is named. What is none of the ways is the usual one.
std::optional<Viewed> viewed(const Visit& visit);

// The first page that is shown together with this one.
int first_beside(int page);

// The pages beside `page`, of the words of the whole document or of these pages.
Html pages_of(const PagedDocument& document, const Viewed& how, const paper::Text& text);

// A document that is text, and so has no pages.
Html plain_text_of(const PagedDocument& document, std::string_view text);

// Why it cannot be shown, and what can be done instead.
Html not_shown(const PagedDocument& document, paper::Unshown why);

} // namespace assent::portal
