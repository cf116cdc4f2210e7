#include "portal/review/written.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "calendar/date.hpp"

namespace assent::portal {
namespace {

using casework::RequestNo;
using policy::LevelAct;

// What can be decided of a line in review, in the order in which it is offered.
constexpr std::array line_acts = {
    LevelAct::ApproveAsRequested, LevelAct::Approve, LevelAct::Answer, LevelAct::Reverse,
    LevelAct::PartiallyDeny,      LevelAct::Modify,  LevelAct::Deny,   LevelAct::Uphold};

bool grants_part(LevelAct act) {
    return act == LevelAct::PartiallyDeny || act == LevelAct::Modify || act == LevelAct::Approve;
}

std::string name_of(std::uint16_t line, const char* name) {
    return fmt::format("line.{}.{}", line + 1, name);
}

} // namespace

Written::Written(const Visit& visit, const CaseSeen& seen, RequestNo request)
    : visit_(visit), seen_(seen), request_(request) {
    decide_.request = request;
    decide_.criteria = {visit.field("criteria"), visit.field("criteria_version")};
    const auto& lines = seen.file().now.at(request).lines;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (!lines[line].determined) read(static_cast<std::uint16_t>(line));
    }
}

std::string Written::typed(std::uint16_t line, const char* name) const {
    return visit_.field(name_of(line, name));
}

void Written::read(std::uint16_t line) {
    const std::string chosen = typed(line, "act");
    const auto all = acts();
    const auto act =
        std::find_if(all.begin(), all.end(), [&](LevelAct one) { return to_text(one) == chosen; });
    if (act == all.end()) return;
    casework::LineDecision decision{line, *act, std::nullopt, typed(line, "reason")};
    const bool part = !typed(line, "units").empty() || !typed(line, "from").empty() ||
                      !typed(line, "through").empty() || !typed(line, "frequency").empty();
    if (grants_part(*act) && part) decision.granted = part_of(line);
    decide_.lines.push_back(std::move(decision));
}

// What is left blank is not said.
casework::Granted Written::part_of(std::uint16_t line) {
    return {number(line, "units"), number(line, "frequency"), day(line, "from"), day(line, "through")};
}

std::int64_t Written::number(std::uint16_t line, const char* name) {
    const std::string text = typed(line, name);
    if (text.empty()) return 0;
    const auto value = base::to_number(text);
    if (value && *value > 0) return *value;
    mistakes_.push_back(fmt::format("Line {}: write the {} as a whole number above 0", line + 1, name));
    return {};
}

calendar::Date Written::day(std::uint16_t line, const char* name) {
    const std::string text = typed(line, name);
    if (text.empty()) return {};
    if (const auto date = calendar::parse_date(text)) return *date;
    mistakes_.push_back(fmt::format("Line {}: write the day after \"{}\" like 2026-11-30", line + 1, name));
    return {};
}

std::vector<LevelAct> Written::acts() const {
    const bool asks_lines = seen_.program().requests[seen_.file().now.at(request_).type].asks_lines;
    std::vector<LevelAct> all;
    for (const LevelAct act : line_acts) {
        const bool fits = act == LevelAct::Deny || (act == LevelAct::Answer) != asks_lines;
        if (!fits || !seen_.may_at_level(act, request_)) continue;
        const auto held = seen_.held_back(act, request_);
        if (!held || !held->settled) all.push_back(act);
    }
    return all;
}

Html Written::choices(std::uint16_t line) const {
    const std::string name = name_of(line, "act");
    Html key = Html::trusted(" data-key=\"d\""); // of the first; the first line that has one is meant
    return each(acts(), [&](LevelAct act) {
        const std::string id = fmt::format("{}-{}", name, static_cast<int>(act));
        const bool chosen = typed(line, "act") == to_text(act);
        return html(
            "<div class=\"usa-radio\"><input class=\"usa-radio__input\" type=\"radio\" id=\"{}\" name=\"{}\" "
            "value=\"{}\"{}{}><label class=\"usa-radio__label\" for=\"{}\">{}</label></div>",
            id, name, to_text(act), chosen ? Html::trusted(" checked") : Html(), std::exchange(key, Html()),
            id, capital(to_text(act)));
    });
}

Html Written::input(std::uint16_t line, const char* name, const char* label, const char* type) const {
    const std::string id = name_of(line, name);
    return html(
        "<div><label class=\"usa-label\" for=\"{}\">{}</label><input class=\"usa-input\" id=\"{}\" "
        "name=\"{}\" type=\"{}\" value=\"{}\"></div>",
        id, label, id, id, type, typed(line, name));
}

Html Written::part_fields(std::uint16_t line) const {
    const auto all = acts();
    if (std::none_of(all.begin(), all.end(), grants_part)) return {};
    const bool open = !typed(line, "units").empty() || !typed(line, "through").empty();
    return html(
        "<details class=\"as-more\"{}><summary>The part of line {} that is approved</summary>"
        "<p class=\"usa-hint\">What is left blank is as it was asked for.</p>"
        "<div class=\"as-search\">{}{}{}{}</div></details>",
        open ? Html::trusted(" open") : Html(), line + 1, input(line, "units", "Units", "text"),
        input(line, "frequency", "Times a week", "text"), input(line, "from", "First day", "date"),
        input(line, "through", "Last day", "date"));
}

Html Written::line_fields(std::uint16_t line) const {
    const std::string reason = name_of(line, "reason");
    return html(
        "<fieldset class=\"usa-fieldset as-line\"><legend class=\"usa-legend\">Line {}: {}</legend>{}{}"
        "<label class=\"usa-label\" for=\"{}\">Why, in words for this case</label>"
        "<textarea class=\"usa-textarea as-words\" id=\"{}\" name=\"{}\">{}</textarea></fieldset>",
        line + 1, seen_.line_told(request_, line), choices(line), part_fields(line), reason, reason, reason,
        typed(line, "reason"));
}

Html Written::fields() const {
    Html all;
    const auto& lines = seen_.file().now.at(request_).lines;
    for (std::size_t line = 0; line < lines.size(); ++line) {
        if (!lines[line].determined) all += line_fields(static_cast<std::uint16_t>(line));
    }
    const bool as_last = visit_.request.method == http::Method::Get && !decide_.criteria.empty();
    return html(
        "{}<label class=\"usa-label\" for=\"criteria\">Criteria</label>{}<input class=\"usa-input\" "
        "id=\"criteria\" name=\"criteria\" value=\"{}\"><label class=\"usa-label\" "
        "for=\"criteria_version\">Their version</label><input class=\"usa-input\" id=\"criteria_version\" "
        "name=\"criteria_version\" value=\"{}\">",
        all,
        as_last ? Html::trusted("<p class=\"usa-hint\">As in your last decision today. Change them where you "
                                "decide by others.</p>")
                : Html(),
        decide_.criteria.name, decide_.criteria.version);
}

} // namespace assent::portal
