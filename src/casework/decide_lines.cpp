#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "casework/approvable.hpp"
#include "casework/deciding.hpp"
#include "casework/program_rules.hpp"
#include "casework/spoken.hpp"
#include "policy/day.hpp"
#include "policy/limits.hpp"

// What people determine of the lines of a request, within the limits of the program, and how it ends.

namespace assent::casework {
namespace {

using policy::LevelAct;

// Neither more nor other than `whole`, and less of something.
bool is_part_of(const Granted& part, const Granted& whole) {
    const bool within = part.units <= whole.units && part.frequency <= whole.frequency &&
                        part.from >= whole.from && part.through <= whole.through;
    return within && part != whole && part.units > 0;
}

// What is not said of a part is as in the whole.
Granted completed(Granted part, const Granted& whole) {
    if (part.units == 0) part.units = whole.units;
    if (part.frequency == 0) part.frequency = whole.frequency;
    if (part.from == calendar::Date{}) part.from = whole.from;
    if (part.through == calendar::Date{}) part.through = whole.through;
    return part;
}

// All that was asked, and days of it that nobody asked for.
bool is_exactly(const Granted& one, const Granted& whole) {
    constexpr calendar::Date unasked{};
    return one.units == whole.units && one.frequency == whole.frequency &&
           (one.from == whole.from || whole.from == unasked) &&
           (one.through == whole.through || whole.through == unasked);
}

// Less than was asked, in whatever respect.
bool is_less(const Granted& one, const Granted& whole) {
    return one.units < whole.units || one.frequency < whole.frequency || one.from > whole.from ||
           one.through < whole.through;
}

} // namespace

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

// All lines of a decision hold, or none is recorded.
Refused Deciding::run(const Decide& said) {
    if (said.request >= case_.requests.size() || said.lines.empty())
        return because(RefusalKind::Nothing, "a decision is about lines of a request", "name them");
    Decide decide = said;
    for (LineDecision& line : decide.lines) {
        const bool is_there = line.line < request(decide.request).lines.size();
        if (line.granted && is_there)
            line.granted =
                completed(*line.granted, approvable(case_, decide.request, context_.book, line.line));
    }
    for (const LineDecision& line : decide.lines) {
        if (auto no = check_line(decide, line)) return no;
    }
    look_at_accounts(decide.request);
    std::vector<Determined> all;
    for (const LineDecision& line : decide.lines) {
        auto made = determined(decide, line);
        if (!made) return made.error();
        all.push_back({decide.request, line.line, std::move(*made)});
    }
    if (auto no = overdrawn(decide.request, all)) return no;
    conclude(decide.request, std::move(all));
    return std::nullopt;
}

// What is granted is set aside with it.
void Deciding::conclude(RequestNo number, std::vector<Determined> all) {
    for (Determined& one : all) {
        const Granted* granted = granted_by(one.determination);
        const auto grant = granted ? std::optional(*granted) : std::nullopt;
        const std::uint16_t line = one.line;
        record(std::move(one));
        if (grant) set_aside(number, line, *grant);
    }
    conclude(number);
}

// Each line once, and by an act that is a determination: what refers or pends leaves it as it is, and may not
// be taken for a yes.
Refused Deciding::check_act(const Decide& decide, const LineDecision& line) const {
    const auto same = [&](const LineDecision& other) { return other.line == line.line; };
    if (std::count_if(decide.lines.begin(), decide.lines.end(), same) > 1)
        return because(RefusalKind::Guarded, fmt::format("line {} is decided twice", line.line + 1),
                       "decide each line once");
    if (!line_acts().test(static_cast<std::size_t>(line.act)))
        return because(RefusalKind::Guarded, fmt::format("to {} decides no line", to_text(line.act)),
                       "say it of the whole request, after the lines that are decided now");
    const bool asks_lines = program().requests[request(decide.request).type].asks_lines;
    if (adverse_kind(line.act) || (line.act == LevelAct::Answer) != asks_lines) return std::nullopt;
    return because(RefusalKind::Guarded,
                   asks_lines ? "a service line is approved or denied; yes is no answer to it"
                              : "what was asked is answered yes or no; it has no lines to approve",
                   asks_lines ? "approve it, or deny it" : "answer, which is yes; or deny, which is no");
}

Refused Deciding::check_line(const Decide& decide, const LineDecision& line) {
    const bool adverse = adverse_kind(line.act).has_value();
    if (auto no = allowed(adverse ? CaseAct::Deny : CaseAct::Approve, decide.request)) return no;
    if (auto no = check_act(decide, line)) return no;
    if (auto no = authority().refusal_at_level(line.act, decide.request)) return no;
    const Request& one = request(decide.request);
    if (line.line >= one.lines.size() || one.lines[line.line].determined)
        return because(RefusalKind::Nothing, fmt::format("line {} is not open", line.line + 1),
                       "decide a line that has no determination yet");
    const Request* before = earlier(case_, one);
    if (before && before->voided)
        return because(RefusalKind::NotNow, "what this is about was voided",
                       "end it, or let it be withdrawn");
    if (auto no = check_record(decide, line)) return no;
    if (auto no = guarded(line.act, decide.request)) return no;
    const policy::RequestDef& type = program().requests[one.type];
    if (!type.asks_lines) return std::nullopt;
    const Granted whole = approvable(case_, decide.request, context_.book, line.line);
    const bool part = line.act == LevelAct::PartiallyDeny || line.act == LevelAct::Modify;
    if (part && (!line.granted || !is_part_of(*line.granted, whole)))
        return because(RefusalKind::Guarded, fmt::format("{}: a part of what was asked", to_text(line.act)),
                       "approve all of it, deny all of it, or grant less than was asked and more than "
                       "nothing: its units, its frequency, its first day and its last");
    const bool whole_only = line.act == LevelAct::ApproveAsRequested || line.act == LevelAct::Reverse;
    if (whole_only && line.granted && !is_exactly(*line.granted, whole))
        return because(RefusalKind::Guarded, fmt::format("{}: exactly what was asked", to_text(line.act)),
                       "refer what cannot be approved as it was asked");
    if (line.act == LevelAct::Approve && line.granted && !is_exactly(*line.granted, whole) &&
        is_less(*line.granted, whole))
        return because(RefusalKind::Guarded, "to approve less than was asked is to deny the rest",
                       "approve all of it, or deny it partially where your level may; else refer");
    if (adverse && !part) return std::nullopt;
    if (auto no = takes_back(decide.request, line)) return no;
    return check_limits(decide.request, line.line, line.granted.value_or(whole));
}

// A dispute ends with no less than was granted before it.
Refused Deciding::takes_back(RequestNo number, const LineDecision& line) const {
    const Request* before = earlier(case_, request(number));
    if (line.act != LevelAct::Modify || !before || line.line >= before->lines.size()) return std::nullopt;
    const auto& granted = before->lines[line.line].granted;
    if (!granted || (is_part_of(*granted, *line.granted))) return std::nullopt;
    return because(RefusalKind::Guarded, "to modify grants more than was granted before",
                   "grant more than that, or uphold what was decided");
}

Refused Deciding::check_record(const Decide& decide, const LineDecision& line) const {
    const auto number = authority().deciding_level(line.act, decide.request);
    if (!number) return std::nullopt; // no level decides it: told elsewhere
    const policy::LevelDef& level = program().levels[*number];
    const std::string source = phrase_of(level.sources);
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
    const bool dated = has_days(granted); // else no days were asked for, and none are granted
    const std::int64_t days = dated ? (granted.through - granted.from).count() + 1 : 0;
    if (dated && days < 1)
        return because(RefusalKind::AboveLimit, "no day is left that could be approved",
                       "ask for another review with later days");
    const policy::Evaluator evaluator = evaluated(number);
    for (const policy::LimitDef& limit : program().limits) {
        if (policy::binds(evaluator, limit, line) != policy::Truth::Met) continue;
        for (const policy::Bound& bound : limit.bounds) {
            const policy::Interval most = policy::bound_at(program(), evaluator, bound, line);
            const auto above = [&](std::int64_t amount) { return most.known() && amount > most.most; };
            if (!dated && most.known() &&
                (bound.what == policy::Bounded::Through || bound.what == policy::Bounded::Duration))
                return Refusal{RefusalKind::Incomplete,
                               fmt::format("{}: {}", limit.name.text, bound.source.text),
                               phrase_of(limit.sources), "name the first and the last day of the approval"};
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
                           phrase_of(limit.sources),
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

std::optional<std::uint16_t> Deciding::notice_owed(RequestNo number) {
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
        return static_cast<std::uint16_t>(&notice - program().notices.data());
    }
    return std::nullopt;
}

base::Expected<CheckedNotice, Refusal> Deciding::notice_for(const Decide& decide) {
    const auto number = notice_owed(decide.request);
    if (!number) {
        return tl::unexpected<Refusal>(because(RefusalKind::NoNotice,
                                               "the program owes no notice with an adverse determination",
                                               "declare a notice of it in the program"));
    }
    const policy::NoticeDef& notice = program().notices[*number];
    Composition made = context_.composer.compose({case_, decide.request, *number, context_.now, &decide});
    auto checked = casework::checked(std::move(made.notice), notice.says, made.content);
    if (checked) return *std::move(checked);
    const std::string source = phrase_of(notice.sources);
    const base::Diagnostic& first = *checked.error().begin();
    return tl::unexpected<Refusal>(
        Refusal{RefusalKind::NoNotice,
                fmt::format("the notice of {} is not complete: {}", notice.name.text, first.message), source,
                first.hint.empty() ? "give what the notice must say" : first.hint});
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
    LineDecision line = reduce.line;
    line.act = LevelAct::Reduce; // whatever it was called: less is never a yes
    const Request& one = request(reduce.request);
    const bool stands = line.line < one.lines.size() && one.lines[line.line].granted;
    if (stands && line.granted) line.granted = completed(*line.granted, *one.lines[line.line].granted);
    const Decide decide{reduce.request, {line}, reduce.criteria};
    if (auto no = check_record(decide, line)) return no;
    if (auto no = guarded(LevelAct::Reduce, reduce.request)) return no;
    const bool is_less = stands && line.granted && is_part_of(*line.granted, *one.lines[line.line].granted);
    if (!is_less)
        return because(RefusalKind::Guarded, "a reduction leaves a part of what was authorized",
                       "name less than is authorized, and more than nothing");
    auto made = determined(decide, line);
    if (!made) return made.error();
    record(Determined{reduce.request, line.line, std::move(*made)});
    give_back(reduce.request, policy::Release::Reduction, &line);
    return std::nullopt;
}

} // namespace assent::casework
