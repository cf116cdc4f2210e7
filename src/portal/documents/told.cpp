#include "portal/documents/told.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace assent::portal {
namespace {

// "Pages 2, 3 and 5" of those that are like this; "" without any.
std::string pages_that_are(paper::Legibility how, const std::vector<paper::Legibility>& sheets) {
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (sheets[i] == how) numbers.push_back(std::to_string(i + 1));
    }
    if (numbers.empty()) return {};
    return (numbers.size() == 1 ? "Page " : "Pages ") + base::listed(numbers);
}

} // namespace

std::string doubts_of(const paper::Shown<paper::Look>& look) {
    using paper::Legibility;
    if (!look)
        return paper::is_of_the_document(look.error())
                   ? fmt::format("It cannot be opened here: {}.", paper::reason(look.error()))
                   : "";
    std::vector<std::string> all;
    for (const Legibility how :
         {Legibility::Blank, Legibility::Dark, Legibility::Pale, Legibility::Coarse, Legibility::Undrawn}) {
        const std::string pages = pages_that_are(how, look->sheets);
        if (!pages.empty())
            all.push_back(fmt::format("{} may be hard to read ({}).", pages, paper::hint(how)));
    }
    return base::join(all, " ");
}

std::string told_of(const paper::Shown<paper::Look>& look) {
    const std::string doubts = doubts_of(look);
    if (!look) return doubts.empty() ? "" : doubts + " You can send it all the same.";
    const std::string pages = look->pages == 1 ? "One page." : fmt::format("{} pages.", look->pages);
    return doubts.empty() ? pages : pages + " " + doubts;
}

} // namespace assent::portal
