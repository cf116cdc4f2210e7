// What can be seen of duties, rights and notices only when all of them were read.

#include <fmt/format.h>

#include <algorithm>

#include "policy/program_reader.hpp"

namespace assent::policy {
namespace {

class TermChecker {
public:
    TermChecker(const Program& program, base::Diagnostics& diagnostics)
        : program_(program), diagnostics_(diagnostics), seen_(program.terms.size(), Seen::Not) {}

    void check() {
        for (std::size_t i = 0; i < program_.terms.size(); ++i) follow(static_cast<std::uint16_t>(i));
        for (std::size_t i = 0; i < program_.notices.size(); ++i) check_owed(static_cast<std::uint16_t>(i));
    }

private:
    enum class Seen : char { Not, Open, Done };

    // A duty whose time is that of another, whose time is its own, is never due.
    void follow(std::uint16_t term) {
        if (seen_[term] == Seen::Done) return;
        const TermDef& one = program_.terms[term];
        if (seen_[term] == Seen::Open) {
            diagnostics_.error(program_.place(one.name),
                               fmt::format("the time to `{}` is worked out from itself", one.name.text),
                               "count one of the duties from an event");
            return;
        }
        seen_[term] = Seen::Open;
        for (const MomentId id : {one.opens, one.goal, one.due}) {
            for (const std::uint16_t duty : counted_from(program_.moments, id).duties) follow(duty);
        }
        seen_[term] = Seen::Done;
    }

    // A notice without an event of its own is sent by whoever must or may send it.
    void check_owed(std::uint16_t number) {
        const NoticeDef& notice = program_.notices[number];
        const bool sent = std::any_of(program_.terms.begin(), program_.terms.end(), [&](const TermDef& term) {
            return term.notice == any_object && term.act.deed == Deed::Send && term.act.object == number;
        });
        if (!notice.when.empty() || sent) return;
        diagnostics_.error(program_.place(notice.name),
                           fmt::format("nothing says when the notice `{}` is owed", notice.name.text),
                           "add `when EVENT`, or a duty or right that sends it");
    }

    const Program& program_;
    base::Diagnostics& diagnostics_;
    std::vector<Seen> seen_;
};

} // namespace

void check_terms(const Program& program, base::Diagnostics& diagnostics) {
    TermChecker(program, diagnostics).check();
}

} // namespace assent::policy
