#include "timelines/commands_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "casework/case_facts.hpp"
#include "casework/required_papers.hpp"
#include "casework/term.hpp"

namespace assent::timelines {
namespace {

using namespace casework; // the commands, all of them

using Made = base::Expected<Commands, Refusal>;
using Fits = std::function<bool(const Request&)>;

bool is_in_review(const Request& one) { return one.state == State::InReview; }
bool waits(const Request& one) { return one.state == State::Pended || one.state == State::Suspended; }
bool is_open(const Request& one) { return one.is_open(); }
bool is_over(const Request& one) { return one.state == State::Decided || one.state == State::Ended; }
bool is_certified(const Request& one) { return last_day_certified(one).has_value(); }
bool is_held(const Request& one) { return !one.reviewer.empty() && one.is_open(); }
bool lacks_number(const Request& one) { return is_certified(one) && one.number.empty(); }

constexpr std::string_view usual_reason = "a reason that this timeline leaves unsaid";

class Making {
    using Kind = Deed::Kind;

public:
    Making(const Step& step, const Scene& scene) : step_(step), deed_(step.deed), scene_(scene) {}

    Made make() {
        switch (deed_.kind) {
            case Kind::TimePasses: return on_case({});
            case Kind::Submits: {
                Submit made = submission(step_, scene_);
                const RequestNo about = made.about;
                return Commands{about, {std::move(made)}};
            }
            case Kind::Directs: return on_case({Direct{deed_.direction, deed_.words}});
            case Kind::Names:
                return on_case({Name{{deed_.object, deed_.other ? deed_.other->name : ""}, reason()}});
            case Kind::Asks: return message();
            case Kind::Answers: return answer();
            case Kind::Extends: return extension();
            case Kind::Sends:
            case Kind::Serves:
            case Kind::GetsBack: return deliveries();
            default: return on_request();
        }
    }

private:
    static Made nothing(std::string rule, std::string instead) {
        return tl::unexpected(Refusal{RefusalKind::Nothing, std::move(rule), "", std::move(instead)});
    }
    Commands on_case(std::vector<Command> all) const { return {latest(), std::move(all)}; }
    RequestNo latest() const {
        return scene_.of.requests.empty() ? no_request
                                          : static_cast<RequestNo>(scene_.of.requests.size() - 1);
    }
    std::string reason() const { return deed_.words.empty() ? std::string(usual_reason) : deed_.words; }
    Instant arrived() const { return deed_.arrived ? scene_.instant(*deed_.arrived) : scene_.now; }
    policy::Channel channel(policy::Channel usual) const { return deed_.channel.value_or(usual); }

    // The one that is said, else the latest that fits, else the latest of all.
    RequestNo about(std::initializer_list<Fits> fits) const {
        if (deed_.request) return *deed_.request;
        for (const Fits& fit : fits) {
            for (RequestNo number = latest(); number != no_request; --number) {
                if (fit(scene_.of.requests[number])) return number;
                if (number == 0) break;
            }
        }
        return latest();
    }

    RequestNo usual_request() const {
        switch (deed_.kind) {
            case Kind::Assigns: return about({is_in_review, waits});
            case Kind::Releases: return about({is_held});
            case Kind::Supplies: return about({waits, is_open});
            case Kind::Withdraws:
            case Kind::Files:
            case Kind::Expedites:
            case Kind::RefusesToExpedite: return about({is_open});
            case Kind::Reports:
                return tells_number() ? about({lacks_number, is_certified}) : about({is_open});
            case Kind::Corrects:
            case Kind::Flags: return about({});
            case Kind::Voids:
            case Kind::Reduces: return about({is_certified});
            case Kind::Closes: return about({is_over});
            default: return about({is_in_review, is_open});
        }
    }

    // The level that is said, else the one that its own level refers to first.
    std::uint16_t referred_to(RequestNo request) const {
        const std::uint16_t here = scene_.of.requests[request].level;
        if (deed_.object != policy::any_object || here >= scene_.program().levels.size()) return deed_.object;
        const auto& all = scene_.program().levels[here].refers_to;
        return all.empty() ? policy::any_object : all.front();
    }

    bool tells_number() const {
        return std::any_of(deed_.tellings.begin(), deed_.tellings.end(), [&](const Telling& one) {
            return one.fact == scene_.book.nouns().number_received;
        });
    }

    Made on_request() {
        const RequestNo request = usual_request();
        if (request >= scene_.of.requests.size())
            return nothing("the case has no such request", "submit one first");
        if (deed_.kind == Kind::Files) return files(request);
        if (deed_.kind == Kind::Corrects) return correction(request);
        return Commands{request, {one_command(request)}};
    }

    Command one_command(RequestNo request) const {
        switch (deed_.kind) {
            case Kind::Claims: return Claim{request, deed_.words};
            case Kind::Assigns:
                return Assign{request, deed_.other ? scene_.cast.actor(*deed_.other) : Actor{}};
            case Kind::Releases: return Release{request, reason()};
            case Kind::Pends: return Pend{request, deed_.items, reason()};
            case Kind::Supplies: return supply(request);
            case Kind::Reports: return report(request);
            case Kind::Refers: return Refer{request, referred_to(request), reason()};
            case Kind::TechnicallyDenies: return TechnicallyDeny{request, reason()};
            case Kind::Returns: return Return{request, reason()};
            case Kind::Withdraws: return Withdraw{request, reason()};
            case Kind::Contacts: return contact(request);
            case Kind::Flags: return Flag{request, deed_.words, deed_.hidden};
            case Kind::Expedites: return Expedite{request, reason()};
            case Kind::RefusesToExpedite: return RefuseToExpedite{request, reason()};
            case Kind::Voids: return Void{request, reason()};
            case Kind::Reduces: return reduction(step_, request, scene_);
            case Kind::Closes: return Close{request};
            default: return decision(step_, request, scene_);
        }
    }

