#pragma once
// Walking a JSON text with simdjson On-Demand, for the two readers written by hand. A callback says
// false when it meets what it does not know, and then the whole text is refused without a reason.

#include <simdjson.h>

namespace assent::bench {

using simdjson::ondemand::object;
using simdjson::ondemand::value;

// Calls `each` with every value of a list; false as soon as it says so. Null is left to the caller.
template <typename Each>
bool for_each_item(value list, Each each) {
    simdjson::ondemand::array items;
    if (list.get_array().get(items)) return false;
    for (auto item : items) {
        value one;
        if (item.get(one) || !each(one)) return false;
    }
    return true;
}

// Calls `each` with key and value of every member that is not null.
template <typename Each>
bool for_each_member(object members, Each each) {
    for (auto field : members) {
        simdjson::ondemand::raw_json_string key;
        value one;
        if (field.key().get(key) || field.value().get(one)) return false;
        bool null = false;
        if (one.is_null().get(null)) return false;
        if (!null && !each(key, one)) return false;
    }
    return true;
}

template <typename Each>
bool in_object(value node, Each each) {
    object members;
    return !node.get_object().get(members) && for_each_member(members, each);
}

} // namespace assent::bench
