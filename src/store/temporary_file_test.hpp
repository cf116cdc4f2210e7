#pragma once
// The path of a store in a folder of its own, which is gone with everything in it at the end of a test.
// Never the same path twice.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/failure.hpp"

namespace assent::store {

class TemporaryFile {
public:
    TemporaryFile() {
        std::string folder = (std::filesystem::temp_directory_path() / "assent-test-XXXXXX").string();
        if (!::mkdtemp(folder.data())) throw base::Failure("cannot make a folder for a test");
        folder_ = folder;
    }
    ~TemporaryFile() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    std::string path() const { return (folder_ / "store").string(); }

private:
    std::filesystem::path folder_;
};

} // namespace assent::store
