#pragma once
// What happened as the store keeps it, and back. The first record of a case says under which version of
// which program it began; each one after it is an event of casework. An account and a letter have streams of
// their own, written with the case. A payload that cannot be read is a broken world: it throws Failure,
// which names the stream and the place and nothing else.

#include <optional>
#include <string>
#include <string_view>

#include "casework/event.hpp"
#include "casework/ledger.hpp"
#include "casework/notice.hpp"
#include "store/store.hpp"

namespace assent::desk {

// How a case began, before anything happened in it.
struct Opened {
    std::string program, hash; // its id, and the version that governs
};

// Who caused a record, and when it was written.
struct Cause {
    calendar::Instant at;
    casework::PersonId by;
    casework::Role role = casework::Role::System;
};

store::Record record_of(const Opened& opened, const Cause& cause);
store::Record record_of(const casework::Event& event);
Opened opened_of(const store::StreamId& stream, const store::Event& event);
casework::Event event_of(const store::StreamId& stream, const store::Event& event);

// What was used of an account before this desk kept it: from then on the account is known.
struct Carried {
    std::int32_t period = 0; // the calendar year
    std::int64_t units = 0;
};

store::Record record_of(const Carried& carried, const Cause& cause);
store::Record record_of(const casework::LedgerEntry& entry, const Cause& cause);

// The name of a ledger in a stream: "visits a year" is "visits-a-year".
std::string ledger_key(std::string_view name);

// An account as its stream says it is.
struct Account {
    casework::Ledger entries;
    bool known = false;        // what was used before this desk kept it was carried over
    std::int64_t sequence = 0; // of the last record seen
};
Account account_of(const store::StreamId& stream, const std::vector<store::Event>& events);

// The text of a notice as it was composed, kept for ever beside its case.
struct Letter {
    std::uint32_t notice = 0; // its number in the case, from 1
    std::string form, template_version, language, html, text;
};

store::Record record_of(const Letter& letter, const Cause& cause);
Letter letter_of(const store::StreamId& stream, const store::Event& event);
std::string digest_of(const Letter& letter); // what the event `Composed` keeps of it

// The letter with that digest among those of a case; nothing for "" and when there is none.
std::optional<Letter> find_letter(store::Store& store, const store::StreamId& of, const std::string& digest);

} // namespace assent::desk
