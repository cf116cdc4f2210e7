#pragma once
// The workings of decide(), for its sources only: the case as it comes to be while events are recorded, the
// notices they owe, and the steps that several commands share. Nothing outside this folder includes it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casework/authority.hpp"
#include "casework/case_facts.hpp"
#include "casework/decide.hpp"
#include "casework/term.hpp"
#include "policy/questions.hpp"

namespace assent::casework {

using Refused = std::optional<Refusal>;

// Whether a line of a notice can go by that channel.
inline bool goes_by(const policy::TermDef& line, policy::Channel channel) {
    return line.channels.test(static_cast<std::size_t>(channel));
}

// Of a line, what is adverse about an act; nothing when nothing is.
std::optional<Adverse> adverse_kind(policy::LevelAct act);

class Deciding {
public:
    Deciding(Case before, const Context& context);

    base::Expected<Events, Refusal> operator()(const Command& command);

    // The notice that an adverse outcome of the request will owe, which must say something; nothing when none
    // does.
    std::optional<std::uint16_t> notice_owed(RequestNo number);

private:
    // One for each command; nothing when its events were recorded.
    Refused run(const Submit&);
    Refused run(const Claim&);
    Refused run(const Assign&);
    Refused run(const Release&);
    Refused run(const Report&);
    Refused run(const File&);
    Refused run(const Supply&);
    Refused run(const Pend&);
    Refused run(const Refer&);
    Refused run(const Decide&);
    Refused run(const TechnicallyDeny&);
    Refused run(const Return&);
    Refused run(const Withdraw&);
    Refused run(const Contact&);
    Refused run(const Message&);
    Refused run(const Answer&);
    Refused run(const Flag&);
    Refused run(const Direct&);
    Refused run(const Expedite&);
    Refused run(const RefuseToExpedite&);
    Refused run(const Extend&);
    Refused run(const Correct&);
    Refused run(const Name&);
    Refused run(const Void&);
    Refused run(const Reduce&);
    Refused run(const Send&);
    Refused run(const Serve&);
    Refused run(const ComeBack&);
    Refused run(const Pass&);
    Refused run(const Close&);

    // Recording
    void record(What what);
    void owe_notices(const Mark& mark);
    void owe_one_notice(std::uint16_t number, const Mark& mark);
    void compose(std::uint16_t number, RequestNo request);

    // Asking
    const Request& request(RequestNo number) const { return case_.requests[number]; }
    const policy::Program& program() const { return context_.book.program(); }
    Authority authority() const { return {context_.book, case_, context_.actor, context_.now}; }
    Refused allowed(CaseAct act, RequestNo number) const; // the request exists, and the actor may
    Refused allowed_notice(std::uint32_t notice) const;
    policy::Evaluator evaluated(RequestNo number); // with its criteria worked out
    bool holds(policy::NodeId condition, RequestNo number);
    Refused guarded(policy::LevelAct act, RequestNo number) const; // by the conditions of its level
    Refused not_told_by_them(const std::vector<Known>& facts, RequestNo number) const;
    Refused not_told_rightly(const std::vector<Known>& facts, std::size_t lines) const;
    static Refusal told_by_others(const policy::FactDef& fact);
    Refused not_for_askers(const std::vector<Known>& facts) const; // what comes with a request, or answers
    Refused decided_on(const std::vector<Known>& facts, RequestNo number) const;
    Refused partly_decided(RequestNo number) const;
    Refused not_here_yet(Instant arrived, const std::vector<Paper>& papers) const;
    static Refusal because(RefusalKind kind, std::string rule, std::string instead);

    // Submission and screening
    Begun begun(const Submit& submit) const;
    OrganizationId asking_office(const Submit& submit, std::uint16_t party) const;
    Submitted submitted(const Submit& submit, std::uint16_t party) const;
    Refused without_lines(const policy::Verdict& verdict, RequestNo number) const;
    Refused twice(const Submit& submit);
    Refused asked_otherwise(const Submit& submit) const;
    std::string in_lines(RequestNo number, std::uint64_t criteria) const;
    Refused before_receipt(const policy::Verdict& verdict, RequestNo number) const;
    Refused not_submitted_so(RequestNo number); // what could not have been submitted as it is now
    policy::Verdict verdict_on(RequestNo number);
    std::uint64_t criteria_of(const policy::Verdict& verdict) const;
    bool receive(const Submit& submit, RequestNo number);
    void cancel_if_excluded(RequestNo number);
    void resume_if_allowed(RequestNo number);
    void screen(RequestNo number, const policy::Verdict& verdict);
    std::vector<Determined> granted_by_rule(RequestNo number, const policy::Verdict& verdict) const;
    void conclude(RequestNo number, std::vector<Determined> all);
    void go_to_level(RequestNo number, const policy::DecisionLine* line);
    std::vector<policy::Question> questions(RequestNo number) const;
    void note_overlaps(RequestNo number);
    void note_by_rule(RequestNo number);

    Refused not_to_correct(const Message& message) const;

    // Time that is asked for
    Refused above_extension(const Extend& extend, const std::vector<Term>& all) const;

    // Completeness
    void complete_if_whole(RequestNo number, Instant arrived, bool anew = false);
    bool came_in_time(RequestNo number, Instant arrived);

    // Due moments
    void pass(const Term& term);
    void send_again(const policy::TermDef& duty, RequestNo number);
    void remind_of_openings(const std::vector<Term>& all);

    // Determination
    Refused check_act(const Decide& decide, const LineDecision& line) const;
    Refused check_line(const Decide& decide, const LineDecision& line);
    Refused takes_back(RequestNo number, const LineDecision& line) const;
    Refused check_record(const Decide& decide, const LineDecision& line) const;
    Refused check_limits(RequestNo number, std::uint16_t line, const Granted& granted);
    base::Expected<Determination, Refusal> determined(const Decide& decide, const LineDecision& line);
    base::Expected<CheckedNotice, Refusal> notice_for(const Decide& decide);
    void conclude(RequestNo number);

    // Accounts of the member
    void look_at_accounts(RequestNo number);
    std::optional<std::int32_t> year_on(const policy::LedgerDef& ledger, RequestNo number);
    std::int64_t taken(const policy::LedgerDef& ledger, RequestNo number, std::uint16_t line,
                       const Granted& granted);
    Refused overdrawn(RequestNo number, const std::vector<Determined>& grants);
    const Reserved* replaced(RequestNo number, std::uint16_t ledger, std::uint16_t line) const;
    void set_aside(RequestNo number, std::uint16_t line, const Granted& granted);
    void give_back(RequestNo number, policy::Release when, const LineDecision* reduced);

    Case case_;              // as it comes to be
    bool by_itself_ = false; // what follows is the software's own doing, and nobody's
    const Context& context_;
    Events events_;
    policy::Facts facts_;
};

} // namespace assent::casework
