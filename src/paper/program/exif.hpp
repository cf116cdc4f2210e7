#pragma once
// How a photograph has to be turned to stand upright: telephones store what the lens saw and note beside it
// how they were held (Exif 2.3, the tag Orientation).

#include <string_view>

namespace assent::paper {

// To the right, in degrees: 0, 90, 180 or 270. 0 also for one that says nothing, or that is mirrored, which
// no camera does.
int upright_turn(std::string_view jpeg);

} // namespace assent::paper
