#include "portal/contacts/contact_form.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/event_words.hpp"
#include "portal/came.hpp"
#include "portal/layout.hpp"

namespace assent::portal {
namespace {

using policy::Happening;

constexpr std::array kinds = {std::pair(Happening::InquiryMade, "An inquiry"),
                              std::pair(Happening::ComplaintMade, "A complaint"),
                              std::pair(Happening::MessageLeft, "A message that was left after hours")};

std::string in(const Fields& fields, const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

Html words_field(const Fields& fields, const char* name, const char* label, bool required) {
    return html(
        "<label class=\"usa-label\" for=\"{}\">{}</label><textarea class=\"usa-textarea as-words\" id=\"{}\" "
        "name=\"{}\"{}>{}</textarea>",
        name, label, name, name, required ? Html::trusted(" required") : Html(), in(fields, name));
}

Html kind_field(const Fields& fields) {
    return html(
        "<label class=\"usa-label\" for=\"kind\">What is it?</label><select class=\"usa-select\" id=\"kind\" "
        "name=\"kind\" required><option value=\"\">choose</option>{}</select>",
        each(kinds, [&](const auto& one) {
            const std::string word(casework::word_of(one.first));
            return html("<option value=\"{}\"{}>{}</option>", word,
                        word == in(fields, "kind") ? Html::trusted(" selected") : Html(), one.second);
        }));
}

} // namespace

bool may_answer(const Visit& visit) {
    return cell(casework::CaseAct::Answer, visit.actor().role) == casework::Cell::Yes;
}

Fields filled(const Visit& visit, const Entry* corrected, const calendar::Zone& zone) {
    if (!visit.form.empty()) return visit.form;
    if (!corrected) return {};
    const casework::Messaged& told = corrected->told;
    return {{"kind", std::string(casework::word_of(told.kind))},
            {"came-by", std::string(to_text(told.channel))},
            {"came-on", calendar::to_text(zone.local_date(told.arrived))},
            {"came-at", wall_time(zone, told.arrived)},
            {"came-from", told.from},
            {"text", told.text}};
}

Html log_form(const Visit& visit, const std::string& address, const desk::Rules& rules, const Fields& fields,
              const Html& above) {
    return html(
        "{}{}{}{}{}{}{}<button class=\"usa-button\" type=\"submit\">Write it into the log</button></form>",
        form(visit, address), hidden("do", "log"), above, kind_field(fields),
        came_fields(fields, rules, {}, visit.now),
        words_field(fields, "text", "What was said or written", true),
        may_answer(visit) ? words_field(fields, "answer", "What was answered at once, if anything", false)
                          : Html());
}

base::Expected<casework::Message, std::string> message_in(const Visit& visit, const desk::Rules& rules) {
    const Came came = came_in(visit.form, rules.program(), rules.book().zone());
    if (!came.wrong.empty()) return tl::unexpected(came.wrong);
    const auto* const kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) {
        return casework::word_of(one.first) == visit.field("kind");
    });
    if (kind == kinds.end()) return tl::unexpected(std::string("choose what it is"));
    casework::Message made;
    made.kind = kind->first;
    made.channel = came.channel;
    made.arrived = came.arrived;
    made.from = came.from;
    made.text = visit.field("text");
    made.answer = visit.field("answer");
    if (const auto wrong = base::to_number(visit.field("corrects")); wrong && *wrong >= 1)
        made.corrects = static_cast<std::uint32_t>(*wrong - 1);
    return made;
}

} // namespace assent::portal
