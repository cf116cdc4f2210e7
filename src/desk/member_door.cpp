#include "desk/member_door.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "base/expects.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/authority.hpp"
#include "casework/fields_json.hpp"
#include "desk/sign_in.hpp"
#include "desk/standing.hpp"
#include "letters/on_paper.hpp"

namespace assent::desk {

using calendar::Instant;
using casework::field;

namespace {

constexpr std::string_view code_signs =
    "23456789BCDFGHJKMNPQRSTVWXYZ"; // none looks like another, none makes a word
constexpr std::size_t code_length = 10;
constexpr std::chrono::years of_age{18};
constexpr std::chrono::seconds an_hour = std::chrono::hours{1}; // for which tries with no code are counted
// No account is called so, for the name of one has no blank.
const casework::PersonId the_member{"the member"};

// What is kept of a code, and of who came by one.
struct KeptCode {
    std::string of;
    std::int64_t notice = 0;
};
constexpr auto fields(const KeptCode*) {
    return std::tuple(field("of", &KeptCode::of), field("notice", &KeptCode::notice));
}

std::string code_key(const std::string& digest) { return "member-code/" + digest; }
std::string tries_key(const std::string& digest) { return "member-tries/" + digest; }
std::string member_session_key(std::string_view secret) { return "member/" + base::sha256_text(secret); }

// As it was typed, in capitals and without what stands between its signs; nothing for what can be none.
std::optional<std::string> typed_code(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (code.size() > code_length || code_signs.find(code.back()) == std::string_view::npos)
            return std::nullopt;
    }
    return code.size() == code_length ? std::optional(code) : std::nullopt;
}

std::string new_code() {
    base::expects(sodium_init() >= 0, "the cryptographic library can be used");
    std::string code;
    while (code.size() < code_length) code += code_signs[randombytes_uniform(code_signs.size())];
    return code;
}

void keep(store::Store& store, store::Passing one) {
    store::Batch batch;
    batch.passing.push_back(std::move(one));
    base::expects(store.commit(batch).has_value(), "what passes meets no conflict");
}

std::optional<calendar::Date> birth_date_of(store::Store& store, const casework::Case& of) {
    const Standing standing = read_standing(store, stream_of(of.member));
    return standing.member ? standing.member->birth_date : std::nullopt;
}

// Born on 29 February, on 1 March.
calendar::Date comes_of_age(calendar::Date born) {
    const std::chrono::year_month_day day = std::chrono::year_month_day{born} + of_age;
    return day.ok() ? calendar::Date{day}
                    : calendar::Date{day.year() / day.month() / std::chrono::last} + std::chrono::days{1};
}

} // namespace

casework::Actor member_of(const casework::Case& of) {
    return {the_member, casework::Role::MemberSide, {}, {{"member", {}, of.member.text, {}}}, {}};
}

bool is_for_member(const CaseFile& file, std::int64_t notice, Instant now) {
    if (notice < 1 || notice > static_cast<std::int64_t>(file.now.notices.size())) return false;
    const casework::NoticeState& one = file.now.notices[static_cast<std::size_t>(notice - 1)];
    const casework::Actor actor = member_of(file.now);
    const casework::Authority authority(file.rules->book(), file.now, actor, now);
    const auto& to = file.rules->program().terms[one.line].to;
    return std::any_of(to.begin(), to.end(), [&](std::uint16_t party) {
        const auto who = party == policy::requester ? file.now.at(one.request).by_party : party;
        return who != policy::anyone && authority.is(who, one.request);
    });
}

std::optional<MemberCode> new_member_code(store::Store& store, const CaseFile& file, std::int64_t notice,
                                          Instant now, const MemberLimits& limits) {
    const auto born = birth_date_of(store, file.now);
    if (!born || !is_for_member(file, notice, now)) return std::nullopt;
    const calendar::Zone& zone = file.rules->book().zone();
    const Instant of_age_at = zone.to_instant(comes_of_age(*born), {}, calendar::Reading::Earlier);
    Instant until = now + limits.code;
    if (now < of_age_at) until = std::min(until, of_age_at);
    std::string code = new_code();
    keep(store, {code_key(base::sha256_text(code)),
                 casework::fields_json(KeptCode{file.stream.text(), notice}), until});
    code.insert(code_length / 2, "-");
    return MemberCode{std::move(code), until};
}

