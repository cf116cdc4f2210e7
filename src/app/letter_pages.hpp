#pragma once
// The letters of a play as pages that a browser opens, so that somebody can look at what a member would read.
// They are drafts for the eye: nothing is sent, and the people are those of the timeline.

#include <filesystem>

#include "app/stage.hpp"

namespace assent::app {

// One file for each notice that somebody reads, titled by its heading, in a folder for each timeline below
// one for its program; returns how many. Throws base::Failure when a file cannot be written.
std::size_t write_letters(const timelines::Play& play, const Stage& stage,
                          const std::filesystem::path& folder);

} // namespace assent::app
