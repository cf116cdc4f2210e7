#include "portal/came.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/spoken.hpp"

namespace assent::portal {
namespace {

using policy::Channel;

constexpr const char *by = "came-by", *on = "came-on", *at = "came-at", *from = "came-from", *as = "came-as",
                     *who = "came-who";
constexpr const char* somebody_else = "somebody else";

std::string value_of(const Fields& fields, const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : std::string(base::trim(found->second));
}

// "17:30".
std::optional<std::chrono::minutes> time_of(const std::string& text) {
    const auto parts = base::split(text, ':');
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const auto hours = base::to_number(parts[0]), minutes = base::to_number(parts[1]);
    if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59) return std::nullopt;
    return std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
}

Html option(const std::string& value, const std::string& chosen) {
    return html("<option value=\"{}\"{}>{}</option>", value,
                value == chosen ? Html::trusted(" selected") : Html(), value);
}

std::string party_called(const policy::Program& program, std::uint16_t party) {
    return party == policy::anyone ? std::string(somebody_else) : casework::party_name(program, party);
}

std::uint16_t party_in(const policy::Program& program, const std::string& name) {
    if (name == somebody_else) return policy::anyone;
    if (name == casework::party_name(program, policy::requester)) return policy::requester;
    for (std::size_t i = 0; i < program.parties.size(); ++i) {
        if (program.parties[i].name.text == name) return static_cast<std::uint16_t>(i);
    }
    return policy::any_object;
}

Html party_field(const Fields& fields, const policy::Program& program,
                 const std::vector<std::uint16_t>& parties) {
    if (parties.empty()) return {};
    const std::string chosen = value_of(fields, as);
    Html options =
        each(parties, [&](std::uint16_t party) { return option(party_called(program, party), chosen); });
    if (std::find(parties.begin(), parties.end(), policy::anyone) == parties.end())
        options += option(somebody_else, chosen);
    return html(
        "<label class=\"usa-label\" for=\"{}\">As whom do they ask?</label><select class=\"usa-select\" "
        "id=\"{}\" name=\"{}\" required><option value=\"\">choose</option>{}</select>"
        "<label class=\"usa-label\" for=\"{}\">Who is that? (their identifier, or that of their "
        "office)</label>"
        "<input class=\"usa-input\" id=\"{}\" name=\"{}\" autocomplete=\"off\" value=\"{}\">",
        as, as, as, options, who, who, who, value_of(fields, who));
}

} // namespace

bool writes_down(const casework::Actor& actor) {
    return casework::cell(casework::CaseAct::Submit, actor.role) == casework::Cell::Asks &&
           !casework::is_outside(actor.role);
}

std::string wall_time(const calendar::Zone& zone, calendar::Instant moment) {
    const auto local = zone.to_local(moment);
    const auto since =
        std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
    return fmt::format("{:02}:{:02}", since.count() / 60, since.count() % 60);
}

const std::vector<Channel>& channels_for_others() {
    static const std::vector<Channel> all = {Channel::Phone, Channel::Mail,          Channel::Fax,
                                             Channel::Email, Channel::CertifiedMail, Channel::InPerson};
    return all;
}

std::vector<std::uint16_t> asking_parties(const policy::RequestDef& type) {
    std::vector<std::uint16_t> all;
    for (const policy::AskedBy& line : type.by) {
        for (const std::uint16_t party : line.parties) {
            if (std::find(all.begin(), all.end(), party) == all.end()) all.push_back(party);
        }
    }
    return all;
}

Came came_in(const Fields& fields, const policy::Program& program, const calendar::Zone& zone) {
    Came came;
    const auto channel = policy::channel_of(value_of(fields, by));
    const auto day = calendar::parse_date(value_of(fields, on));
    const auto time = time_of(value_of(fields, at));
    came.from = value_of(fields, from);
    came.as = party_in(program, value_of(fields, as));
    came.who = value_of(fields, who);
    if (channel) came.channel = *channel;
    if (day && time) came.arrived = zone.to_instant(*day, *time, calendar::Reading::Earlier);
    if (!channel) came.wrong = "choose by which channel it came";
    if (!day || !time) came.wrong = "write the day and the time at which it arrived, the time as 17:30";
    if (came.from.empty()) came.wrong = "write who called or wrote";
    return came;
}

Html came_fields(const Fields& fields, const desk::Rules& rules, const std::vector<std::uint16_t>& parties,
                 calendar::Instant now) {
    const auto or_now = [&](const char* name, const std::string& usual) {
        return fields.contains(name) ? value_of(fields, name) : usual;
    };
    const std::string channel = value_of(fields, by);
    const Html channels =
        each(channels_for_others(), [&](Channel one) { return option(std::string(to_text(one)), channel); });
    return html(
        "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">How it came</legend>"
        "<div class=\"as-cells\"><div><label class=\"usa-label\" for=\"{}\">By which channel?</label>"
        "<select class=\"usa-select\" id=\"{}\" name=\"{}\" required>{}</select></div>"
        "<div><label class=\"usa-label\" for=\"{}\">Arrived on</label><input class=\"usa-input\" id=\"{}\" "
        "name=\"{}\" type=\"date\" required value=\"{}\"></div>"
        "<div><label class=\"usa-label\" for=\"{}\">at, by the clocks of the program</label><input "
        "class=\"usa-input\" id=\"{}\" name=\"{}\" type=\"time\" required value=\"{}\"></div>"
        "</div><label class=\"usa-label\" for=\"{}\">Who called or wrote?</label><input class=\"usa-input\" "
        "id=\"{}\" name=\"{}\" autocomplete=\"off\" required value=\"{}\">{}</fieldset>",
        by, by, by, channels, on, on, on, or_now(on, calendar::to_text(rules.book().day_of(now))), at, at, at,
        or_now(at, wall_time(rules.book().zone(), now)), from, from, from, value_of(fields, from),
        party_field(fields, rules.program(), parties));
}

} // namespace assent::portal
