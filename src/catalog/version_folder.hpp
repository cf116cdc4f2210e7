#pragma once
// One version of a program, read from the disk and checked; every mistake comes out of one run. It
// lies there as
//
//     programs/FAMILY/PROGRAM/2021-01-01/
//       program.policy
//       codes/NAME.csv          the rows of the list NAME
//       notices/NAME.md         the template of the notice NAME, with hyphens for its spaces
//       scenarios/*.policy
//
// A calendar the program names is NAME.calendar in the nearest folder `calendars`, going outwards. A
// program it includes is read from that program's newest version below the same folder `programs`.
// The version is known by a hash over everything that decides or is said: program.policy, the lists, the
// templates, the included programs and the calendars. Scenarios are not part of it, nor is how lines end.
// Broken files throw base::Failure.

#include "base/result.hpp"
#include "catalog/program_versions.hpp"
#include "catalog/version_texts.hpp"

namespace assent::catalog {

// The version in `folder`, or all its mistakes; warnings are added either way. Besides what the text
// itself must hold to: the folder is named by the effective date and the program by its folder below
// `programs`, its calendars and its time zone can be read, and every file of rows belongs to a list.
base::Result<Version> read_version(const Path& folder, Scenarios scenarios, base::Diagnostics& warnings);

// The same from its texts alone; what a folder's name says is looked at where there is one.
base::Result<Version> read_version(const VersionTexts& texts, base::Diagnostics& warnings);

} // namespace assent::catalog
