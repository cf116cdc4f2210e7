#include "portal/assets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/text.hpp"
#include "http/problem.hpp"

namespace assent::portal {
namespace {

using http::Request;
using http::Response;

// Whether a list of weighted words, as Accept-Encoding has them, takes gzip: "br;q=1.0, gzip;q=0.8".
bool takes_gzip(std::string_view accepted) {
    for (const std::string_view entry : base::split(accepted, ',')) {
        const std::size_t semicolon = entry.find(';');
        if (base::to_lower(base::trim(entry.substr(0, semicolon))) != "gzip") continue;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view weight = base::trim(entry.substr(semicolon + 1));
        // A weight of zero, however it is written, means never.
        return !weight.starts_with("q=0") || weight.find_first_of("123456789", 3) != std::string_view::npos;
    }
    return false;
}

// Whether the browser says that it has this one: If-None-Match is a list, or a star for anything.
bool has_it(std::string_view known, std::string_view tag) {
    for (std::string_view entry : base::split(known, ',')) {
        entry = base::trim(entry);
        if (entry.starts_with("W/")) entry.remove_prefix(2);
        if (entry == tag || entry == "*") return true;
    }
    return false;
}

Response answer(const Asset& asset, const Request& request) {
    const bool gzip = !asset.gzip.empty() && takes_gzip(request.header("accept-encoding"));
    const std::string tag = '"' + std::string(asset.digest) + (gzip ? "-gzip\"" : "\"");
    Response response{200,
                      {{"cache-control", "public, max-age=31536000, immutable"},
                       {"etag", tag},
                       {"vary", "accept-encoding"}},
                      {}};
    if (has_it(request.header("if-none-match"), tag)) {
        response.status = 304;
        return response;
    }
    response.headers.emplace("content-type", asset.type);
    if (gzip) response.headers.emplace("content-encoding", "gzip");
    response.body = gzip ? asset.gzip : asset.plain;
    return response;
}

// Under the policy htmx may neither write or copy styles into a page nor evaluate text; and no page, which
// may show a member, is to stay in the browser's storage, so going back asks the server again. What comes
// later is wired in the moment in which it appears.
constexpr std::string_view htmx_settings =
    R"({"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,)"
    R"("historyCacheSize":0,"refreshOnHistoryMiss":true,"defaultSettleDelay":0,)"
    R"("attributesToSettle":["class","width","height"]})";

std::string made_lines() {
    std::string lines = fmt::format("<meta name=\"htmx-config\" content='{}'>\n", htmx_settings);
    lines += fmt::format("<link rel=\"icon\" href=\"{}\">\n", url_of("favicon.svg"));
    for (const std::string_view letters : {"regular", "bold"})
        lines +=
            fmt::format("<link rel=\"preload\" href=\"{}\" as=\"font\" type=\"font/woff2\" crossorigin>\n",
                        url_of(fmt::format("sourcesanspro-{}-webfont.woff2", letters)));
    lines += fmt::format("<link rel=\"stylesheet\" href=\"{}\">\n", url_of("assent.css"));
    // Before anything is drawn: it hides what a script is about to draw in its own way.
    lines += fmt::format("<script src=\"{}\"></script>\n", url_of("uswds-init.js"));
    for (const std::string_view script : {"uswds.js", "htmx.js", "assent.js"})
        lines += fmt::format("<script src=\"{}\" defer></script>\n", url_of(script));
    return lines;
}

} // namespace

const Asset* find_asset(std::string_view path) {
    const auto all = all_assets();
    const auto found = std::ranges::find(all, path, &Asset::url);
    return found == all.end() ? nullptr : &*found;
}

std::string_view url_of(std::string_view name) {
    const auto all = all_assets();
    const auto found = std::ranges::find(all, name, &Asset::name);
    base::expects(found != all.end(), "pages ask for assets that there are");
    return found->url;
}

const std::string& asset_lines() {
    static const std::string lines = made_lines();
    return lines;
}

void add_assets(http::Router& router) {
    router.add({http::Method::Get, "/assets/{name}", "What pages load",
                [](const Request& request, const http::Places&) {
                    const Asset* asset = find_asset(request.path);
                    if (asset) return answer(*asset, request);
                    return http::problem(http::Problem::NotFound,
                                         "this version of the program has no such file",
                                         "load the page again");
                }});
}

} // namespace assent::portal
