#include "portal/contacts/entries.hpp"

#include "casework/term.hpp"
#include "desk/contact_stream.hpp"
#include "desk/projection.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

using policy::Channel;
using policy::Happening;

std::string_view name_of(Happening kind) {
    switch (kind) {
        case Happening::ComplaintMade: return "Complaint";
        case Happening::InquiryMade: return "Inquiry";
        case Happening::MessageLeft: return "Message left";
        default: return "Question";
    }
}

bool is_spoken(Channel channel) { return channel == Channel::Phone || channel == Channel::InPerson; }

} // namespace

std::vector<Entry> entries_of(const desk::CaseFile& file, store::Store& store, calendar::Instant now) {
    std::vector<Entry> all;
    const auto& threads = file.now.threads;
    if (threads.empty()) return all;
    const auto terms = casework::terms(file.now, file.rules->book(), now);
    for (const store::Event& event : store.read(file.stream, 2)) {
        casework::Event one = desk::event_of(file.stream, event);
        if (auto* told = std::get_if<casework::Messaged>(&one.what)) {
            if (told->thread >= threads.size()) break; // opened since the case was read
            const casework::Thread& thread = threads[told->thread];
            all.push_back({std::move(*told),
                           one.at,
                           one.by.text,
                           {},
                           answer_due(file, thread, terms),
                           thread.corrected_by});
        }
        if (auto* said = std::get_if<casework::Answered>(&one.what))
            all[said->thread].answers.push_back({one.at, one.by.text, std::move(said->text)});
    }
    return all;
}

std::string called(const casework::Messaged& told) {
    const bool complains = told.kind == Happening::ComplaintMade;
    const std::string writing = complains && !is_spoken(told.channel) ? " in writing" : "";
    return fmt::format("{}{}, {}{}", name_of(told.kind), writing,
                       told.channel == Channel::InPerson ? "" : "by ", to_text(told.channel));
}

std::string contacts_address(const store::StreamId& of) {
    const std::string& text = of.text();
    if (desk::is_contact(of)) return "/contacts/" + in_address(text.substr(text.find(':') + 1));
    return "/cases/" + in_address(of.placement()) + "/" + in_address(text.substr(text.rfind('/') + 1)) +
           "/contacts";
}

Html owed(const Entry& entry, const calendar::Zone& zone, calendar::Instant now) {
    if (entry.corrected_by)
        return html("Entered wrongly: entry {} is what was meant", *entry.corrected_by + 1);
    if (!entry.answers.empty()) return html("Done");
    if (!entry.due) return html("To be answered; the program sets no time");
    return html("To be answered by {}{}", until(zone, *entry.due),
                *entry.due < now ? Html::trusted(" <b>(late)</b>") : Html());
}

Html shown(const Entry& entry, const calendar::Zone& zone, calendar::Instant now, const Html& acts) {
    const casework::Messaged& told = entry.told;
    const Html answers = each(entry.answers, [&](const Said& one) {
        return html("<p><b>Done by {}</b>, {}: {}</p>", one.by, shown(zone, one.at), one.text);
    });
    const Html instead = told.corrects ? html(" (instead of entry {})", *told.corrects + 1) : Html();
    const Html from = told.from.empty() ? Html() : html(" from <b>{}</b>", told.from);
    return html(
        "<li id=\"entry-{}\"><h3>{}{}</h3><p>Arrived {}{}; written down by {} on {}.</p>"
        "<p>{}</p>{}<p>{}.</p>{}</li>",
        told.thread + 1, called(told), instead, shown(zone, told.arrived), from, entry.by,
        shown(zone, entry.at), told.text, answers, owed(entry, zone, now), acts);
}

} // namespace assent::portal
