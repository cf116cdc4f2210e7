#pragma once
// What the events of a case have in common when they are applied: marks for what duties and rights start
// from, states that more than one kind of event moves, and the effects of a due moment. For case.cpp only;
// nothing else changes a case.

#include <algorithm>
#include <vector>

#include "casework/case.hpp"

namespace assent::casework {

class CaseChange {
public:
    CaseChange(Case& to, const Event& event) : case_(to), event_(event) {}

protected:
    Request& of(RequestNo request);

    // Of now and of whoever acted; the caller says otherwise.
    Mark& mark(policy::Happening what, RequestNo request);
    void mark_told(RequestNo request, const std::vector<Known>& facts);
    void mark_notice(policy::Happening what, std::uint32_t number, Instant at);
    void erase_last(policy::Happening what, RequestNo request);

    void name(const Participant& participant);
    void took_part(Request& request);
    void complete(Request& request, Instant at);
    void refer(RequestNo number, std::uint16_t from, std::uint16_t to, Instant at);
    void deliver(std::uint32_t number, Delivery delivery, policy::Happening what, Instant at);
    void keep_undisputed(Request& dispute);
    void apply(const policy::Effect& effect, RequestNo number, Instant at);

    // It takes the place of the one that is like it.
    template <typename One, typename Like>
    static void latest(std::vector<One>& all, const One& one, Like like) {
        const auto found = std::find_if(all.begin(), all.end(), like);
        if (found == all.end())
            all.push_back(one);
        else
            *found = one;
    }

    Case& case_;
    const Event& event_;
};

} // namespace assent::casework
