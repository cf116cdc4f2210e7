#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "casework/approvable.hpp"
#include "casework/deciding.hpp"
#include "policy/day.hpp"
#include "policy/limits.hpp"

// Review by people: who has a request, what is asked of the provider, where it goes, and what is determined.

namespace assent::casework {
namespace {

using policy::LevelAct;

std::optional<Adverse> adverse_kind(LevelAct act) {
    switch (act) {
        case LevelAct::Deny: return Adverse::Deny;
        case LevelAct::PartiallyDeny: return Adverse::PartiallyDeny;
        case LevelAct::Uphold: return Adverse::Uphold;
        case LevelAct::Modify: return Adverse::Modify;
        case LevelAct::End: return Adverse::End;
        case LevelAct::Reduce: return Adverse::Reduce;
        default: return std::nullopt;
    }
}

// Neither more nor other than `whole`, and less of something.
bool is_part_of(const Granted& part, const Granted& whole) {
    const bool within = part.units <= whole.units && part.frequency <= whole.frequency &&
                        part.from >= whole.from && part.through <= whole.through;
    return within && part != whole && part.units > 0;
}

std::string credentials_of(const Actor& reviewer) {
    std::string all;
    for (const Credential& held : reviewer.credentials) {
        if (!all.empty()) all += "; ";
        all += held.scope.empty() ? held.words : held.words + " of " + held.scope;
    }
    return all;
}

} // namespace

// Two reviewers do not work one request: who claims it has it until it is given back.
Refused Deciding::run(const Claim& claim) {
    if (auto no = allowed(CaseAct::Claim, claim.request)) return no;
    const Request& one = request(claim.request);
    if (one.state != State::InReview)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(one.state)),
                       "claim a request that is in review");
    if (!one.reviewer.empty() && one.reviewer != context_.actor.person)
        return because(RefusalKind::NotTheirs, "another reviewer has this request",
                       "take the next one, or ask a supervisor to reassign it");
    if (one.reviewer == context_.actor.person) return std::nullopt;
    if (auto no = authority().unfit(one.level, claim.request)) return no;
    record(Assigned{claim.request, one.level, context_.actor.person, credentials_of(context_.actor)});
    return std::nullopt;
}

Refused Deciding::run(const Assign& assign) {
    if (auto no = allowed(CaseAct::Assign, assign.request)) return no;
    const Request& one = request(assign.request);
    if (one.state != State::InReview && one.state != State::Pended)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(one.state)),
                       "assign a request that is in review");
    const Authority theirs(context_.book, case_, assign.reviewer, context_.now);
    if (auto no = theirs.unfit(one.level, assign.request)) return no;
    record(Assigned{assign.request, one.level, assign.reviewer.person, credentials_of(assign.reviewer)});
    return std::nullopt;
}

Refused Deciding::run(const Release& release) {
    const bool own =
        release.request < case_.requests.size() && request(release.request).reviewer == context_.actor.person;
    if (auto no = allowed(own ? CaseAct::Claim : CaseAct::Assign, release.request)) return no;
    if (request(release.request).reviewer.empty())
        return because(RefusalKind::NotNow, "nobody has this request", "there is nothing to give back");
    if (is_blank(release.reason))
        return because(RefusalKind::Incomplete, "to give a request back needs a reason",
                       "say why, for instance a conflict of interest");
    record(Released{release.request, release.reason});
    return std::nullopt;
}

Refused Deciding::run(const Report& report) {
    if (auto no = allowed(CaseAct::Report, report.request)) return no;
    if (auto no = not_told_rightly(report.facts, request(report.request).lines.size())) return no;
    if (auto no = not_told_by_them(report.facts, report.request)) return no;
    std::string number;
    for (const Known& known : report.facts) {
        if (known.fact == context_.book.nouns().number_received) number = known.text;
    }
    record(Reported{report.request, report.facts, number});
    const Request& one = request(report.request);
    if (one.state != State::Received) return std::nullopt;
    // Screening waited for an answer.
    fill_facts(case_, report.request, context_.book, facts_);
    const policy::Verdict verdict = policy::decide(program(), facts_);
    by_itself_ = true;
    if (verdict.act != policy::Act::Ask) screen(report.request, verdict);
    return std::nullopt;
}

