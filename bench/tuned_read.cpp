#include "bench/hand_tuned.hpp"
#include "bench/json_walk.hpp"

namespace assent::bench {
namespace {

using calendar::Date;
using simdjson::ondemand::json_type;

// Two digits, or something beyond 99.
unsigned two_digits(const char* at) {
    const unsigned tens = static_cast<unsigned char>(at[0]) - unsigned{'0'};
    const unsigned ones = static_cast<unsigned char>(at[1]) - unsigned{'0'};
    return tens > 9 || ones > 9 ? 10'000 : tens * 10 + ones;
}

bool read_date(value node, std::optional<Date>& date) {
    std::string_view text;
    if (node.get_string().get(text) || text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const unsigned year = two_digits(text.data()) * 100 + two_digits(text.data() + 2);
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(year)},
                                          std::chrono::month{two_digits(text.data() + 5)},
                                          std::chrono::day{two_digits(text.data() + 8)}};
    if (year < 1800 || year > 2399 || !day.ok()) return false;
    date = Date{day};
    return true;
}

bool read_whole(value node, std::int32_t least, std::int32_t most, std::int32_t& number) {
    std::int64_t whole = 0;
    if (node.get_int64().get(whole) || whole < least || whole > most) return false;
    number = static_cast<std::int32_t>(whole);
    return true;
}

std::optional<Discipline> discipline_of(std::string_view word) {
    if (word == "physical therapy") return Discipline::PhysicalTherapy;
    if (word == "chiropractic") return Discipline::Chiropractic;
    if (word == "acupuncture") return Discipline::Acupuncture;
    return std::nullopt;
}

bool read_diagnoses(value list, TunedFacts& facts) {
    facts.diagnoses_known = true;
    return for_each_item(list, [&](value item) {
        if (facts.diagnosis_count == TunedFacts::most_diagnoses) return false;
        std::int64_t& key = facts.diagnoses[facts.diagnosis_count++];
        std::string_view text;
        if (!item.get_string().get(text)) {
            key = diagnosis_key(text);
            return true;
        }
        key = TunedFacts::unknown_code;
        return item.is_null().value_unsafe();
    });
}

bool read_services(value list, TunedFacts& facts) {
    facts.services_known = true;
    return for_each_item(list, [&](value item) {
        std::string_view text;
        if (item.get_string().get(text)) return facts.service_open = item.is_null().value_unsafe();
        const auto discipline = discipline_of(text);
        if (!discipline) return false;
        facts.services |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(*discipline));
        return true;
    });
}

bool read_line(object members, TunedFacts::Line& line) {
    return for_each_member(members, [&](auto key, value node) {
        if (key == "units") return read_whole(node, 1, 999, line.units);
        std::string_view text;
        if (key != "code" || node.get_string().get(text)) return false;
        line.code = procedure_key(text);
        return true;
    });
}

bool read_lines(value list, TunedFacts& facts) {
    facts.lines_known = true;
    return for_each_item(list, [&](value item) {
        object members;
        if (facts.line_count == TunedFacts::most_lines || item.get_object().get(members)) return false;
        TunedFacts::Line& line = facts.lines[facts.line_count++] = {};
        return read_line(members, line);
    });
}

bool read_member(value node, TunedFacts& facts) {
    return in_object(node, [&](auto key, value one) {
        if (key == "birth_date") return read_date(one, facts.birth_date);
        bool eligible = false;
        if (key != "eligible" || one.get_bool().get(eligible)) return false;
        facts.eligible = eligible;
        return true;
    });
}

bool read_request(value node, TunedFacts& facts) {
    return in_object(node, [&](auto key, value one) {
        if (key == "start") return read_date(one, facts.start);
        if (key == "diagnoses") return read_diagnoses(one, facts);
        std::string_view text;
        if (key != "discipline" || one.get_string().get(text)) return false;
        facts.discipline = discipline_of(text);
        return facts.discipline.has_value();
    });
}

bool read_used(value node, TunedFacts& facts) {
    return in_object(node, [&](auto key, value one) {
        std::int32_t used = 0;
        if (key != "used" || !read_whole(one, 0, 1'000'000'000, used)) return false;
        facts.used = used;
        return true;
    });
}

bool read_part(simdjson::ondemand::raw_json_string key, value node, TunedFacts& facts) {
    if (key == "member") return read_member(node, facts);
    if (key == "request") return read_request(node, facts);
    if (key == "lines") return read_lines(node, facts);
    if (key == "plan_of_care") {
        return in_object(
            node, [&](auto name, value one) { return name == "services" && read_services(one, facts); });
    }
    return key == "ledger" && in_object(node, [&](auto name, value one) {
               return name == "therapy units" && read_used(one, facts);
           });
}

} // namespace

struct TunedReader::Parser {
    simdjson::ondemand::parser json;
};

TunedReader::TunedReader() : parser_(std::make_unique<Parser>()) {}
TunedReader::~TunedReader() = default;

bool TunedReader::read(std::string_view padded, TunedFacts& facts) {
    static_assert(json_padding >= simdjson::SIMDJSON_PADDING);
    facts = {};
    simdjson::ondemand::document document;
    object members;
    const simdjson::padded_string_view text(padded, padded.size() + json_padding);
    if (parser_->json.iterate(text).get(document) || document.get_object().get(members)) return false;
    return for_each_member(members, [&](auto key, value node) { return read_part(key, node, facts); }) &&
           document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
}

TunedFacts packed_facts(const Request& request) {
    TunedFacts facts;
    facts.birth_date = request.birth_date;
    facts.start = request.start;
    facts.eligible = request.eligible;
    facts.discipline = request.discipline;
    if (request.used) facts.used = static_cast<std::int32_t>(*request.used);
    if (request.diagnoses) {
        facts.diagnoses_known = true;
        for (const auto& code : *request.diagnoses)
            facts.diagnoses.at(facts.diagnosis_count++) =
                code ? diagnosis_key(*code) : TunedFacts::unknown_code;
    }
    if (request.services) {
        facts.services_known = true;
        for (const auto& service : *request.services) {
            facts.service_open |= !service;
            if (service) facts.services |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(*service));
        }
    }
    if (request.lines) {
        facts.lines_known = true;
        for (const ServiceLine& line : *request.lines) {
            TunedFacts::Line& made = facts.lines.at(facts.line_count++) = {};
            if (line.code) made.code = procedure_key(*line.code);
            if (line.units) made.units = static_cast<std::int32_t>(*line.units);
        }
    }
    return facts;
}

} // namespace assent::bench
