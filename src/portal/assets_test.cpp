#include "portal/assets.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace assent::portal {
namespace {

http::Response ask(std::string_view path, std::map<std::string, std::string> headers = {}) {
    http::Router router;
    add_assets(router);
    return router.answer({http::Method::Get, std::string(path), {}, std::move(headers)});
}

TEST_CASE("an asset may be kept for ever, because its address changes with its content") {
    for (const Asset& asset : all_assets()) {
        CAPTURE(asset.name);
        CHECK(find_asset(asset.url) == &asset);
        CHECK(url_of(asset.name) == asset.url);
        CHECK(asset.url.find(asset.digest) != std::string_view::npos);
        const http::Response whole = ask(asset.url);
        CHECK(whole.status == 200);
        CHECK(whole.body == asset.plain);
        CHECK(!whole.body.empty());
        CHECK(whole.headers.at("content-type") == asset.type);
        CHECK(whole.headers.at("cache-control") == "public, max-age=31536000, immutable");
        CHECK(whole.headers.at("vary") == "accept-encoding");
        CHECK(whole.headers.count("content-encoding") == 0);
    }
}

TEST_CASE("it is sent compressed to whoever takes that, and to nobody else") {
    const std::string_view sheet = url_of("assent.css");
    for (const char* taken : {"gzip", "gzip, deflate, br, zstd", "br;q=1.0, GZIP;q=0.001", "gzip;q=1"}) {
        CAPTURE(taken);
        const http::Response packed = ask(sheet, {{"accept-encoding", taken}});
        CHECK(packed.headers.at("content-encoding") == "gzip");
        CHECK(packed.body == find_asset(sheet)->gzip);
        CHECK(packed.body.starts_with("\x1f\x8b"));
    }
    for (const char* not_taken : {"", "identity", "br", "gzip;q=0", "gzip;q=0.000", "gzip; q=0", "xgzip"}) {
        CAPTURE(not_taken);
        CHECK(ask(sheet, {{"accept-encoding", not_taken}}).headers.count("content-encoding") == 0);
    }
    // Fonts are compressed already.
    const http::Response font =
        ask(url_of("sourcesanspro-regular-webfont.woff2"), {{"accept-encoding", "gzip"}});
    CHECK(font.headers.count("content-encoding") == 0);
    CHECK(font.body.starts_with("wOF2"));
}

TEST_CASE("a browser that has it is not sent it again; each form has a tag of its own") {
    const std::string_view script = url_of("htmx.js");
    const std::string tag = ask(script).headers.at("etag");
    const std::string packed_tag = ask(script, {{"accept-encoding", "gzip"}}).headers.at("etag");
    CHECK(tag != packed_tag);
    for (const std::string& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        const http::Response same = ask(script, {{"if-none-match", known}});
        CHECK(same.status == 304);
        CHECK(same.body.empty());
        CHECK(same.headers.at("etag") == tag);
        CHECK(same.headers.count("content-type") == 0);
    }
    CHECK(ask(script, {{"if-none-match", packed_tag}}).status == 200);
    CHECK(ask(script, {{"if-none-match", packed_tag}, {"accept-encoding", "gzip"}}).status == 304);
}

TEST_CASE("what is not there is not found, and that answer is not kept") {
    for (const char* path : {"/assets/assent.css", "/assets/assent-000000000000.css", "/assets/x"}) {
        const http::Response gone = ask(path);
        CHECK(gone.status == 404);
        CHECK(gone.headers.count("cache-control") == 0);
    }
}

TEST_CASE("nothing that is loaded loads anything from elsewhere, and the stylesheet only what there is") {
    for (const Asset& asset : all_assets()) {
        CAPTURE(asset.name);
        CHECK(asset.plain.find("sourceMappingURL") == std::string_view::npos);
        if (!asset.name.ends_with(".css")) continue;
        CHECK(asset.plain.find("@import") == std::string_view::npos);
        for (std::size_t at = 0; (at = asset.plain.find("url(", at)) != std::string_view::npos; ++at) {
            const std::string_view target = asset.plain.substr(at + 4, asset.plain.find(')', at) - at - 4);
            CAPTURE(target);
            CHECK((target.starts_with("\"data:image/svg+xml,") || target == "\"\"" || find_asset(target)));
        }
    }
}

TEST_CASE("every page loads what there is, and nothing that the policy refuses") {
    const std::string& lines = asset_lines();
    std::size_t loaded = 0;
    for (const char* attribute : {"href=\"", "src=\""})
        for (std::size_t at = 0; (at = lines.find(attribute, at)) != std::string::npos; ++at) {
            const std::size_t begin = lines.find('"', at) + 1;
            CHECK(find_asset(std::string_view(lines).substr(begin, lines.find('"', begin) - begin)));
            ++loaded;
        }
    CHECK(loaded == 8);
    CHECK(lines.find("<style") == std::string::npos);
    CHECK(lines.find("<script>") == std::string::npos);
    CHECK(content_policy.find("unsafe") == std::string_view::npos);
}

TEST_CASE("a first visit loads little: all but the slanted letters, which few pages have") {
    std::size_t sum = 0;
    for (const Asset& asset : all_assets())
        if (asset.name.find("italic") == std::string_view::npos)
            sum += asset.gzip.empty() ? asset.plain.size() : asset.gzip.size();
    MESSAGE(sum, " bytes, compressed");
    // 160 KB are promised with the page itself, which gets the difference.
    CHECK(sum < 130'000);
}

} // namespace
} // namespace assent::portal
