#pragma once
// A value, or everything that was wrong with the input it was to be made from. It is returned, never
// thrown, and it is never both and never neither.

#include <tl/expected.hpp>

#include <utility>

#include "base/diagnostics.hpp"

namespace assent::base {

template <typename T, typename E>
using Expected = tl::expected<T, E>;

// For bad input. The diagnostics of a failure hold at least one error; warnings of a success are
// handed on by the function's own means (it takes a Diagnostics& where there can be any).
template <typename T>
using Result = Expected<T, Diagnostics>;

inline tl::unexpected<Diagnostics> refused(Diagnostics diagnostics) {
    return tl::unexpected<Diagnostics>(std::move(diagnostics));
}

inline tl::unexpected<Diagnostics> refused(Place place, std::string message, std::string hint = {}) {
    Diagnostics diagnostics;
    diagnostics.error(std::move(place), std::move(message), std::move(hint));
    return tl::unexpected<Diagnostics>(std::move(diagnostics));
}

} // namespace assent::base