Letter with_code(Letter letter, const MemberCode& code, const std::string& portal,
                 const calendar::Zone& zone) {
    const std::string address = portal + "/member";
    const std::string last = letters::on_paper(zone.local_date(code.until - std::chrono::seconds{1}));
    const std::string html = fmt::format(
        "<h2>See your request on the web</h2>\n<p>Go to {}</p>\n<p>Type this code: <strong>{}</strong></p>\n"
        "<p>Then type the birth date of the one who gets the care. You will see where the request is, and "
        "your "
        "letters. The code works through {}. Keep it to yourself.</p>\n",
        address, code.text, last);
    const std::string text = fmt::format(
        "\nSee your request on the web\n\nGo to {}\n\nType this code: {}\n\nThen type the birth date of the "
        "one "
        "who gets the care. You will\nsee where the request is, and your letters. The code works\nthrough "
        "{}. "
        "Keep it to yourself.\n",
        address, code.text, last);
    const std::size_t end = letter.html.rfind("</article>");
    letter.html.insert(end == std::string::npos ? letter.html.size() : end, html);
    letter.text += text;
    return letter;
}

// The case that it opens now.
std::optional<CaseFile> MemberDoor::opened_by(const std::string& digest, Instant now) {
    const auto found = store_.passing(code_key(digest), now);
    const auto kept = found && found->value ? casework::read_fields<KeptCode>(*found->value)
                                            : base::Result<KeptCode>(KeptCode{});
    const auto of = kept ? store::StreamId::parse(kept->of) : std::nullopt;
    auto file = of ? read_file(store_, shelf_, *of) : std::nullopt;
    if (!file || !is_for_member(*file, kept->notice, now)) return std::nullopt;
    const auto& notice = file->now.notices[static_cast<std::size_t>(kept->notice - 1)];
    if (notice.delivery == casework::Delivery::CameBack) return std::nullopt; // somebody else may have it
    return file;
}

base::Expected<std::string, MemberDoor::Refused> MemberDoor::open(std::string_view typed,
                                                                  std::optional<calendar::Date> birth_date,
                                                                  Instant now) {
    const auto code = typed_code(typed);
    if (!code || !birth_date) return tl::unexpected(Refused::Wrong);
    const std::string digest = base::sha256_text(*code);
    const std::lock_guard lock(one_at_a_time_[std::hash<std::string>()(digest) % one_at_a_time_.size()]);
    const auto before = store_.passing(tries_key(digest), now);
    const std::int64_t failed =
        before && before->value ? base::to_number(*before->value).value_or(limits_.tries) : 0;
    if (failed >= limits_.tries) return tl::unexpected(Refused::Used);
    const auto file = opened_by(digest, now);
    if (!file || birth_date_of(store_, file->now) != birth_date) {
        keep(store_, {tries_key(digest), fmt::format("{}", failed + 1),
                      now + (file ? std::chrono::seconds(limits_.code) : an_hour)});
        return tl::unexpected(Refused::Wrong);
    }
    std::string secret = new_secret();
    keep(store_, {member_session_key(secret), digest, now + limits_.session});
    return secret;
}

std::optional<MemberDoor::Inside> MemberDoor::find(std::string_view secret, Instant now) {
    const auto session = store_.passing(member_session_key(secret), now);
    if (!session || !session->value) return std::nullopt;
    auto file = opened_by(*session->value, now);
    if (!file) return std::nullopt;
    casework::Actor actor = member_of(file->now);
    return Inside{std::move(actor), std::move(*file), session->until};
}

void MemberDoor::leave(std::string_view secret) {
    keep(store_, {member_session_key(secret), std::nullopt, {}});
}

} // namespace assent::desk