    Contact contact(RequestNo request) const {
        Contact made;
        made.request = request;
        made.party = deed_.object;
        made.channel = channel(policy::Channel::Phone);
        made.reached = deed_.reached;
        made.note = deed_.words;
        return made;
    }

    // The number itself is in no timeline; it is the request's own, behind an A.
    Report report(RequestNo request) const {
        Report made{request, known(deed_.tellings, scene_.program())};
        for (Known& one : made.facts) {
            if (one.fact == scene_.book.nouns().number_received) one.text = fmt::format("A{}", request + 1);
        }
        return made;
    }

    // All that is awaited and every paper that is missing, unless items are named.
    Supply supply(RequestNo request) const {
        Supply made;
        made.request = request;
        made.channel = channel(policy::Channel::Upload);
        made.arrived = arrived();
        made.facts = known(deed_.tellings, scene_.program());
        std::vector<std::string> kinds = deed_.items;
        const auto& awaited = scene_.of.at(request).awaited;
        if (deed_.items.empty()) {
            kinds = missing_papers(scene_.of, request, scene_.book, scene_.now);
            if (awaited) kinds.insert(kinds.end(), awaited->items.begin(), awaited->items.end());
        }
        std::sort(kinds.begin(), kinds.end());
        kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
        std::erase_if(kinds, [&](const std::string& kind) {
            return std::find(deed_.without.begin(), deed_.without.end(), kind) != deed_.without.end();
        });
        for (const std::string& kind : kinds) made.papers.push_back(paper(kind, made.channel, *made.arrived));
        if (!deed_.items.empty() || !deed_.without.empty()) made.items = kinds;
        return made;
    }

    Made files(RequestNo request) const {
        Commands made{request, {}};
        for (const std::string& kind : deed_.items)
            made.all.emplace_back(File{request, paper(kind, channel(policy::Channel::Upload), arrived())});
        return made;
    }

    // The entry in which the fact was told last.
    Made correction(RequestNo request) const {
        Correct made;
        made.request = request;
        made.facts = known(deed_.tellings, scene_.program());
        made.reason = reason();
        for (const Mark& mark : scene_.of.marks) {
            const bool told = mark.what == policy::Happening::Told && mark.request == request;
            if (told && !made.facts.empty() && mark.which == made.facts.front().fact) made.event = mark.event;
        }
        return Commands{request, {std::move(made)}};
    }

    Made message() const {
        Message made;
        made.kind = deed_.thread;
        made.request = deed_.request.value_or(latest());
        made.channel = channel(policy::Channel::Portal);
        if (deed_.arrived) made.arrived = arrived();
        made.text = deed_.words;
        return Commands{made.request, {std::move(made)}};
    }

    // The latest of that kind which waits for an answer.
    Made answer() const {
        std::optional<std::uint32_t> open, last;
        for (std::uint32_t i = 0; i < scene_.of.threads.size(); ++i) {
            const Thread& thread = scene_.of.threads[i];
            if (thread.kind != deed_.thread) continue;
            last = i;
            if (!thread.answered) open = i;
        }
        if (!last) return nothing("nothing of the kind was asked", "ask first");
        const std::uint32_t thread = open.value_or(*last);
        return Commands{scene_.of.threads[thread].request, {Answer{thread, reason()}}};
    }

    Made extension() const {
        const Term* found = nullptr;
        const auto all = terms(scene_.of, scene_.book, scene_.now);
        for (const Term& term : all) {
            const bool meant = !deed_.request || term.key.request == *deed_.request;
            if (term.key.term == deed_.object && meant) found = &term;
        }
        if (!found || !deed_.until) return nothing("this duty does not run", "extend one that runs");
        const Instant due = scene_.instant(*deed_.until, calendar::Reading::Later);
        return Commands{found->key.request, {Extend{found->key, due, reason()}}};
    }

    // Every notice of that name, to that party, on which the deed can still be done.
    Made deliveries() const {
        Commands made{latest(), {}};
        for (std::uint32_t i = 0; i < scene_.of.notices.size(); ++i) {
            const NoticeState& notice = scene_.of.notices[i];
            if (!is_meant(notice) || !can_be_done_to(notice)) continue;
            made.request = notice.request;
            if (deed_.kind == Kind::Sends) made.all.emplace_back(Send{i + 1});
            if (deed_.kind == Kind::Serves) made.all.emplace_back(Serve{i + 1, std::nullopt, "seen"});
            if (deed_.kind == Kind::GetsBack) made.all.emplace_back(ComeBack{i + 1, reason()});
        }
        if (made.all.empty()) return nothing("no such notice waits for this", "let it be composed first");
        return made;
    }

    bool is_meant(const NoticeState& notice) const {
        if (notice.notice != deed_.object || (deed_.request && notice.request != *deed_.request))
            return false;
        if (!deed_.other) return true;
        const auto& to = scene_.program().terms[notice.line].to;
        const auto gets = [&](std::uint16_t party) {
            const bool asked =
                party == policy::requester && scene_.of.at(notice.request).by_party == deed_.other->party;
            return asked || party == deed_.other->party;
        };
        return std::any_of(to.begin(), to.end(), gets);
    }
    bool can_be_done_to(const NoticeState& notice) const {
        if (deed_.kind == Kind::Sends) return notice.delivery == Delivery::Composed;
        return notice.delivery == Delivery::Sent || notice.delivery == Delivery::Composed;
    }

    const Step& step_;
    const Deed& deed_;
    const Scene& scene_;
};

} // namespace

base::Expected<Commands, Refusal> commands_of(const Step& step, const Scene& scene) {
    return Making(step, scene).make();
}

} // namespace assent::timelines
