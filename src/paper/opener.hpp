#pragma once
// Asks assent-paper about documents: one process for each question, a few at once, each with a deadline. A
// document that crashes it, or fills its memory or its time, is one that cannot be shown, with the reason.
// What it finds of a document as a whole is kept in memory under the document's digest, within a bound; pages
// and words are not kept. Never writes to a disk. From any thread.

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>

#include "base/result.hpp"
#include "paper/child.hpp"
#include "paper/paper.hpp"

namespace assent::paper {

template <typename T>
using Shown = base::Expected<T, Unshown>;

// assent-paper beside the program that runs.
std::filesystem::path beside_this_program();

// As many as there are processors, and two at least.
int usual_at_once();

struct OpenerBounds {
    int at_once = usual_at_once();
    int waiting = 40;                       // beyond these it is too busy
    std::chrono::milliseconds time{15'000}; // to wait, and for each process
    std::size_t looks = 2'000;              // that are kept
};

class Opener {
public:
    explicit Opener(std::filesystem::path program = beside_this_program(), OpenerBounds bounds = {});

    Shown<Look> look(const std::string& digest, std::string_view document);

    // What look() found, as long as it is kept.
    std::optional<Shown<Look>> known(const std::string& digest) const;

    // A PNG. Requires: what is pictured is within the bounds of paper.hpp.
    Shown<std::string> picture(std::string_view document, const Pictured& what);

    // Pages from `first` on, as many as there are up to `most`.
    Shown<Text> words(std::string_view document, int first, int most);

private:
    struct Asked {
        std::vector<std::string> question;
        std::size_t longest; // answer
    };
    Shown<std::string> ask(const Asked& what, std::string_view document);
    bool take_turn();
    void keep(const std::string& digest, const Shown<Look>& look);

    std::filesystem::path program_;
    OpenerBounds bounds_;
    mutable std::mutex mutex_;
    std::condition_variable one_is_free_;
    int running_ = 0, waiting_ = 0;
    std::map<std::string, Shown<Look>, std::less<>> looks_;
    std::deque<std::string> oldest_; // of the looks, first
};

} // namespace assent::paper
