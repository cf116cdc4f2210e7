#include "letters/content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.hpp"
#include "casework/case_facts.hpp"
#include "casework/term.hpp"
#include "letters/contacts.hpp"
#include "letters/on_paper.hpp"
#include "letters/reason.hpp"
#include "letters/shortcoming.hpp"
#include "policy/day.hpp"
#include "policy/term_text.hpp"

namespace assent::letters {
namespace {

using casework::Case;
using casework::Granted;
using casework::NoticeDemand;
using casework::Overall;
using casework::Request;

constexpr std::array<std::string_view, 8> outcomes = {"approved",
                                                      "approved in part",
                                                      "not approved",
                                                      "the first decision stays",
                                                      "approved in part",
                                                      "approved as it was first asked for",
                                                      "yes",
                                                      "no"};

constexpr std::string_view ordering_party = "ordering provider";

class Content {
public:
    Content(const NoticeDemand& demand, const ContentSource& from)
        : demand_(demand), from_(from), request_(demand.of.at(demand.request)) {}

    casework::NoticeContent make() {
        made_.notice = demand_.notice;
        made_.lines = lines_of(demand_, from_);
        for (std::size_t i = 0; i < request_.lines.size(); ++i)
            lines_.push_back(outcome_of(demand_, from_.book, static_cast<std::uint16_t>(i)));
        decided();
        put_people();
        put_outcome();
        put_amounts();
        put_times();
        put_contacts();
        put_told();
        return std::move(made_);
    }

private:
    const policy::Program& program() const { return from_.book.program(); }
    void put(std::string_view element, std::string value) {
        if (!value.empty()) made_.fields.push_back({std::string(element), std::move(value)});
    }
    std::string day(casework::Instant moment) const { return on_paper(from_.book.day_of(moment)); }

    // The outcome that the decision leads to, and the case as its reader finds it: decided, and the notice
    // sent.
    void decided() {
        outcome_ = request_.outcome;
        then_ = demand_.of;
        if (!demand_.decision) return sent();
        std::size_t adverse = 0, granted = 0;
        for (const LineOutcome& line : lines_) {
            if (line.undisputed) continue;
            adverse += line.adverse ? 1 : 0;
            granted += line.granted ? 1 : 0;
        }
        const policy::RequestDef& type = program().requests[request_.type];
        outcome_ = adverse == 0  ? Overall::Approved
                   : granted > 0 ? Overall::PartiallyDenied
                                 : Overall::Denied;
        if (casework::is_dispute(type))
            outcome_ = adverse == 0 ? Overall::Reversed : granted > 0 ? Overall::Modified : Overall::Upheld;
        if (!type.asks_lines) outcome_ = adverse == 0 ? Overall::Yes : Overall::No;
        record(casework::Decided{demand_.request, *outcome_});
        for (const std::uint16_t line : program().notices[demand_.notice].lines)
            record(casework::Composed{demand_.request,
                                      demand_.notice,
                                      line,
                                      static_cast<std::uint32_t>(then_.notices.size() + 1),
                                      {}});
        sent();
    }
    void sent() {
        for (std::uint32_t i = 0; i < then_.notices.size(); ++i) {
            const casework::NoticeState& one = then_.notices[i];
            const bool this_one = one.request == demand_.request && one.notice == demand_.notice;
            if (this_one && one.delivery == casework::Delivery::Composed) record(casework::Sent{i + 1});
        }
    }
    void record(casework::What what) {
        then_ = evolve(std::move(then_), {demand_.now, {}, casework::Role::System, std::move(what)});
    }

    // Who asked: an office; the member's side, whoever wrote it down; or somebody by themselves.
    std::string asker() const {
        if (!request_.asked_for.empty()) return from_.name_of(request_.asked_for.text);
        const auto& parties = program().parties;
        const bool member =
            request_.by_party < parties.size() && policy::speaks_for_member(parties[request_.by_party]);
        return member ? policy::party_text(program(), request_.by_party)
                      : from_.name_of(request_.asked_by.text);
    }

