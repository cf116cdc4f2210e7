#pragma once
// The lists of the complementary-therapy program as its document prints them, typed in once more for
// the rules that are written by hand. They are not read from the program's folder, so that a slip in
// its rows shows as a difference.

#include <array>
#include <cstdint>
#include <string_view>

namespace assent::bench {

enum class Discipline : std::uint8_t { PhysicalTherapy, Chiropractic, Acupuncture };

// Appendix A without the low back pain that was recoded: these codes have no dates.
constexpr auto undated_diagnoses = std::to_array<std::string_view>({
    "G96.8",   "G89.11",  "G89.21",  "M51.04",  "M51.05",  "M51.06",  "M51.14",  "M51.15",  "M51.16",
    "M51.17",  "M51.24",  "M51.25",  "M51.26",  "M51.27",  "M51.34",  "M51.35",  "M51.36",  "M51.37",
    "M51.44",  "M51.45",  "M51.46",  "M51.47",  "M51.84",  "M51.85",  "M51.86",  "M51.87",  "M51.9",
    "M50.00",  "M50.01",  "M50.020", "M50.021", "M50.022", "M50.023", "M50.03",  "M50.10",  "M50.11",
    "M50.120", "M50.121", "M50.122", "M50.123", "M50.13",  "M50.20",  "M50.21",  "M50.220", "M50.221",
    "M50.222", "M50.223", "M50.23",  "M50.30",  "M50.31",  "M50.320", "M50.321", "M50.322", "M50.323",
    "M50.33",  "M50.80",  "M50.81",  "M50.820", "M50.821", "M50.822", "M50.823", "M50.83",  "M50.90",
    "M50.91",  "M50.920", "M50.921", "M50.922", "M50.923", "M50.93",  "M53.0",   "M53.1",   "M53.2X1",
    "M53.2X2", "M53.2X3", "M53.2X4", "M53.2X5", "M53.2X6", "M53.2X7", "M53.2X8", "M53.81",  "M53.82",
    "M53.83",  "M53.84",  "M53.85",  "M53.86",  "M53.87",  "M53.88",  "M53.9",   "M54.00",  "M54.01",
    "M54.02",  "M54.03",  "M54.04",  "M54.05",  "M54.06",  "M54.07",  "M54.08",  "M54.09",  "M54.10",
    "M54.11",  "M54.12",  "M54.13",  "M54.14",  "M54.15",  "M54.16",  "M54.17",  "M54.18",  "M54.2",
    "M54.30",  "M54.31",  "M54.32",  "M54.40",  "M54.41",  "M54.42",  "M54.6",   "M54.81",  "M54.89",
    "M54.9",
});

constexpr std::string_view recoded_diagnosis = "M54.5"; // its last day is 2021-09-30
constexpr auto successor_diagnoses =
    std::to_array<std::string_view>({"M54.50", "M54.51", "M54.59"}); // from 2021-10-01

constexpr std::string_view acute_diagnosis = "G89.11";

struct Procedure {
    int code;
    Discipline discipline;
};

// Appendices D, E and F.
constexpr auto procedures = std::to_array<Procedure>({
    {97810, Discipline::Acupuncture},     {97811, Discipline::Acupuncture},
    {97813, Discipline::Acupuncture},     {97814, Discipline::Acupuncture},
    {99201, Discipline::Chiropractic},    {99202, Discipline::Chiropractic},
    {99203, Discipline::Chiropractic},    {99204, Discipline::Chiropractic},
    {99205, Discipline::Chiropractic},    {99211, Discipline::Chiropractic},
    {99212, Discipline::Chiropractic},    {99213, Discipline::Chiropractic},
    {99214, Discipline::Chiropractic},    {99215, Discipline::Chiropractic},
    {98940, Discipline::Chiropractic},    {98941, Discipline::Chiropractic},
    {98942, Discipline::Chiropractic},    {98943, Discipline::Chiropractic},
    {97012, Discipline::Chiropractic},    {97014, Discipline::Chiropractic},
    {97032, Discipline::Chiropractic},    {97035, Discipline::Chiropractic},
    {97161, Discipline::PhysicalTherapy}, {97162, Discipline::PhysicalTherapy},
    {97163, Discipline::PhysicalTherapy}, {97110, Discipline::PhysicalTherapy},
    {97530, Discipline::PhysicalTherapy},
});

constexpr int retired_procedure = 99201; // nationally, from 2021-01-01

} // namespace assent::bench
