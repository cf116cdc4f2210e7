#pragma once
// What a deed of a timeline is as commands to a case, with what the text leaves unsaid taken from the case as
// it is then: the latest request it can be about, the papers that must come with a request, all that is
// awaited, all that was asked. It judges nothing: whether a command is allowed is for the engine to say.

#include <vector>

#include "base/result.hpp"
#include "casework/decide.hpp"
#include "timelines/cast.hpp"
#include "timelines/timeline.hpp"

namespace assent::timelines {

// The case at the moment of a deed, and who does it.
struct Scene {
    const casework::Case& of;
    const casework::RuleBook& book;
    const casework::NoticeComposer& composer;
    const Cast& cast;
    const Timeline& timeline;
    const casework::Actor& actor;
    casework::Instant now{};

    const policy::Program& program() const { return book.program(); }
    casework::Instant instant(calendar::LocalMoment local,
                              calendar::Reading reading = calendar::Reading::Earlier) const {
        return book.zone().to_instant(local, reading);
    }
};

struct Commands {
    RequestNo request = casework::no_request; // that they are on; of a submission the one it is about
    std::vector<casework::Command> all;       // none when time passes
};

// A refusal when there is nothing in the case that the deed could be about.
base::Expected<Commands, casework::Refusal> commands_of(const Step& step, const Scene& scene);

// A request with all its papers but those of `without`, with the timeline's facts and what the step tells.
// What is about an earlier request takes that one's facts, and what only a reviewer, an agency or a fiscal
// agent can tell does not come with a request.
casework::Submit submission(const Step& step, const Scene& scene);
// What such a request would be about: the latest that it can be; none when it opens a case.
RequestNo asked_about(std::uint16_t type, policy::Channel channel, const Scene& scene);
// The first channel by which the actor's party may ask so.
policy::Channel usual_channel(std::uint16_t type, std::uint16_t party, const policy::Program& program);

casework::Decide decision(const Step& step, RequestNo request, const Scene& scene);
casework::Reduce reduction(const Step& step, RequestNo request, const Scene& scene);

std::vector<casework::Known> known(const std::vector<Telling>& tellings, const policy::Program& program);
casework::Paper paper(const std::string& kind, policy::Channel channel, casework::Instant arrived);

} // namespace assent::timelines