    void put_people() {
        put("recipient.name", from_.name_of(demand_.of.member.text));
        put("provider.name", asker());
        for (const casework::Participant& one : demand_.of.participants) {
            if (policy::party_text(program(), one.party) != ordering_party) continue;
            put("ordering.name", from_.name_of(one.id));
            break;
        }
        if (request_.level >= program().levels.size()) return;
        std::vector<std::string> roles;
        for (const std::uint16_t party : program().levels[request_.level].reviewers)
            roles.push_back(policy::party_text(program(), party));
        put("reviewer.role", base::listed(roles, "or"));
    }

    void put_outcome() {
        put("request.number", casework::number_of(demand_.of.id) + "-" + std::to_string(demand_.request + 1));
        put("request.type", program().requests[request_.type].name.text);
        put("authorization.number", request_.number);
        const casework::Known* discipline = told(request_, from_.book.nouns().discipline);
        if (discipline && discipline->value >= 0) put("discipline", program().words.at(discipline->value));
        if (reduced())
            put("determination", "less is approved than before");
        else if (outcome_)
            put("determination", std::string(outcomes[static_cast<std::size_t>(*outcome_)]));
        if (request_.awaited) put("items", base::join(request_.awaited->items, "\n"));
        const casework::Criteria criteria = applied();
        if (!criteria.empty())
            put("criteria", fmt::format("{}, version {}", criteria.name, criteria.version));
        if (request_.ended) return put_ending();
        std::vector<LineReason> reasons;
        for (std::size_t i = 0; i < lines_.size(); ++i)
            reasons.push_back({std::string(made_.lines.cell(i, "line.label")), lines_[i].reason});
        const std::string reason = reason_of(reasons);
        put("reason", reason.empty() ? reason_of_more_time() : reason);
    }

    // While nothing is decided.
    std::string reason_of_more_time() const {
        std::string last;
        for (const casework::Extended& one : demand_.of.extended) {
            if (one.term.request == demand_.request) last = one.reason;
        }
        return last;
    }

    // After it was decided, or in what is being decided now.
    bool reduced() const {
        if (demand_.decision) return request_.outcome.has_value();
        return std::any_of(demand_.of.marks.begin(), demand_.of.marks.end(), [&](const casework::Mark& mark) {
            return mark.what == policy::Happening::Reduced && mark.request == demand_.request;
        });
    }

    casework::Criteria applied() const {
        if (demand_.decision) return demand_.decision->criteria;
        const auto decided = std::find_if(request_.lines.begin(), request_.lines.end(),
                                          [](const auto& line) { return !line.criteria.empty(); });
        return decided == request_.lines.end() ? casework::Criteria{} : decided->criteria;
    }

    // What ended it, and what nobody told.
    void put_ending() {
        put("reason", reason_of_ending(demand_, from_.book));
        policy::Facts facts(program());
        fill_facts(demand_.of, demand_.request, from_.book, facts);
        std::vector<std::string> missing;
        for (const Shortcoming& one : blanks(program(), facts, request_.because)) missing.push_back(one.text);
        put("missing", base::join(missing, "\n"));
    }

    // Of what was granted; of what was asked while nothing is.
    void put_amounts() {
        std::optional<calendar::Date> first, last;
        std::int64_t units = 0;
        const bool any = std::any_of(lines_.begin(), lines_.end(),
                                     [](const auto& line) { return line.stands.has_value(); });
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (any && !lines_[i].stands) continue;
            const Granted wanted = asked(request_, from_.book, static_cast<std::uint16_t>(i));
            const Granted days = lines_[i].stands.value_or(wanted);
            if (lines_[i].stands) units += lines_[i].stands->units;
            if (days.through < days.from || days.from == calendar::Date{}) continue;
            first = std::min(first.value_or(days.from), days.from);
            last = std::max(last.value_or(days.through), days.through);
        }
        if (units > 0) put("approved.units", std::to_string(units));
        const auto only = lines_.size() == 1 ? lines_[0].stands : std::nullopt;
        if (only && only->units > 0 && only->frequency > 0)
            put("approved.frequency",
                fmt::format("{} {} a week", only->frequency, only->frequency == 1 ? "time" : "times"));
        if (only && only->units > 0 && has_days(*only))
            put("approved.duration", fmt::format("{} days", (only->through - only->from).count() + 1));
        const bool none = outcome_ && units == 0;
        if (first) put("first.day", on_paper(*first));
        if (last && !none) put("last.day", on_paper(*last));
    }

