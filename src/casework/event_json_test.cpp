#include "casework/event_json.hpp"

#include <doctest/doctest.h>

#include "base/json_document.hpp"
#include "casework/event_fields.hpp"

namespace assent::casework {
namespace {

using namespace std::chrono_literals;

// Something in every field that is not what the field holds by itself.
void fill(bool& truth) { truth = true; }
void fill(std::string& text) { text = "\"x\"\n\xc3\xa9"; }
void fill(Instant& moment) { moment = Instant{1'790'000'001s}; }
void fill(calendar::Date& day) { day = *calendar::parse_date("2026-11-28"); }
void fill(Determination& one) { one = Yes{{"criteria", "1"}, "why"}; }
template <typename Kind>
void fill(Id<Kind>& id) {
    id.text = "id";
}
template <typename T>
    requires(std::integral<T> || std::is_enum_v<T>)
void fill(T& value) {
    value = static_cast<T>(2);
}
template <typename T>
    requires requires(const T* value) { fields(value); }
void fill(T& one);
template <typename T>
void fill(std::optional<T>& maybe) {
    fill(maybe.emplace());
}
template <typename T>
void fill(std::vector<T>& all) {
    fill(all.emplace_back());
    fill(all.emplace_back());
}
template <typename T>
    requires requires(const T* value) { fields(value); }
void fill(T& one) {
    std::apply([&](const auto&... each) { (fill(one.*each.member), ...); }, fields(&one));
}

template <std::size_t... I>
std::vector<What> one_of_each(bool filled, std::index_sequence<I...>) {
    std::vector<What> all{What(std::in_place_index<I>)...};
    for (What& one : all) {
        if (filled) std::visit([](auto& event) { fill(event); }, one);
    }
    return all;
}
std::vector<What> one_of_each(bool filled) {
    return one_of_each(filled, std::make_index_sequence<std::variant_size_v<What>>());
}

std::string back_and_forth(const What& what) {
    const auto read = read_event(kind_of(what), event_version, to_json(what));
    if (!read) return base::to_text(read.error());
    CHECK(read->index() == what.index());
    return to_json(*read);
}

std::string event_mistakes(std::string_view kind, std::string_view json,
                           std::uint16_t version = event_version) {
    const auto read = read_event(kind, version, json);
    return read ? "" : base::to_text(read.error());
}

TEST_CASE("every kind of event is read as it was written, with nothing in it and with everything") {
    for (const bool filled : {false, true}) {
        for (const What& one : one_of_each(filled)) {
            CAPTURE(kind_of(one));
            CHECK(back_and_forth(one) == to_json(one));
        }
    }
}

TEST_CASE("every field is written when it holds something") {
    for (const What& one : one_of_each(true)) {
        const std::string json = to_json(one);
        std::visit(
            [&](const auto& event) {
                const auto stands = [&](std::string_view name) {
                    return json.find("\"" + std::string(name) + "\":") != std::string::npos;
                };
                std::apply([&](const auto&... each) { CHECK((stands(each.name) && ...)); }, fields(&event));
            },
            one);
    }
}

TEST_CASE("what is blank is not written") {
    CHECK(to_json(Closed{3}) == R"({"request":3})");
    CHECK(to_json(Ended{0, EndedAs::TechnicallyDenied, "", 0}) ==
          R"({"request":0,"as":"technically denied","because":0})");
}

TEST_CASE("an adverse determination is read back whole") {
    const std::string json =
        R"({"request":0,"line":1,"determination":{"adverse":{"kind":"partially deny","granted":)"
        R"({"units":12,"frequency":2,"from":"2026-11-28","through":"2027-01-01"},"rationale":"why",)"
        R"("criteria":{"name":"c","version":"1"},"reviewer":"dr","level":2,"contact":1790000000}}})";
    const auto read = read_event("Determined", event_version, json);
    REQUIRE(read);
    CHECK(to_json(*read) == json);
    CHECK(is_adverse(std::get<Determined>(*read).determination));
}

TEST_CASE("what is no such event is refused with its place, and shows no value") {
    CHECK(event_mistakes("Eaten", "{}").find("no event is of this kind") != std::string::npos);
    CHECK(event_mistakes("Closed", "{}", 9).find("version 9") != std::string::npos);
    CHECK(event_mistakes("Closed", "[") != "");
    CHECK(event_mistakes("Closed", "{}") == "");
    CHECK(event_mistakes("Closed", R"({"request":70000})") ==
          "/request: error: a whole number that fits expected, and this is a number\n");
    CHECK(event_mistakes("Closed", R"({"request":"secret","more":1})") ==
          "/request: error: a whole number that fits expected, and this is a string\n"
          "/more: error: nothing of this kind has such a field\n");
    CHECK(event_mistakes("Contacted", R"({"channel":"pigeon"})") ==
          "/channel: error: one of its words expected, and this is a string\n");
    CHECK(event_mistakes("Determined", R"({"determination":{}})") ==
          "/determination: error: one determination expected, and this is an object\n");
    CHECK(event_mistakes("Reserved", R"({"until":"2026-02-30"})") ==
          "/until: error: a date expected, and this is a string\n");
}

} // namespace
} // namespace assent::casework