// Each fact is told by its own party.
Refused Deciding::not_told_by_them(const std::vector<Known>& facts, RequestNo number) const {
    for (const Known& known : facts) {
        const policy::FactDef& fact = program().facts[known.fact];
        if (context_.actor.role == Role::System || context_.actor.role == Role::Intake) continue;
        if (fact.from == to_text(context_.actor.role)) continue; // "reviewer", "fiscal agent"
        bool theirs = false;
        for (std::size_t i = 0; i < program().parties.size() && !theirs; ++i) {
            const auto party = static_cast<std::uint16_t>(i);
            theirs = program().parties[i].name.text == fact.from && authority().is(party, number);
        }
        if (theirs) continue;
        return Refusal{RefusalKind::NotTheirs,
                       fmt::format("`{}` is told by the {}", fact.name.text, fact.from),
                       fact.sources.quotes.empty() ? "" : fact.sources.quotes.front().text,
                       "let them tell it, or record a contact with them"};
    }
    return std::nullopt;
}

Refused Deciding::run(const Pend& pend) {
    if (auto no = allowed(CaseAct::Pend, pend.request)) return no;
    if (auto no = guarded(LevelAct::Pend, pend.request)) return no;
    const bool named = std::any_of(pend.items.begin(), pend.items.end(),
                                   [](const std::string& item) { return !is_blank(item); });
    if (!named)
        return because(RefusalKind::Incomplete, "a pend names what is needed",
                       "say which documents or which information the provider must supply");
    record(Pended{pend.request, request(pend.request).level, pend.items, pend.reason});
    return std::nullopt;
}

Refused Deciding::run(const Refer& refer) {
    if (auto no = allowed(CaseAct::Refer, refer.request)) return no;
    if (auto no = guarded(LevelAct::Refer, refer.request)) return no;
    const std::uint16_t here = request(refer.request).level;
    const auto& to = program().levels[here].refers_to;
    if (std::find(to.begin(), to.end(), refer.to) == to.end())
        return because(RefusalKind::NotAllowed,
                       fmt::format("{} does not refer there", program().levels[here].name.text),
                       "refer to a level that its words name");
    record(Referred{refer.request, here, refer.to, refer.reason});
    return std::nullopt;
}

Refused Deciding::run(const TechnicallyDeny& deny) {
    if (auto no = allowed(CaseAct::TechnicallyDeny, deny.request)) return no;
    if (auto no = guarded(LevelAct::TechnicallyDeny, deny.request)) return no;
    if (is_blank(deny.reason))
        return because(RefusalKind::Incomplete, "a technical denial needs its administrative reason",
                       "say which policy is not met");
    record(Ended{deny.request, EndedAs::TechnicallyDenied, deny.reason});
    return std::nullopt;
}

Refused Deciding::run(const Return& back) {
    if (auto no = allowed(CaseAct::Return, back.request)) return no;
    if (auto no = guarded(LevelAct::Return, back.request)) return no;
    if (is_blank(back.reason))
        return because(RefusalKind::Incomplete, "to return a request needs a reason", "name what is missing");
    record(Ended{back.request, EndedAs::Returned, back.reason});
    return std::nullopt;
}

Refused Deciding::run(const Withdraw& withdraw) {
    if (auto no = allowed(CaseAct::Withdraw, withdraw.request)) return no;
    const State state = request(withdraw.request).state;
    if (state >= State::Decided)
        return because(RefusalKind::NotNow, fmt::format("the request is {}", to_text(state)),
                       "only what is not decided yet can be withdrawn");
    record(Ended{withdraw.request, EndedAs::Withdrawn, withdraw.reason});
    return std::nullopt;
}

// All lines of a decision hold, or none is recorded.
Refused Deciding::run(const Decide& decide) {
    if (decide.request >= case_.requests.size() || decide.lines.empty())
        return because(RefusalKind::Nothing, "a decision is about lines of a request", "name them");
    for (const LineDecision& line : decide.lines) {
        if (auto no = check_line(decide, line)) return no;
    }
    std::vector<Determined> all;
    for (const LineDecision& line : decide.lines) {
        auto made = determined(decide, line);
        if (!made) return made.error();
        all.push_back({decide.request, line.line, std::move(*made)});
    }
    for (Determined& one : all) record(std::move(one));
    conclude(decide.request);
    return std::nullopt;
}

