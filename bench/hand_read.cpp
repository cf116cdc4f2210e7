#include "bench/hand_written.hpp"
#include "bench/json_walk.hpp"

namespace assent::bench {
namespace {

using calendar::Date;
using simdjson::ondemand::json_type;

constexpr std::int64_t most_used = 1'000'000'000;

bool read_text(value node, std::string_view& text) { return !node.get_string().get(text); }

bool read_date(value node, std::optional<Date>& date) {
    std::string_view text;
    if (!read_text(node, text)) return false;
    date = calendar::parse_date(text);
    return date.has_value();
}

bool read_number(value node, std::int64_t most, std::optional<std::int64_t>& number) {
    std::int64_t whole = 0;
    if (node.get_int64().get(whole) || whole < 0 || whole > most) return false;
    number = whole;
    return true;
}

bool read_bool(value node, std::optional<bool>& answer) {
    bool yes = false;
    if (node.get_bool().get(yes)) return false;
    answer = yes;
    return true;
}

bool read_discipline(value node, std::optional<Discipline>& discipline) {
    std::string_view text;
    if (!read_text(node, text)) return false;
    for (const Discipline one :
         {Discipline::PhysicalTherapy, Discipline::Chiropractic, Discipline::Acupuncture}) {
        if (text == to_text(one)) discipline = one;
    }
    return discipline.has_value();
}

bool read_diagnoses(value list, Request& request) {
    auto& diagnoses = request.diagnoses.emplace();
    return for_each_item(list, [&](value item) {
        auto& code = diagnoses.emplace_back();
        if (item.is_null().value_unsafe()) return true;
        std::string_view text;
        if (!read_text(item, text)) return false;
        code = text;
        return true;
    });
}

bool read_services(value list, Request& request) {
    auto& services = request.services.emplace();
    return for_each_item(list, [&](value item) {
        auto& service = services.emplace_back();
        return item.is_null().value_unsafe() || read_discipline(item, service);
    });
}

bool read_line(object members, ServiceLine& line) {
    return for_each_member(members, [&](auto key, value node) {
        if (key == "units") return read_number(node, 999, line.units) && *line.units >= 1;
        std::string_view text;
        if (key != "code" || !read_text(node, text)) return false;
        line.code = text;
        return true;
    });
}

bool read_lines(value list, Request& request) {
    auto& lines = request.lines.emplace();
    return for_each_item(list, [&](value item) {
        object members;
        return !item.get_object().get(members) && read_line(members, lines.emplace_back());
    });
}

bool read_member(value node, Request& request) {
    return in_object(node, [&](auto key, value one) {
        if (key == "birth_date") return read_date(one, request.birth_date);
        return key == "eligible" && read_bool(one, request.eligible);
    });
}

bool read_therapy(value node, Request& request) {
    return in_object(node, [&](auto key, value one) {
        if (key == "start") return read_date(one, request.start);
        if (key == "diagnoses") return read_diagnoses(one, request);
        return key == "discipline" && read_discipline(one, request.discipline);
    });
}

bool read_plan_of_care(value node, Request& request) {
    return in_object(node,
                     [&](auto key, value one) { return key == "services" && read_services(one, request); });
}

bool read_ledger(value node, Request& request) {
    return in_object(node, [&](auto key, value ledger) {
        return key == "therapy units" && in_object(ledger, [&](auto name, value one) {
                   return name == "used" && read_number(one, most_used, request.used);
               });
    });
}

bool read_part(simdjson::ondemand::raw_json_string key, value node, Request& request) {
    if (key == "member") return read_member(node, request);
    if (key == "request") return read_therapy(node, request);
    if (key == "plan_of_care") return read_plan_of_care(node, request);
    if (key == "lines") return read_lines(node, request);
    return key == "ledger" && read_ledger(node, request);
}

} // namespace

struct HandReader::Parser {
    simdjson::ondemand::parser json;
};

HandReader::HandReader() : parser_(std::make_unique<Parser>()) {}
HandReader::~HandReader() = default;

bool HandReader::read(std::string_view padded, Request& request) {
    static_assert(json_padding >= simdjson::SIMDJSON_PADDING);
    request = {};
    simdjson::ondemand::document document;
    object members;
    const simdjson::padded_string_view text(padded, padded.size() + json_padding);
    if (parser_->json.iterate(text).get(document) || document.get_object().get(members)) return false;
    return for_each_member(members, [&](auto key, value node) { return read_part(key, node, request); }) &&
           document.current_location().error() == simdjson::OUT_OF_BOUNDS; // nothing follows
}

} // namespace assent::bench
