#include "desk/record.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/failure.hpp"
#include "base/sha256.hpp"
#include "casework/event_json.hpp"
#include "desk/record_fields.hpp"

namespace assent::desk {

using casework::Role;

namespace {

store::Record record(const Cause& cause, std::string_view kind, std::string payload) {
    return {cause.at,          cause.by.text,           std::string(to_text(cause.role)),
            std::string(kind), casework::event_version, std::move(payload)};
}

[[noreturn]] void unreadable(const store::StreamId& stream, const store::Event& event, std::string_view why) {
    throw base::Failure(fmt::format("cannot read {} event {}: {}", stream.text(), event.sequence, why));
}

const std::string& payload_of(const store::StreamId& stream, const store::Event& event) {
    if (!event.payload) unreadable(stream, event, "its payload was removed after retention");
    return *event.payload;
}

template <typename T>
T read_payload(const store::StreamId& stream, const store::Event& event) {
    auto made = casework::read_fields<T>(payload_of(stream, event));
    if (!made) unreadable(stream, event, base::to_text(made.error()));
    return std::move(*made);
}

} // namespace

store::Record record_of(const Opened& opened, const Cause& cause) {
    return record(cause, "Opened", casework::fields_json(opened));
}

store::Record record_of(const casework::Event& event) {
    return record({event.at, event.by, event.role}, kind_of(event.what), to_json(event.what));
}

Opened opened_of(const store::StreamId& stream, const store::Event& event) {
    if (event.kind != "Opened") unreadable(stream, event, "a case begins with `Opened`");
    return read_payload<Opened>(stream, event);
}

casework::Event event_of(const store::StreamId& stream, const store::Event& event) {
    const auto role = casework::from_word<Role>(event.role);
    if (!role) unreadable(stream, event, "nobody has such a role");
    auto what = casework::read_event(event.kind, static_cast<std::uint16_t>(event.version),
                                     payload_of(stream, event));
    if (!what) unreadable(stream, event, base::to_text(what.error()));
    return {event.at, {event.actor}, *role, std::move(*what)};
}

store::Record record_of(const Carried& carried, const Cause& cause) {
    return record(cause, "Carried", casework::fields_json(carried));
}

store::Record record_of(const casework::LedgerEntry& entry, const Cause& cause) {
    if (const auto* reserved = std::get_if<casework::LedgerReserved>(&entry))
        return record(cause, "Reserved", casework::fields_json(*reserved));
    return record(cause, "Posted", casework::fields_json(std::get<casework::LedgerPosted>(entry)));
}

Account account_of(const store::StreamId& stream, const std::vector<store::Event>& events) {
    Account account;
    for (const store::Event& event : events) {
        account.sequence = event.sequence;
        if (event.kind == "Reserved") {
            account.entries.apply(read_payload<casework::LedgerReserved>(stream, event));
        } else if (event.kind == "Posted") {
            account.entries.apply(read_payload<casework::LedgerPosted>(stream, event));
        } else if (event.kind == "Carried") {
            const auto carried = read_payload<Carried>(stream, event);
            account.entries.apply(casework::LedgerPosted{{}, carried.period, carried.units});
            account.known = true;
        } else {
            unreadable(stream, event, "an account has no record of this kind");
        }
    }
    return account;
}

store::Record record_of(const Letter& letter, const Cause& cause) {
    return record(cause, "Letter", casework::fields_json(letter));
}

Letter letter_of(const store::StreamId& stream, const store::Event& event) {
    return read_payload<Letter>(stream, event);
}

std::string ledger_key(std::string_view name) {
    std::string key(name);
    std::replace(key.begin(), key.end(), ' ', '-');
    return key;
}

std::string digest_of(const Letter& letter) { return base::sha256_text(letter.html); }

std::optional<Letter> find_letter(store::Store& store, const store::StreamId& of, const std::string& digest) {
    const auto stream = store::StreamId::of_letters(of);
    if (digest.empty()) return std::nullopt;
    for (const store::Event& event : store.read(stream, 1)) {
        if (!event.payload) continue; // removed after retention
        Letter letter = letter_of(stream, event);
        if (digest_of(letter) == digest) return letter;
    }
    return std::nullopt;
}

} // namespace assent::desk
