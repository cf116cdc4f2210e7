#include "paper/opener.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

#include "paper/answer.hpp"

namespace assent::paper {
namespace {

Unshown why_killed(int signal) {
    return signal == SIGXCPU || signal == SIGKILL ? Unshown::TooLong : Unshown::Broken;
}

// What its exit says; one that we do not know is what a library says of a document it cannot bear.
std::optional<Unshown> why_not(const Child& child) {
    switch (child.ending) {
        case Ending::NotStarted: return Unshown::NotInstalled;
        case Ending::OutOfTime: return Unshown::TooLong;
        case Ending::SaidTooMuch: return Unshown::TooLarge;
        case Ending::Killed: return why_killed(child.code);
        case Ending::Exited: break;
    }
    if (child.code == 0) return std::nullopt;
    const bool known = child.code >= static_cast<int>(Unshown::Broken) && child.code <= last_unshown;
    return known ? static_cast<Unshown>(child.code) : Unshown::Broken;
}

// What was read of an answer, or that there is no trusting it.
template <typename T>
Shown<T> believed(std::optional<T> read) {
    if (!read) return tl::unexpected(Unshown::Broken);
    return std::move(*read);
}

} // namespace

int usual_at_once() { return std::max(2, static_cast<int>(std::thread::hardware_concurrency())); }

std::filesystem::path beside_this_program() {
    std::error_code gone;
    return std::filesystem::read_symlink("/proc/self/exe", gone).parent_path() / "assent-paper";
}

Opener::Opener(std::filesystem::path program, OpenerBounds bounds)
    : program_(std::move(program)), bounds_(bounds) {}

Shown<Look> Opener::look(const std::string& digest, std::string_view document) {
    if (const auto before = known(digest)) return *before;
    const auto answer = ask({{"look"}, most_words}, document);
    const Shown<Look> look =
        answer ? believed(read_look(*answer)) : Shown<Look>(tl::unexpected(answer.error()));
    if (look || is_of_the_document(look.error()) || look.error() == Unshown::NoPages) keep(digest, look);
    return look;
}

std::optional<Shown<Look>> Opener::known(const std::string& digest) const {
    const std::lock_guard lock(mutex_);
    const auto found = looks_.find(digest);
    return found == looks_.end() ? std::nullopt : std::optional(found->second);
}

Shown<std::string> Opener::picture(std::string_view document, const Pictured& what) {
    const Asked asked{
        {"page", std::to_string(what.page), std::to_string(what.dpi), std::to_string(what.turn)},
        most_picture};
    auto answer = ask(asked, document);
    if (answer && !is_png(*answer)) return tl::unexpected(Unshown::Broken);
    return answer;
}

Shown<Text> Opener::words(std::string_view document, int first, int most) {
    const auto answer = ask({{"words", std::to_string(first), std::to_string(most)}, most_words}, document);
    if (!answer) return tl::unexpected(answer.error());
    auto text = read_text(*answer);
    const bool is_asked = text && text->first == first &&
                          static_cast<int>(text->sheets.size()) == std::min(most, text->pages - first + 1);
    return is_asked ? believed(std::move(text)) : tl::unexpected(Unshown::Broken);
}

// Whoever waits is one of the server's workers; most of them are to stay free for everything else.
bool Opener::take_turn() {
    std::unique_lock lock(mutex_);
    if (running_ >= bounds_.at_once && waiting_ >= bounds_.waiting) return false;
    ++waiting_;
    const bool free =
        one_is_free_.wait_for(lock, bounds_.time, [this] { return running_ < bounds_.at_once; });
    --waiting_;
    running_ += free ? 1 : 0;
    return free;
}

Shown<std::string> Opener::ask(const Asked& what, std::string_view document) {
    if (document.size() > most_bytes) return tl::unexpected(Unshown::TooLarge);
    if (!take_turn()) return tl::unexpected(Unshown::Busy);
    struct Turn {
        Opener& opener;
        ~Turn() {
            const std::lock_guard lock(opener.mutex_);
            --opener.running_;
            opener.one_is_free_.notify_one();
        }
    } const turn{*this};
    Child child = run_child(program_, what.question, document, {bounds_.time, what.longest});
    if (const auto why = why_not(child)) return tl::unexpected(*why);
    return std::move(child.answer);
}

void Opener::keep(const std::string& digest, const Shown<Look>& look) {
    const std::lock_guard lock(mutex_);
    if (looks_.try_emplace(digest, look).second) oldest_.push_back(digest);
    if (oldest_.size() <= bounds_.looks) return;
    looks_.erase(oldest_.front());
    oldest_.pop_front();
}

} // namespace assent::paper
