#include "portal/case_page/messages.hpp"

#include "portal/contacts/entries.hpp"
#include "portal/layout.hpp"
#include "portal/moments.hpp"

namespace assent::portal {
namespace {

class Messages {
public:
    Messages(const Visit& visit, const CaseSeen& seen, store::Store& store) : visit_(visit), seen_(seen) {
        said_.resize(seen.file().now.threads.size());
        for (const store::Event& event : store.read(seen.file().stream, 2)) {
            const casework::Event one = desk::event_of(seen.file().stream, event);
            if (const auto* opened = std::get_if<casework::Messaged>(&one.what)) {
                said_[opened->thread] += how_it_came(*opened);
                add(opened->thread, one, opened->text);
            }
            if (const auto* answer = std::get_if<casework::Answered>(&one.what))
                add(answer->thread, one, answer->text);
        }
    }

    Html show() const {
        Html all;
        const auto& threads = seen_.file().now.threads;
        for (std::size_t i = 0; i < threads.size(); ++i) {
            if (seen_.is_shown(threads[i]))
                all += html("<li>{}{}</li>", said_[i], answer_form(threads[i], i));
        }
        return all.empty() ? all : html("<h2>Messages</h2><ul class=\"usa-list as-messages\">{}</ul>", all);
    }

private:
    void add(std::uint32_t thread, const casework::Event& event, const std::string& text) {
        said_[thread] +=
            html("<p><b>{}</b>, {}: {}</p>", to_text(event.role), shown(seen_.book().zone(), event.at), text);
    }

    // Of what somebody else wrote down: "Inquiry, by mail, arrived ... from ...".
    Html how_it_came(const casework::Messaged& told) const {
        if (told.channel == policy::Channel::Portal) return {};
        return html("<p>{}, arrived {}{}{}</p>", called(told), shown(seen_.book().zone(), told.arrived),
                    told.from.empty() ? "" : " from ", told.from);
    }

    Html answer_form(const casework::Thread& thread, std::size_t number) const {
        if (thread.answered || thread.request == casework::no_request ||
            !seen_.may(casework::CaseAct::Answer, thread.request))
            return {};
        return html(
            "{}<input type=\"hidden\" name=\"do\" value=\"answer\"><input type=\"hidden\" "
            "name=\"request\" value=\"{}\"><input type=\"hidden\" name=\"thread\" value=\"{}\">"
            "<label class=\"usa-label\" for=\"answer-{}\">Your answer</label>"
            "<textarea class=\"usa-textarea as-words\" id=\"answer-{}\" name=\"text\" required></textarea>"
            "<button class=\"usa-button\" type=\"submit\">Answer</button></form>",
            form(visit_, seen_.address()), thread.request + 1, number + 1, number, number);
    }

    const Visit& visit_;
    const CaseSeen& seen_;
    std::vector<Html> said_; // of each thread
};

} // namespace

Html messages_of(const Visit& visit, const CaseSeen& seen, store::Store& store) {
    return Messages(visit, seen, store).show();
}

} // namespace assent::portal
