#pragma once
// Who may do what to which case: one table of roles and acts, narrowed by the program's parties, levels and
// requests, by organization, credentials valid that day, conflicts and earlier part. Every interface asks it,
// nothing decides beside it. What is not permitted is refused, with the rule, its source and what to do
// instead. It alone issues an adverse determination.

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "casework/case.hpp"
#include "casework/notice.hpp"
#include "casework/refusal.hpp"
#include "casework/rule_book.hpp"

namespace assent::casework {

// The rows of the table.
enum class CaseAct : std::uint8_t {
    See,
    Submit,
    Supply, // also file papers
    Report,
    Withdraw,
    Contact,
    Message,
    Answer,
    Correct,
    Flag,
    Claim,  // also give back what one has
    Cover,  // step in for a colleague who has it
    Assign, // also release what somebody else has
    Pend,
    Refer,
    Return,
    TechnicallyDeny,
    Approve,
    Deny, // and every other adverse determination
    Extend,
    Expedite,
    RefuseToExpedite,
    Direct,
    Name,
    Void,
    Deliver, // send, serve, record what came back
    Pass,    // let a due moment have its effect
    Close,
    ManageUsers,
    Publish,
    ReportStanding,  // members and their eligibility, organizations, what anybody holds
    DeclareConflict, // of interest
    Audit,           // see who has read what
    HearConcerns,    // and directions of the agency, which no provider is told
    KeepContacts,    // the log of what people tell us, of no case too; and to find cases for them
    MergeMembers,    // to say that two members are one, and that they are not
    DrawSample,      // of decisions, for a second opinion, and see how they compare
    SecondOpinion,   // to say what they would have decided
    KeepRecords,     // to hold what would be removed after retention, and see what is due
};
constexpr std::size_t case_acts = 39;

std::string_view to_text(CaseAct); // "refuse to expedite"

// A cell of the table, before the program narrows it.
enum class Cell : std::uint8_t {
    No,
    Yes,
    Own,    // on requests of their own organization, or about themselves
    Facts,  // facts that the program says come from them
    Level,  // as the words of the level where the request rests allow
    ByRule, // only under a rule of the program
    Asks,   // as the words of the request allow: `by`
    Right,  // as a right of the program allows
    Due,    // only what is due
    Office, // users of their own office
};

Cell cell(CaseAct, Role);

// The refusal when the table has a plain no for the role; nothing otherwise. For acts that are about no case.
std::optional<Refusal> refused_by_table(CaseAct, Role);

// Whether the notice is one that such a determination owes: by the outcomes of a request it can lead to.
bool owes(Adverse, const policy::NoticeDef&);

class Authority {
public:
    // Looks at these for as long as it lives.
    Authority(const RuleBook& book, const Case& of, const Actor& actor, Instant now)
        : book_(book), case_(of), actor_(actor), now_(now) {}

    // Nothing when it is permitted. Levels, assignment and holds are looked at as well; acts that are not on
    // a request take no_request. What an act is about in detail (which fact, notice, event or user) is told
    // nowhere here: whoever records it looks at that.
    std::optional<Refusal> refusal(CaseAct act, RequestNo request) const;

    // Whether they may open such a thread about it, and whether that party may be contacted yet: where the
    // program gives a right to it, as that right says.
    std::optional<Refusal> refusal_to_open(policy::Happening thread, RequestNo request) const;
    std::optional<Refusal> refusal_to_contact(std::uint16_t party, RequestNo request) const;

    // Under which party's line the actor may submit such a request by that channel; `about` an earlier one.
    // `facts` are those told with it: what they do not tell is taken from what it is about, and a credential
    // of what nobody has told yet is left open. Intake keys in what came on paper or by phone, customer
    // service what was said to them, both for the party `keyed` as which somebody asks: any_object is the
    // first that may ask by that channel, and policy::anyone none that the program names.
    base::Expected<std::uint16_t, Refusal> asker(std::uint16_t type, RequestNo about, policy::Channel channel,
                                                 const std::vector<Known>& facts = {},
                                                 std::uint16_t keyed = policy::any_object) const;

    // Whether the actor is that party towards that request today; when not, which of its words fail, as
    // sentences: "physician needs active practice, which is not on file".
    bool is(std::uint16_t party, RequestNo request) const { return !why_not(party, request); }
    std::optional<std::string> why_not(std::uint16_t party, RequestNo request) const;

    // Whether somebody who sees no case and only tells facts is told that there is this one: what they tell
    // is of an authorization, and before there is one the case is nothing of theirs.
    bool may_know_of_it() const;