Refused Deciding::check_line(const Decide& decide, const LineDecision& line) {
    const bool adverse = adverse_kind(line.act).has_value();
    if (auto no = allowed(adverse ? CaseAct::Deny : CaseAct::Approve, decide.request)) return no;
    if (auto no = authority().refusal_at_level(line.act, decide.request)) return no;
    const Request& one = request(decide.request);
    if (line.line >= one.lines.size() || one.lines[line.line].determined)
        return because(RefusalKind::Nothing, fmt::format("line {} is not open", line.line + 1),
                       "decide a line that has no determination yet");
    if (auto no = check_record(decide, line)) return no;
    if (auto no = guarded(line.act, decide.request)) return no;
    const policy::RequestDef& type = program().requests[one.type];
    if (!type.asks_lines) return std::nullopt;
    const Granted whole = approvable(case_, decide.request, context_.book, line.line);
    const bool part = line.act == LevelAct::PartiallyDeny || line.act == LevelAct::Modify;
    if (part && (!line.granted || !is_part_of(*line.granted, whole)))
        return because(
            RefusalKind::Guarded, fmt::format("{}: a part of what was asked", to_text(line.act)),
            "approve all of it, deny all of it, or grant less than was asked and more than nothing");
    const bool whole_only = line.act == LevelAct::ApproveAsRequested || line.act == LevelAct::Reverse;
    if (whole_only && line.granted && *line.granted != whole)
        return because(RefusalKind::Guarded, fmt::format("{}: exactly what was asked", to_text(line.act)),
                       "refer what cannot be approved as it was asked");
    if (adverse && !part) return std::nullopt;
    return check_limits(decide.request, line.line, line.granted.value_or(whole));
}

Refused Deciding::check_record(const Decide& decide, const LineDecision& line) const {
    const policy::LevelDef& level = program().levels[request(decide.request).level];
    const std::string source = level.sources.quotes.empty() ? "" : level.sources.quotes.front().text;
    if (level.records_criteria && decide.criteria.empty())
        return Refusal{RefusalKind::Incomplete,
                       fmt::format("{}: record criteria and version", level.name.text), source,
                       "name the criteria that were applied, and their version"};
    if (level.records_rationale && is_blank(line.rationale))
        return Refusal{RefusalKind::Incomplete,
                       fmt::format("{}: record rationale for each line", level.name.text), source,
                       "write why, for this recipient"};
    return std::nullopt;
}

Refused Deciding::check_limits(RequestNo number, std::uint16_t line, const Granted& granted) {
    const Granted whole = asked(request(number), context_.book, line);
    const std::int64_t days = (granted.through - granted.from).count() + 1;
    if (days < 1)
        return because(RefusalKind::AboveLimit, "no day is left that could be approved",
                       "ask for another review with later days");
    const policy::Evaluator evaluator = evaluated(number);
    for (const policy::LimitDef& limit : program().limits) {
        if (policy::binds(evaluator, limit, line) != policy::Truth::Met) continue;
        for (const policy::Bound& bound : limit.bounds) {
            const policy::Interval most = policy::bound_at(program(), evaluator, bound, line);
            const auto above = [&](std::int64_t amount) { return most.known() && amount > most.most; };
            bool broken = false;
            switch (bound.what) {
                case policy::Bounded::From: break;
                case policy::Bounded::Through: broken = above(policy::days_of(granted.through)); break;
                case policy::Bounded::Units: broken = above(granted.units); break;
                case policy::Bounded::Frequency: broken = above(granted.frequency); break;
                case policy::Bounded::Duration: broken = above(days); break;
                case policy::Bounded::Line:
                    broken = granted.units != whole.units || granted.frequency != whole.frequency;
                    break;
            }
            if (!broken) continue;
            return Refusal{RefusalKind::AboveLimit, fmt::format("{}: {}", limit.name.text, bound.source.text),
                           limit.sources.quotes.empty() ? "" : limit.sources.quotes.front().text,
                           "approve no more than the limit, where your level allows a part; else refer"};
        }
    }
    return std::nullopt;
}

base::Expected<Determination, Refusal> Deciding::determined(const Decide& decide, const LineDecision& line) {
    const auto kind = adverse_kind(line.act);
    if (!kind) {
        const bool answer = !program().requests[request(decide.request).type].asks_lines;
        if (answer) return Yes{decide.criteria, line.rationale};
        return Approval{line.granted.value_or(approvable(case_, decide.request, context_.book, line.line)),
                        false, line.act == LevelAct::Reverse, decide.criteria, line.rationale};
    }
    const auto notice = notice_for(decide);
    if (!notice) return tl::unexpected<Refusal>(notice.error());
    AdverseDetermination::Content content;
    content.kind = *kind;
    content.granted = line.granted;
    content.rationale = line.rationale;
    content.criteria = decide.criteria;
    content.reviewer = context_.actor.person;
    content.level = request(decide.request).level;
    for (const Mark& mark : case_.marks) {
        if (mark.request == decide.request && mark.what == policy::Happening::Contacted)
            content.contact = mark.at;
    }
    auto issued = authority().adverse(decide.request, std::move(content), *notice);
    if (!issued) return tl::unexpected<Refusal>(std::move(issued.error()));
    return *std::move(issued);
}

