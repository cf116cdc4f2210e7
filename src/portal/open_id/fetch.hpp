#pragma once
// Asks another house something by HTTPS, and gives up soon: on its certificate, on too large an answer, after
// ten seconds in all. It follows nobody elsewhere. Plain HTTP is for what runs on this machine alone.

#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace assent::portal {

struct FetchRequest {
    std::string url;
    std::optional<std::string> form = {}; // posted; nothing: it is a GET
    std::string user = {}, password = {}; // "": nobody
};

struct Fetched {
    int status = 0;
    std::string body;
};

// Or why not, in a few words without anything that was sent or received.
using Fetch = std::function<base::Expected<Fetched, std::string>(const FetchRequest&)>;

base::Expected<Fetched, std::string> fetch(const FetchRequest& request);

// Whether such an address is asked at all: https, or http of this machine, without an account in it.
bool is_fit_to_fetch(const std::string& url);

} // namespace assent::portal
