#include "portal/open_id/fetch.hpp"

#include <curl/curl.h>

#include <memory>
#include <mutex>

#include "base/expects.hpp"

namespace assent::portal {
namespace {

constexpr std::size_t largest_answer = std::size_t{256} * 1024;
constexpr long connect_within = 5'000, answer_within = 10'000; // milliseconds

struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};
template <typename T>
using CurlOwned = std::unique_ptr<T, Close>;

// A part of an address; "" when it has none.
std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    return CurlOwned<char>(text).get();
}

bool is_this_machine(const std::string& host) {
    return host == "127.0.0.1" || host == "[::1]" || host == "localhost";
}

std::size_t take(char* data, std::size_t /*one*/, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + count > largest_answer) return 0;
    body.append(data, count);
    return count;
}

template <typename T>
void set(CURL* handle, CURLoption option, T value) {
    base::expects(curl_easy_setopt(handle, option, value) == CURLE_OK, "libcurl knows what it is told");
}

void set_limits(CURL* handle, bool plain) {
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, connect_within);
    set(handle, CURLOPT_TIMEOUT_MS, answer_within);
    set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (plain) set(handle, CURLOPT_NOPROXY, "*");
}

void set_request(CURL* handle, const FetchRequest& request) {
    set(handle, CURLOPT_URL, request.url.c_str());
    if (request.form) {
        set(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.form->size()));
        set(handle, CURLOPT_POSTFIELDS, request.form->data());
    }
    if (request.user.empty()) return;
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    set(handle, CURLOPT_USERNAME, request.user.c_str());
    set(handle, CURLOPT_PASSWORD, request.password.c_str());
}

} // namespace

bool is_fit_to_fetch(const std::string& url) {
    const CurlOwned<CURLU> read(curl_url());
    if (!read || curl_url_set(read.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return false;
    if (!part(read.get(), CURLUPART_USER).empty() || !part(read.get(), CURLUPART_FRAGMENT).empty())
        return false;
    const std::string scheme = part(read.get(), CURLUPART_SCHEME);
    return scheme == "https" || (scheme == "http" && is_this_machine(part(read.get(), CURLUPART_HOST)));
}

base::Expected<Fetched, std::string> fetch(const FetchRequest& request) {
    static std::once_flag begun;
    std::call_once(begun, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    if (!is_fit_to_fetch(request.url)) return tl::unexpected(std::string("the address is not https"));
    const CurlOwned<CURL> handle(curl_easy_init());
    const CurlOwned<curl_slist> headers(curl_slist_append(nullptr, "Accept: application/json"));
    base::expects(handle && headers, "there is memory for a request");
    Fetched answer;
    set_limits(handle.get(), request.url.starts_with("http://") || request.url.starts_with("HTTP://"));
    set_request(handle.get(), request);
    set(handle.get(), CURLOPT_HTTPHEADER, headers.get());
    set(handle.get(), CURLOPT_WRITEFUNCTION, &take);
    set(handle.get(), CURLOPT_WRITEDATA, static_cast<void*>(&answer.body));
    const CURLcode code = curl_easy_perform(handle.get());
    if (code == CURLE_WRITE_ERROR) return tl::unexpected(std::string("its answer is too large"));
    if (code != CURLE_OK) return tl::unexpected(std::string(curl_easy_strerror(code)));
    long status = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

} // namespace assent::portal
