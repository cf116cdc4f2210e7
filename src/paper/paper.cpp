#include "paper/paper.hpp"

#include <array>

#include "base/expects.hpp"

namespace assent::paper {
namespace {

struct Words {
    Unshown why;
    std::string_view reason, instead;
};

constexpr std::array all{
    Words{Unshown::Broken, "it is damaged", "Ask for it again, or download it and try another program."},
    Words{Unshown::NoPages, "it has no pages of its own", "Download it and open it with its own program."},
    Words{Unshown::Locked, "it is protected by a password",
          "Ask for it again without a password, or download it and open it with the password."},
    Words{Unshown::TooLarge, "it is too large to be drawn here",
          "Download it and open it with another program."},
    Words{Unshown::TooLong, "drawing it takes too long", "Download it and open it with another program."},
    Words{Unshown::NoSuchPage, "it has no such page", "Choose one of its pages."},
    Words{Unshown::Unconfined, "this machine cannot open it safely",
          "Download it for now. Whoever runs the server finds the reason under Documents in the manual."},
    Words{Unshown::Busy, "too many documents are being opened", "Load this page again in a moment."},
    Words{Unshown::NotInstalled, "the program that draws pages is not there",
          "Download it for now. Whoever runs the server installs assent-paper beside assent."},
};

const Words& words_of(Unshown why) {
    for (const Words& one : all) {
        if (one.why == why) return one;
    }
    base::impossible("a reason without its words");
}

} // namespace

std::string_view reason(Unshown why) { return words_of(why).reason; }

std::string_view instead(Unshown why) { return words_of(why).instead; }

bool is_of_the_document(Unshown why) {
    return why == Unshown::Broken || why == Unshown::Locked || why == Unshown::TooLarge ||
           why == Unshown::TooLong;
}

std::string_view hint(Legibility how) {
    switch (how) {
        case Legibility::Good: return "";
        case Legibility::Blank: return "nearly blank";
        case Legibility::Dark: return "very dark";
        case Legibility::Pale: return "very pale";
        case Legibility::Coarse: return "blurred, or scanned very coarsely";
        case Legibility::Undrawn: return "it cannot be drawn";
    }
    base::impossible("a legibility without its words");
}

} // namespace assent::paper
