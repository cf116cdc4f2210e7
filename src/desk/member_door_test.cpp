// A member's way to their case: THX-65, 85, 90.

#include "desk/member_door.hpp"

#include <doctest/doctest.h>

#include "desk/sent_letters_test.hpp"
#include "letters/plain_language.hpp"

namespace assent::desk {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr auto later = monday + hours{1};

// A denial that has left, with the code that its letter to the member bears.
struct SentDenial : OpenOffice {
    Bag bag;
    store::StreamId stream = denied(office);
    MemberDoor door{store, therapy_shelf()};
    const calendar::Date born{std::chrono::year{2019} / 5 / 4}, other = born + days{1};

    SentDenial() { Outbox(store, therapy_shelf(), "https://plan.example").deliver(bag, later); }

    std::string code() const { return codes_in(bag).at(0); }
    const Parcel& letter() const {
        for (const Parcel& parcel : bag.all) {
            if (!code_in(parcel).empty()) return parcel;
        }
        throw base::Failure("no letter has a code");
    }
};

} // namespace

TEST_CASE("The letter to the member bears a code, those to others and what is kept of it bear none") {
    SentDenial denied;
    REQUIRE(codes_in(denied.bag).size() == 1);
    CHECK(denied.letter().name == "denial");
    CHECK(denied.letter().letter->html.find("<strong>" + denied.code() + "</strong>") != std::string::npos);
    CHECK(denied.letter().letter->text.find("https://plan.example/member") != std::string::npos);
    std::size_t letters = 0;
    for (const Parcel& parcel : denied.bag.all) letters += parcel.letter && parcel.name == "denial" ? 1 : 0;
    CHECK(letters > 1); // to the office and the physician, too
    for (const store::Event& event : denied.store.read(store::StreamId::of_letters(denied.stream), 1))
        CHECK(event.payload->find("Type this code") == std::string::npos);
    OpenOffice unnamed;
    Bag bag;
    desk::denied(unnamed.office);
    Outbox(unnamed.store, therapy_shelf()).deliver(bag, later); // nobody knows the address of its pages
    CHECK(codes_in(bag).empty());
}

TEST_CASE("What is said beside a code is plain") {
    const Letter letter =
        with_code({}, {"K7MPD-3XQ9W", monday}, "https://plan.example", calendar::Zone::utc());
    CHECK(letters::reading_grade(letter.text) <= letters::member_grade);
    CHECK(letter.text.find("through November 30, 2026") != std::string::npos);
}

TEST_CASE("Code and birth date open the case of the letter, and neither does alone") {
    SentDenial denied;
    const auto secret = denied.door.open(denied.code(), denied.born, later);
    REQUIRE(secret.has_value());
    const auto inside = denied.door.find(*secret, later);
    REQUIRE(inside.has_value());
    CHECK(inside->file.stream == denied.stream);
    CHECK(inside->actor.role == casework::Role::MemberSide);
    std::string typed = denied.code();
    typed.erase(typed.find('-'), 1);
    for (char& c : typed) c = static_cast<char>(std::tolower(c));
    CHECK(denied.door.open(" " + typed + " ", denied.born, later).has_value());
    for (const auto& refused : {denied.door.open(denied.code(), denied.other, later),
                                denied.door.open("22222-22222", denied.born, later),
                                denied.door.open(denied.code(), std::nullopt, later),
                                denied.door.open("<script>", denied.born, later),
                                denied.door.open(denied.code() + "2", denied.born, later)}) {
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error() == MemberDoor::Refused::Wrong);
    }
}

TEST_CASE("A code is good for ten tries that fail and no more, and so is one that there never was") {
    SentDenial denied;
    for (const std::string& code : {denied.code(), std::string("22222-22222")}) {
        CAPTURE(code);
        for (int i = 0; i < 10; ++i)
            CHECK(denied.door.open(code, denied.other, later).error() == MemberDoor::Refused::Wrong);
        CHECK(denied.door.open(code, denied.born, later).error() == MemberDoor::Refused::Used);
    }
    CHECK(denied.door.open(denied.code(), denied.born, later + days{100}).error() ==
          MemberDoor::Refused::Used);
}

TEST_CASE("A session ends after half an hour, when it is left, and when its letter came back") {
    SentDenial denied;
    const auto enter = [&] { return denied.door.open(denied.code(), denied.born, later).value(); };
    const std::string first = enter(), second = enter(), third = enter();
    CHECK(denied.door.find(first, later + minutes{29}));
    CHECK_FALSE(denied.door.find(first, later + minutes{30}));
    denied.door.leave(second);
    CHECK_FALSE(denied.door.find(second, later));
    CHECK_FALSE(denied.door.find("", later));
    report(denied.store, stream_of(casework::PersonId{"desk"}),
           Person{"Desk", casework::Role::Intake, {"us"}}, {monday, {"import"}});
    denied.office.done("desk", denied.stream, casework::ComeBack{denied.letter().notice, "moved"}, later);
    CHECK_FALSE(denied.door.find(third, later));
    CHECK_FALSE(denied.door.open(denied.code(), denied.born, later).has_value());
}

TEST_CASE("A code lasts a hundred and twenty days, and one for a minor no longer than they are one") {
    SentDenial denied;
    const auto last = later + days{120};
    CHECK(denied.door.open(denied.code(), denied.born, last - minutes{1}).has_value());
    CHECK_FALSE(denied.door.open(denied.code(), denied.born, last).has_value());
    const CaseFile file = denied.office.file(denied.stream);
    const auto until = [&](calendar::Date born) {
        report(denied.store, stream_of(casework::MemberId{"M1"}), Member{"A Child", born, ""},
               {later, {"import"}});
        return new_member_code(denied.store, file, denied.letter().notice, later)->until;
    };
    using std::chrono::year;
    // Eighteen on 10 December 2026, in New York.
    CHECK(until(calendar::Date{year{2008} / 12 / 10}) ==
          calendar::Instant{calendar::Date{year{2026} / 12 / 10}} + hours{5});
    CHECK(until(calendar::Date{year{2008} / 11 / 30}) == last); // of age that day
    CHECK(until(calendar::Date{year{2009} / 2 / 28}) ==
          calendar::Instant{calendar::Date{year{2027} / 2 / 28}} + hours{5});
    CHECK(until(calendar::Date{year{1950} / 1 / 1}) == last);
}

TEST_CASE("Without a birth date there is no code, and none for a letter that the program sends to others") {
    SentDenial denied;
    const CaseFile file = denied.office.file(denied.stream);
    std::size_t codes = 0;
    for (std::uint32_t notice = 1; notice <= file.now.notices.size(); ++notice)
        codes += new_member_code(denied.store, file, notice, later) ? 1 : 0;
    CHECK(codes == 1);
    CHECK_FALSE(is_for_member(file, 0, later));
    CHECK_FALSE(is_for_member(file, 99, later));
    report(denied.store, stream_of(casework::MemberId{"M1"}), Member{"A Child", std::nullopt, ""},
           {later, {"import"}});
    CHECK_FALSE(new_member_code(denied.store, file, denied.letter().notice, later));
}

} // namespace assent::desk
