#pragma once
// The document that an address names, when whoever asks may see it: one that a paper of a case of theirs
// names, or one that they have handed in, or somebody of their organization has, and that no case may name
// yet. This is asked anew for every page and every picture.

#include <optional>
#include <string>

#include "desk/handed_documents.hpp"
#include "portal/visit.hpp"

namespace assent::portal {

struct PagedDocument {
    desk::HandedDocument document;
    std::string address;        // "/cases/M7/C12/documents/ab12..."; its pages lie below
    std::string name;           // "plan of care"
    std::string back = {};      // an address that leads to what it belongs to; "" without one
    std::string back_name = {}; // "case C12"
    bool can_be_downloaded = false;

    std::string page(int number) const;
    std::string image(int page) const;
};

// Of "/cases/{member}/{number}/documents/{digest}" and what lies below.
std::optional<PagedDocument> document_of_case(const Visit& visit, const Services& services);

// Of "/documents/{digest}" and what lies below.
std::optional<PagedDocument> document_handed_in(const Visit& visit, const Services& services);

} // namespace assent::portal
