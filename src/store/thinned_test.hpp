#pragma once
// How many of the moments of a thing a test goes through. Under sanitizers it is one in five: what is looked
// for there is a wrong use of memory, in which the moments are alike. The release build takes all of them.

#include <cstdint>

namespace assent::store {

#ifndef __has_feature
#define __has_feature(x) 0 // g++
#endif

constexpr std::int64_t thinned(std::int64_t step) {
    return __has_feature(address_sanitizer) ? step * 5 : step;
}

} // namespace assent::store
