#pragma once
// Who a person, an organization or a member is, as their standing says: records that were reported one after
// the other, each with the day it became known. What a decision sees of it is copied into the decision's own
// events; what is reported later changes no decision that was made. Nothing here says what anybody may do.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "desk/record.hpp"
#include "store/store.hpp"

namespace assent::desk {

// An account that can act.
struct Person {
    std::string name;
    casework::Role role = casework::Role::Provider;
    casework::OrganizationId organization;
    bool ended = false;      // it can act no more
    std::string reason = {}; // for which it ended, as whoever ended it says
};
struct Organization {
    std::string name;
};
struct Member {
    std::string name;
    std::optional<calendar::Date> birth_date;
    std::string language; // in which letters are wanted, "es"; "" when nobody said
};
// A span of eligibility, both days inclusive. One with the same first day takes the place of the one before.
struct Eligible {
    calendar::Date from{};
    std::optional<calendar::Date> through;
    std::optional<calendar::Date> determined; // when it was granted; later than `from`: for time already past
};
// One with the same words, scope and person takes the place of the one before.
struct Held {
    std::string words, scope, towards;
    std::optional<calendar::Date> from, through;
};
struct Conflicted {
    std::string towards, what;
    std::optional<calendar::Date> from, through;
};

// By which a program signs in as this account: a secret that nobody keeps but whoever was given it. One with
// the same name takes the place of the one before.
struct Token {
    std::string name;   // what it is for
    std::string digest; // SHA-256 of the secret
    bool ended = false;
    std::optional<calendar::Instant> ends =
        {};                       // it is good before that moment; without one, until it is ended
    calendar::Instant since = {}; // it was recorded then, as the record beside it says

    bool is_good(calendar::Instant now) const { return !ended && (!ends || now < *ends); }
};

// By which a person signs in, as Argon2id keeps it: nobody can read it back. The latest is the one.
struct Password {
    std::string digest;
    bool handed_on = false; // somebody else knows it too: whoever administers accounts and made it
};

// By which a person signs in beside the password (desk/second_step.hpp). The latest is the one; without a
// secret there is none.
struct SecondStep {
    std::string sealed;                // the secret, under a key of the documents
    std::vector<std::string> recovery; // SHA-256 of the recovery codes that are left
};

// Where a person or an organization is written to by e-mail. The latest is the one; "" for none.
struct Address {
    std::string email;
};

// Whether somebody wants to be written to when something is new on the portal: of an organization's people,
// or of a person by themselves. One of the same person takes the place of the one before.
struct Wish {
    std::string person;
    bool news = false;
};

// That a member is the same person as another one; it stands in the standings of both. One with the same
// other member takes the place of the one before.
struct Merged {
    std::string with;
    bool into = false; // this identifier is the one that is set aside
    bool undone = false;
    std::string reason;
};

// From one day through another, both included, somebody is away and takes no work. One with the same first
// day takes the place of the one before; one that was taken back never was.
struct Away {
    calendar::Date from{}, through{};
    bool taken_back = false;
};

// Everything that was reported of one of them.
struct Standing {
    std::optional<Person> person;
    calendar::Instant person_since{}; // they have been what they are, but for the name
    std::optional<Organization> organization;
    std::optional<Member> member;
    std::vector<Eligible> eligible;
    std::vector<Held> held;
    std::vector<Conflicted> conflicts;
    std::vector<Token> tokens;
    std::optional<Password> password;
    std::optional<SecondStep> second_step;
    std::optional<Address> address;
    std::vector<Wish> wishes;
    std::vector<Merged> merges;
    std::vector<Away> away;
    std::int64_t seen = 0; // the sequence of the last record

    const std::string& name() const; // "" when nobody is known by this identifier
    // Whether a span covers the day; nothing when no span was ever reported.
    std::optional<bool> is_eligible_on(calendar::Date day) const;
    const Eligible* span_on(calendar::Date day) const; // null when none covers it

    const Away* away_on(calendar::Date day) const; // the one that ends last; null when they are there

    void become(Person now, calendar::Instant at); // the account was reported at that moment
};

// What a person, an organization or a member can be called, for it stands in letters: one line, not blank.
bool can_be_called(std::string_view name);
constexpr std::string_view how_to_write_a_name = "write it on one line, in letters";

// From 1880 to today.
bool can_be_born_on(calendar::Date day, calendar::Date today);

store::StreamId stream_of(const casework::PersonId& person);
store::StreamId stream_of(const casework::OrganizationId& organization);
store::StreamId stream_of(const casework::MemberId& member);

// Whether a text can be the identifier of a member: a key, and none that would name the standing of a person
// who has an account, or of an organization.
bool can_be_member(std::string_view text);

// One record of a standing.
using Report = std::variant<Person, Organization, Member, Eligible, Held, Conflicted, Token, Password,
                            SecondStep, Address, Wish, Merged, Away>;

store::Record record_of(const Report& report, const Cause& cause);

// Adds a record to a standing, and with an account its row in the list of its organization. Whoever calls has
// seen to it that `by` may.
void report(store::Store& store, const store::StreamId& standing, const Report& report, const Cause& cause);

// The same while the standing is as it was at `seen`, the sequence of its last record; false, and nothing is
// added, when somebody was faster. For whoever may by what they have read of it: Standing::seen.
bool report_at(store::Store& store, const store::StreamId& standing, std::int64_t seen, const Report& report,
               const Cause& cause);

// The same for several, all of them or none.
bool report_at(store::Store& store, const store::StreamId& standing, std::int64_t seen,
               std::span<const Report> reports, const Cause& cause);

// Throws Failure when a record cannot be read.
Standing read_standing(store::Store& store, const store::StreamId& stream);

// Who acts, with what they and their organization hold; nothing when no such account is known, or it ended.
std::optional<casework::Actor> identify(store::Store& store, const casework::PersonId& person);
std::optional<casework::Actor> identify(store::Store& store, const casework::PersonId& person,
                                        const Standing& standing); // that of the person, read before

// Who acts for an organization and holds nothing by themselves; nothing when no such organization is known.
std::optional<casework::Actor> anybody_of(store::Store& store, const casework::OrganizationId& organization);

// A new secret for an account, to be shown once: "ACCOUNT.SECRET". Its digest is what a Token keeps.
std::string new_token(const casework::PersonId& person);
std::string digest_of_token(std::string_view token);

// Who acts by that token now; nothing when it is nobody's, or it or the account ended. The time it takes
// tells nothing of the secret.
std::optional<casework::Actor> holder_of(store::Store& store, std::string_view token, calendar::Instant now);

} // namespace assent::desk
