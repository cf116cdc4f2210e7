#pragma once
// The one stream of all legal holds. They are few; whoever removes something holds the store to it, so that
// no hold is put at the same moment.

#include "store/stream_id.hpp"

namespace assent::desk {

inline store::StreamId hold_stream() { return store::StreamId::of_audit("holds"); }

} // namespace assent::desk
