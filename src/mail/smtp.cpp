#include "mail/smtp.hpp"

#include <curl/curl.h>
#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/failure.hpp"

namespace assent::mail {
namespace {

constexpr long connect_within = 10, all_within = 30; // seconds

// The library with all that it rests on is loaded when mail is to leave, and by no other command: two dozen
// libraries would double the time in which one starts.
struct Curl {
    Curl() {
        void* const library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
        if (library == nullptr) throw base::Failure("cannot send mail: install libcurl4, which is not there");
        find(library, "curl_easy_init", init);
        find(library, "curl_easy_cleanup", cleanup);
        find(library, "curl_easy_setopt", setopt);
        find(library, "curl_easy_perform", perform);
        find(library, "curl_easy_getinfo", getinfo);
        find(library, "curl_easy_strerror", strerror);
        find(library, "curl_slist_append", append);
        find(library, "curl_slist_free_all", free_all);
    }

    decltype(&curl_easy_init) init = nullptr;
    decltype(&curl_easy_cleanup) cleanup = nullptr;
    decltype(&curl_easy_setopt) setopt = nullptr;
    decltype(&curl_easy_perform) perform = nullptr;
    decltype(&curl_easy_getinfo) getinfo = nullptr;
    decltype(&curl_easy_strerror) strerror = nullptr;
    decltype(&curl_slist_append) append = nullptr;
    decltype(&curl_slist_free_all) free_all = nullptr;

private:
    template <typename Function>
    static void find(void* library, const char* name, Function& function) {
        function = reinterpret_cast<Function>(dlsym(library, name));
        if (function == nullptr)
            throw base::Failure(fmt::format("cannot send mail: this libcurl has no {}", name));
    }
};

const Curl& library() {
    static const Curl loaded;
    return loaded;
}

// What is left of a mail that is being sent.
struct Rest {
    std::string_view text;
};

std::size_t read_on(char* room, std::size_t size, std::size_t count, void* rest) {
    std::string_view& text = static_cast<Rest*>(rest)->text;
    const std::size_t piece = std::min(size * count, text.size());
    std::memcpy(room, text.data(), piece);
    text.remove_prefix(piece);
    return piece;
}

int is_to_stop(void* stopped, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return *static_cast<const std::atomic<bool>*>(stopped) ? 1 : 0;
}

template <typename Value>
void set(CURL* curl, CURLoption option, Value value) {
    if (library().setopt(curl, option, value) != CURLE_OK)
        throw base::Failure("cannot send mail: the library for it does not take an option");
}

std::string url_of(const MailSettings& settings) {
    const bool v6 = settings.server.find(':') != std::string::npos;
    return fmt::format("{}://{}:{}", settings.security == Security::Tls ? "smtps" : "smtp",
                       v6 ? "[" + settings.server + "]" : settings.server, settings.port);
}

void set_up(CURL* curl, const MailSettings& settings) {
    set(curl, CURLOPT_URL, url_of(settings).c_str());
    set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl, CURLOPT_USE_SSL,
        static_cast<long>(settings.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(curl, CURLOPT_NOSIGNAL, 1L);
    set(curl, CURLOPT_CONNECTTIMEOUT, connect_within);
    set(curl, CURLOPT_TIMEOUT, all_within);
    set(curl, CURLOPT_UPLOAD, 1L);
    set(curl, CURLOPT_PROXY, ""); // whatever the environment says
    set(curl, CURLOPT_READFUNCTION, &read_on);
    set(curl, CURLOPT_NOPROGRESS, 0L);
    set(curl, CURLOPT_XFERINFOFUNCTION, &is_to_stop);
    set(curl, CURLOPT_MAIL_FROM, fmt::format("<{}>", settings.from).c_str());
    if (!settings.authorities.empty()) set(curl, CURLOPT_CAINFO, settings.authorities.c_str());
    if (settings.user.empty()) return;
    set(curl, CURLOPT_USERNAME, settings.user.c_str());
    set(curl, CURLOPT_PASSWORD, settings.password.c_str());
}

bool is_reached(CURLcode done) {
    return done != CURLE_COULDNT_RESOLVE_HOST && done != CURLE_COULDNT_CONNECT &&
           done != CURLE_OPERATION_TIMEDOUT;
}

// Without what the server said: it may repeat whom the mail is for.
desk::Sending outcome(CURL* curl, CURLcode done) {
    if (done == CURLE_OK) return {};
    long answered = 0;
    library().getinfo(curl, CURLINFO_RESPONSE_CODE, &answered);
    std::string why = fmt::format("the mail server did not take it: {}", library().strerror(done));
    if (answered > 0) why += fmt::format(", it answered {}", answered);
    return {desk::Sending::Result::Later, std::move(why)};
}

} // namespace

struct Smtp::Handle {
    Handle() : curl(library().init()) {
        if (curl == nullptr) throw base::Failure("cannot send mail: the library for it does not start");
    }
    ~Handle() { library().cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    CURL* curl;
};

Smtp::Smtp(const MailSettings& settings) : settings_(settings), handle_(std::make_unique<Handle>()) {
    set_up(handle_->curl, settings_);
    set(handle_->curl, CURLOPT_XFERINFODATA, static_cast<void*>(&stopped_));
}

Smtp::~Smtp() = default;

desk::Sending Smtp::send(const std::string& to, const std::string& message) {
    CURL* const curl = handle_->curl;
    Rest rest{message};
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> readers(
        library().append(nullptr, fmt::format("<{}>", to).c_str()), library().free_all);
    set(curl, CURLOPT_MAIL_RCPT, readers.get());
    set(curl, CURLOPT_READDATA, static_cast<void*>(&rest));
    const CURLcode done = library().perform(curl);
    set(curl, CURLOPT_MAIL_RCPT, static_cast<curl_slist*>(nullptr));
    reached_ = is_reached(done);
    return outcome(curl, done);
}

} // namespace assent::mail
