#pragma once
// A folder of its own for one test, gone at its end, and a small program to write into it: three
// criteria, one list, one document, and scenarios that try each criterion alone.

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/failure.hpp"

namespace assent::catalog {

class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "assent-test-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw base::Failure("cannot make a folder for a test");
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    // Writes a file, and the folders it needs.
    std::filesystem::path write(const std::filesystem::path& name, std::string_view content) const {
        const std::filesystem::path file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << content;
        return file;
    }

private:
    std::filesystem::path path_;
};

inline const std::string sample_document =
    "Rules of the agency.\nServices are for persons 21 years of age\n"
    "and older, for listed diagnoses, in 12 visits.\n";
inline const std::string hash_of_sample_document =
    "9bff091bf4beef0fd0b735d400dda12821ff8d0006d41915810978bb85509831";
inline const std::string sample_calendar =
    "calendar plain\n  title  Plain\n  source  none\n  open   Monday to Friday\n";
inline const std::string sample_codes = "diagnosis code,label,from,through\nM54.50,Low back pain,,\n";

// A program for adults with a listed diagnosis, in force "2021-01-01 onward" or as `effective` says.
inline std::string sample_policy(std::string_view effective = "2021-01-01 onward", int age = 21) {
    return fmt::format(
        R"(program family/sample
  title      A sample
  source     "Rules of the agency", Agency, undated, sha256 {}
  effective  {}
  version    in force on start of service
  seat       deciding
  calendar   plain
  assume     dated

list listed
  quote      "for listed diagnoses"
  columns    diagnosis code, label, from, through

fact member.birth_date date from eligibility system ask "When was the member born?"
fact request.start date from requesting provider ask "When does service start?"
fact request.diagnoses diagnosis codes from requesting provider ask "Which diagnoses?"
fact request.visits number 1 to 99 from requesting provider ask "How many visits?"

# An adult is grown up.
criterion adult
  quote      "{} years of age and older"
  age from member.birth_date on request.start at least {}

criterion approved
  quote      "for listed diagnoses"
  some request.diagnoses in listed on request.start

criterion counted
  quote      "in 12 visits"
  request.visits at most 12

decision screening
  quote      "Rules of the agency"
  when       every criterion is met then approve from request.start
  otherwise  refer to nurse

level nurse
  quote      "Rules of the agency"

assumption dated
  we read    The rules hold from the day on their first page.
)",
        hash_of_sample_document, effective, age, age);
}

inline const std::string sample_scenarios = R"(scenario A whole request
  member.birth_date 1990-01-01
  request.start     2021-03-01
  request.diagnoses M54.50
  request.visits    4
  decision          approve
  because           none

scenario Each criterion alone, REQ-1 REQ-2
  like A whole request
  | member.birth_date | request.diagnoses | request.visits | decision | because  |
  | 2000-03-02        | M54.50            | 4              | refer    | adult    |
  | unknown           | M54.50            | 4              | ask      | adult    |
  | 1990-01-01        | M54.51            | 4              | refer    | approved |
  | 1990-01-01        | unknown           | 4              | ask      | approved |
  | 1990-01-01        | M54.50            | 12             | approve  |          |
  | 1990-01-01        | M54.50            | 13             | refer    | counted  |
  | 1990-01-01        | M54.50            | unknown        | ask      | counted  |
)";

// The program as a version in force from 2021-01-01, with its calendar, lists and scenarios.
inline std::filesystem::path write_sample(const TemporaryFolder& folder,
                                          const std::string& version = "2021-01-01",
                                          const std::string& policy = sample_policy()) {
    const std::filesystem::path at = std::filesystem::path("programs/family/sample") / version;
    folder.write("programs/calendars/plain.calendar", sample_calendar);
    folder.write(at / "codes/listed.csv", sample_codes);
    folder.write(at / "scenarios/examples.policy", sample_scenarios);
    folder.write(at / "program.policy", policy);
    return folder.path() / at;
}

} // namespace assent::catalog