    void put_times() {
        put("notice.date", day(demand_.now));
        std::optional<casework::Instant> when;
        for (const casework::Mark& mark : then_.marks) {
            const bool decision =
                mark.what == policy::Happening::Decided || mark.what == policy::Happening::Reduced;
            if (decision && mark.request == demand_.request) when = mark.at;
        }
        if (when) put("decision.date", day(*when));
        for (std::size_t i = 0; i < program().requests.size(); ++i) put_window(static_cast<std::uint16_t>(i));
        put_due("supply.by", policy::Deed::Supply);
        put_due("decision.by", policy::Deed::Decide);
    }

    // The earliest such duty that runs.
    void put_due(std::string_view element, policy::Deed deed) {
        std::optional<casework::Instant> first;
        for (const casework::Term& term : terms(then_, from_.book, demand_.now)) {
            const policy::TermDef& def = program().terms[term.key.term];
            const bool meant = def.act.deed == deed && def.kind == policy::TermKind::Duty;
            if (!meant || !term.is_running() || !term.due || term.key.request != demand_.request) continue;
            first = std::min(first.value_or(*term.due), *term.due);
        }
        if (first) put(element, on_paper(*first, from_.book.zone()));
    }

    // Of what can be asked about this request: against its outcome, or as what comes next. What comes next
    // follows on what stands, so it is asked about the request that granted it.
    void put_window(std::uint16_t type) {
        const policy::RequestDef& def = program().requests[type];
        const bool of_it = std::find(def.not_about_types.begin(), def.not_about_types.end(), request_.type) ==
                           def.not_about_types.end();
        const bool dispute = casework::is_dispute(def);
        if (!of_it || def.about.none() || (dispute && type == request_.type)) return;
        const casework::RequestNo about = dispute ? demand_.request : granted_by();
        const auto window = submit_window(then_, from_.book, type, about, then_.at(about).facts);
        if (dispute) {
            if (window.due && made_.value("reconsideration.last_day").empty())
                put("reconsideration.last_day", day(*window.due));
            return;
        }
        if (!window.opens || !window.due || !made_.value("window.from").empty()) return;
        put("window.from", day(*window.opens));
        put("window.through", day(*window.due));
    }

    casework::RequestNo granted_by() const {
        casework::RequestNo number = demand_.request;
        while (casework::is_dispute(program().requests[then_.at(number).type]) &&
               !last_day_certified(then_.at(number)) && then_.at(number).about != casework::no_request)
            number = then_.at(number).about;
        return number;
    }

    void put_contacts() {
        each_contact(program(), from_.book.day_of(demand_.now), [this](const ReachedBy& one) {
            const std::string element = fmt::format("contact.{}.{}", one.purpose, one.channel);
            if (made_.value(element).empty()) put(element, one.text());
        });
    }

    // What somebody told of the request, by the names of its facts.
    void put_told() {
        for (const casework::Known& known : request_.facts) {
            const policy::FactDef& fact = program().facts[known.fact];
            if (!fact.per_line && !fact.type.many) put("told." + fact.name.text, value_of(fact, known));
        }
    }
    std::string value_of(const policy::FactDef& fact, const casework::Known& known) const {
        switch (fact.type.kind) {
            case policy::Kind::Date: return on_paper(policy::as_date(known.value));
            case policy::Kind::Moment:
                return on_paper(std::chrono::floor<std::chrono::days>(calendar::Date{} +
                                                                      std::chrono::seconds{known.value}));
            case policy::Kind::YesNo: return known.value ? "yes" : "no";
            case policy::Kind::Number: return std::to_string(known.value);
            case policy::Kind::Word: return program().words.at(known.value);
            default: return known.text;
        }
    }

    const NoticeDemand& demand_;
    const ContentSource& from_;
    const Request& request_;
    casework::NoticeContent made_;
    std::vector<LineOutcome> lines_;
    std::optional<Overall> outcome_;
    Case then_;
};

} // namespace

casework::NoticeContent content_of(const NoticeDemand& demand, const ContentSource& from) {
    return Content(demand, from).make();
}

} // namespace assent::letters
