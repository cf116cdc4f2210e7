#pragma once
// Events, moments and parties of a program as it would write them: for messages, lists of what is owed and
// letters. What a moment is written as reads back as that moment; nothing here is kept or looked up twice.

#include <string>

#include "policy/program.hpp"

namespace assent::policy {

// "pended at first level", "notice of denial sent", "answer a pend missed".
std::string to_text(const Program&, const EventRef&);

// "3 business days after complete information"; a span that counts from the start stands alone. "" for none.
std::string to_text(const Program&, MomentId);

// "supply information", "decide at first level", "send notice of denial": what comes after `must` or `may`.
std::string to_text(const Program&, const PartyAct&);

// A party's name, or "us", "anyone", "the requester".
std::string party_text(const Program&, std::uint16_t party);

} // namespace assent::policy