    // Whether the actor may say who is that party in the case. Who is one by their account is named by
    // nobody, nor is who reviews; who speaks for the member is recorded by the house.
    std::optional<Refusal> refusal_to_name(std::uint16_t party) const;

    // Whether a fact is to be shown to the actor, who may see the case. What the program hides from somebody
    // is shown to nobody outside the house: an account can act as several parties.
    bool is_shown(std::uint16_t fact) const;

    // Whether a thread is: outside the house it is for whoever opened it and their organization alone.
    bool is_shown(const Thread& thread) const;

    // Whether a notice is: outside the house it is for those to whom it is sent.
    bool is_shown(const NoticeState& notice) const;

    // Whether a duty or a right is: outside the house neither that to direct, nor one that began with a
    // concern, a direction, or a thread that is not shown.
    bool is_shown(const TermKey& term) const;

    // Whether a reviewer fits a level for that request: for assignment, and again at decision.
    std::optional<Refusal> unfit(std::uint16_t level, RequestNo request) const;

    // Whether the level where the request rests allows this act to this reviewer, who has the request; guards
    // are conditions on facts and are not looked at here. What was decided is reduced or ended at any level
    // that may.
    std::optional<Refusal> refusal_at_level(policy::LevelAct act, RequestNo request) const;

    // The level that decides it: where the request rests, or after its decision the first that may and that
    // the reviewer fits.
    std::optional<std::uint16_t> deciding_level(policy::LevelAct act, RequestNo request) const;
    // The conditions that the level sets this act, with those of levels without a name, which hold at every
    // one.
    std::optional<Refusal> refusal_by_guard(policy::LevelAct act, std::uint16_t level,
                                            RequestNo request) const;

    // The adverse determination, when everything that one needs is there: a person, at a level whose `may`
    // names it, who meets a reviewer's every word today, has the request, has no conflict and no earlier part
    // where that matters, gives a reason and the criteria with their version, after whatever the level's
    // guards demand (a contact), with a notice that passed its check, of a kind that such an outcome owes.
    // The level is filled in, and who signs it.
    base::Expected<AdverseDetermination, Refusal> adverse(RequestNo request,
                                                          AdverseDetermination::Content content,
                                                          const CheckedNotice& notice) const;

private:
    using Refused = std::optional<Refusal>;

    Refused narrowed(CaseAct act, RequestNo request) const; // what the program makes of the table's cell
    Refused on_hold(CaseAct act) const;
    Refused not_own(CaseAct act, RequestNo request) const;
    Refused no_right(CaseAct act, RequestNo request) const;
    Refused not_entitled(const std::vector<const policy::TermDef*>& rights, CaseAct act,
                         RequestNo request) const;
    bool is_open(const policy::TermDef& right, RequestNo request) const;
    Refused no_claim(RequestNo number) const;
    Refused no_cover(RequestNo number) const;
    Refused not_to_take(RequestNo number) const;
    Refused not_at_level(policy::LevelActs acts, RequestNo number) const;
    Refused not_after_decision(policy::LevelActs acts, RequestNo request) const;
    Refused not_held_by_them(const Request& request) const;
    bool owns(CaseAct act, RequestNo request) const;
    bool tells_facts() const;

    Refused nothing_to_ask_about(std::uint16_t type, RequestNo about) const;
    Refused no_further_request(std::uint16_t type, RequestNo about) const;

    base::Expected<std::uint16_t, Refusal> asking_party(std::uint16_t type, Request draft,
                                                        policy::Channel channel) const;
    base::Expected<std::uint16_t, Refusal> keyed_party(std::uint16_t type, policy::Channel channel,
                                                       std::uint16_t keyed) const;
    Refusal not_asked_so(const policy::RequestDef& def, const policy::AskedBy* elsewhere,
                         const std::vector<std::string>& failing) const;

    Refused not_theirs_to_sign(const AdverseDetermination::Content& content, RequestNo request) const;
    Refused not_reasoned(const AdverseDetermination::Content& content) const;
    Refused not_noticed(Adverse adverse, const CheckedNotice& checked) const;

    calendar::Date today() const { return book_.day_of(now_); }
    const policy::Program& program() const { return book_.program(); }
    bool has(RequestNo request) const { return request < case_.requests.size(); }

    const RuleBook& book_;
    const Case& case_;
    const Actor& actor_;
    Instant now_;
};

} // namespace assent::casework