// The notice that an adverse outcome of the request will owe, which must say something; null when none does.
const policy::NoticeDef* Deciding::notice_owed(RequestNo number) {
    using policy::Happening;
    const State state = request(number).state;
    const bool dispute = is_dispute(program().requests[request(number).type]);
    const auto outcomes = state >= State::Decided ? std::array{Happening::Reduced, Happening::Ended}
                          : dispute               ? std::array{Happening::Upheld, Happening::Modified}
                                                  : std::array{Happening::Denied, Happening::PartiallyDenied};
    for (const policy::NoticeDef& notice : program().notices) {
        const bool owed = std::any_of(notice.when.begin(), notice.when.end(), [&](const policy::EventRef& e) {
            return e.what == outcomes[0] || e.what == outcomes[1];
        });
        if (!owed || notice.says.empty()) continue;
        if (notice.condition != policy::no_node && !holds(notice.condition, number)) continue;
        if (notice.unless != policy::no_node && holds(notice.unless, number)) continue;
        return &notice;
    }
    return nullptr;
}

base::Expected<CheckedNotice, Refusal> Deciding::notice_for(const Decide& decide) {
    const policy::NoticeDef* notice = notice_owed(decide.request);
    if (!notice) {
        return tl::unexpected<Refusal>(because(RefusalKind::NoNotice,
                                               "the program owes no notice with an adverse determination",
                                               "declare a notice of it in the program"));
    }
    const auto number = static_cast<std::uint16_t>(notice - program().notices.data());
    Composition made = context_.composer.compose({case_, decide.request, number, context_.now, &decide});
    auto checked = casework::checked(std::move(made.notice), notice->says, made.content);
    if (checked) return *std::move(checked);
    const std::string source = notice->sources.quotes.empty() ? "" : notice->sources.quotes.front().text;
    return tl::unexpected<Refusal>(Refusal{RefusalKind::NoNotice,
                                           fmt::format("the notice of {} is not complete: {}",
                                                       notice->name.text, checked.error().begin()->message),
                                           source, "give what the notice must say"});
}

// When the last open line has its determination, the request is decided.
void Deciding::conclude(RequestNo number) {
    const Request& one = request(number);
    const policy::RequestDef& type = program().requests[one.type];
    const Request* before = earlier(case_, one);
    const bool dispute = before && is_dispute(type) && one.lines.size() == before->lines.size();
    std::size_t open = 0, adverse = 0, granted = 0;
    for (std::size_t i = 0; i < one.lines.size(); ++i) {
        if (dispute && !before->lines[i].adverse) continue; // it was approved before
        const LineState& line = one.lines[i];
        open += line.determined ? 0 : 1;
        adverse += line.adverse ? 1 : 0;
        granted += line.granted ? 1 : 0;
    }
    if (open > 0) return;
    Overall outcome = adverse == 0   ? Overall::Approved
                      : granted == 0 ? Overall::Denied
                                     : Overall::PartiallyDenied;
    if (dispute)
        outcome = adverse == 0 ? Overall::Reversed : granted == 0 ? Overall::Upheld : Overall::Modified;
    if (!type.asks_lines) outcome = adverse == 0 ? Overall::Yes : Overall::No;
    record(Decided{number, outcome});
}

// Less of what was authorized is an adverse determination like any other.
Refused Deciding::run(const Reduce& reduce) {
    if (auto no = allowed(CaseAct::Deny, reduce.request)) return no;
    if (auto no = authority().refusal_at_level(LevelAct::Reduce, reduce.request)) return no;
    const Decide decide{reduce.request, {reduce.line}, reduce.criteria};
    if (auto no = check_record(decide, reduce.line)) return no;
    if (auto no = guarded(LevelAct::Reduce, reduce.request)) return no;
    const Request& one = request(reduce.request);
    const bool is_less = reduce.line.line < one.lines.size() && one.lines[reduce.line.line].granted &&
                         reduce.line.granted &&
                         is_part_of(*reduce.line.granted, *one.lines[reduce.line.line].granted);
    if (!is_less)
        return because(RefusalKind::Guarded, "a reduction leaves a part of what was authorized",
                       "name less than is authorized, and more than nothing");
    auto made = determined(decide, reduce.line);
    if (!made) return made.error();
    record(Determined{reduce.request, reduce.line.line, std::move(*made)});
    return std::nullopt;
}

} // namespace assent::casework
