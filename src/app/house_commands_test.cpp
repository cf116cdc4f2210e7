#include "app/house_commands.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "app/built_program_test.hpp"
#include "app/clock.hpp"
#include "app/data_folder.hpp"
#include "app/opened_store.hpp"
#include "desk/handed_documents.hpp"
#include "desk/second_step.hpp"
#include "desk/sent_letters_test.hpp"
#include "desk/small_office_test.hpp"
#include "store/sealed_text.hpp"

namespace assent::app {
namespace {

// A server's folder with the therapy program published, two cases and a document.
struct House {
    catalog::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string();
    std::vector<store::StreamId> cases;
    base::Digest document{};

    House() {
        REQUIRE(ran({"init", data}).code == 0);
        REQUIRE(ran({"publish", ASSENT_SOURCE_DIR "/programs/florida-medicaid", "--data", data}).code == 0);
        const OpenedStore opened{DataFolder(data)};
        desk::SmallOffice office(opened.store());
        office.open();
        for (const char* member : {"M1", "M2"}) {
            office.admit(member);
            cases.push_back(office.done(desk::SmallOffice::admission(member)));
        }
        store::Documents documents = DataFolder(data).open_documents();
        std::string_view text = "a plan of care";
        document = documents
                       .put([&](std::span<std::uint8_t> into) {
                           const std::size_t size = std::min(into.size(), text.size());
                           std::copy_n(text.begin(), size, into.begin());
                           text.remove_prefix(size);
                           return size;
                       })
                       .digest;
    }

    Ran verified() const { return ran({"verify", "--data", data}); }
    std::string path_of_document() const {
        const std::string name = base::hex_text(document);
        return data + "/documents/" + name.substr(0, 2) + "/" + name;
    }
};

void flip_byte(const std::string& file, std::streamoff at) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(at);
    const int old = bytes.get();
    bytes.seekp(at);
    bytes.put(static_cast<char>(old ^ 1));
    REQUIRE(bytes.good());
}

// Where a text stands in the store's file.
std::streamoff place_of(const std::string& file, const std::string& text) {
    std::ifstream in(file, std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = all.rfind(text);
    REQUIRE(at != std::string::npos);
    return static_cast<std::streamoff>(at);
}

} // namespace

TEST_CASE("A house is made, published into, and verified, by its commands alone") {
    const House house;
    const Ran verified = house.verified();
    CHECK(verified.code == 0);
    CHECK(says(verified.out, "2 cases"));
    CHECK(says(verified.out, "1 document"));
    CHECK(says(verified.out, "all is as it was recorded"));
    const Ran again = ran({"publish", ASSENT_SOURCE_DIR "/programs/florida-medicaid", "--data", house.data});
    CHECK(again.code == 0);
    CHECK(says(again.out, "there already"));
    CHECK(ran({"init", house.data}).code == 0); // nothing is lost by it
    CHECK(house.verified().code == 0);
}

TEST_CASE("Everything in the folder is its owner's alone, and keys are made once") {
    const House house;
    for (const char* name : {"checkpoint.key", "documents.key"}) {
        const auto file = std::filesystem::path(house.data) / "keys" / name;
        CHECK(std::filesystem::status(file).permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    }
    const auto others = std::filesystem::perms::group_all | std::filesystem::perms::others_all;
    for (const char* name : {"", "store", "documents", "keys"}) {
        CAPTURE(name);
        const auto rights = std::filesystem::status(std::filesystem::path(house.data) / name).permissions();
        CHECK((rights & others) == std::filesystem::perms::none);
    }
    const std::string before = catalog::file_text(house.data + "/keys/checkpoint.key");
    ran({"init", house.data});
    CHECK(catalog::file_text(house.data + "/keys/checkpoint.key") == before);
}

TEST_CASE("One flipped byte of an event, and of a document, is named") {
    const House house;
    flip_byte(house.path_of_document(), 60);
    flip_byte(house.data + "/store", place_of(house.data + "/store", "plan of care"));
    const Ran verified = house.verified();
    CHECK(verified.code == 1);
    CHECK(says(verified.out, " event "));
    CHECK(says(verified.out, "document " + base::hex_text(house.document) + " is damaged"));
}

TEST_CASE("A document that was handed in and is gone is named") {
    const House house;
    std::string digest;
    {
        const OpenedStore opened{DataFolder(house.data)};
        store::Documents documents = DataFolder(house.data).open_documents();
        const casework::Actor clerk{{"clerk"}, casework::Role::Provider, {"clinic"}, {}, {}};
        desk::HandedDocuments handed(opened.store(), documents);
        digest = handed.keep(clerk, "an order", "text/plain", desk::monday).digest;
    }
    CHECK(house.verified().code == 0);
    std::filesystem::remove(house.data + "/documents/" + digest.substr(0, 2) + "/" + digest);
    const Ran verified = house.verified();
    CHECK(verified.code == 1);
    CHECK(says(verified.out, "document " + digest + " was handed in and is not there"));
}

TEST_CASE(
    "A backup is restored elsewhere with the keys, and verified; without them it says what is missing") {
    const House house;
    const std::string backup = (house.folder.path() / "backup").string();
    const std::string other = (house.folder.path() / "other").string();
    REQUIRE(ran({"backup", backup, "--data", house.data}).code == 0);
    CHECK(ran({"backup", backup, "--data", house.data}).code == 3); // it is there already
    CHECK_FALSE(std::filesystem::exists(std::filesystem::path(backup) / "keys"));
    const Ran keyless = ran({"restore", backup, "--data", other});
    CHECK(keyless.code == 3);
    CHECK(says(keyless.err, "put the keys back"));
    std::filesystem::create_directories(other);
    std::filesystem::copy(house.data + "/keys", other + "/keys");
    const Ran restored = ran({"restore", backup, "--data", other});
    CHECK(restored.code == 0);
    CHECK(says(restored.out, "2 cases"));
    CHECK(says(restored.out, "1 document"));
    CHECK(ran({"restore", backup, "--data", other}).code == 3); // a store is there
}

TEST_CASE("A log that went on after a backup agrees with the checkpoint of that backup") {
    const House house;
    const std::string backup = (house.folder.path() / "backup").string();
    REQUIRE(ran({"backup", backup, "--data", house.data}).code == 0);
    const std::vector<std::string> verify{"verify", "--data", house.data, "--checkpoint",
                                          backup + "/checkpoint.json"};
    CHECK(ran(verify).code == 0);
    {
        const OpenedStore opened{DataFolder(house.data)};
        desk::SmallOffice office(opened.store());
        office.done("therapist", house.cases[0], casework::Claim{0});
        opened.store().checkpoint(desk::monday); // of the same number as the one in the backup
    }
    CHECK(ran(verify).code == 0);
}

TEST_CASE("A tail that was cut off shows against the checkpoint of the backup") {
    const House house;
    const std::string early = (house.folder.path() / "early").string();
    const std::string late = (house.folder.path() / "late").string();
    REQUIRE(ran({"backup", early, "--data", house.data}).code == 0);
    {
        const OpenedStore opened{DataFolder(house.data)};
        desk::SmallOffice office(opened.store());
        office.done("therapist", house.cases[0], casework::Claim{0});
    }
    REQUIRE(ran({"backup", late, "--data", house.data}).code == 0);
    std::filesystem::copy(early + "/store", house.data + "/store",
                          std::filesystem::copy_options::overwrite_existing);
    for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(house.data + "/store" + end);
    CHECK(house.verified().code == 0);
    CHECK(ran({"verify", "--data", house.data, "--checkpoint", late + "/checkpoint.json"}).code == 1);
    CHECK(ran({"verify", "--data", house.data, "--checkpoint", house.data + "/keys/checkpoint.key"}).code ==
          3);
}

TEST_CASE("Worklists that were lost are rebuilt, and documents go under a new key") {
    const House house;
    {
        const OpenedStore opened{DataFolder(house.data)};
        store::Batch lost;
        lost.projections = store::Projections::Forget;
        REQUIRE(opened.store().commit(lost).has_value());
    }
    CHECK(house.verified().code == 1);
    CHECK(says(ran({"rebuild", "--data", house.data}).out, "rebuilt 2 cases"));
    CHECK(house.verified().code == 0);
    const std::string file = house.data + "/keys/documents.key";
    const std::string old = catalog::file_text(file);
    std::ofstream(file) << store::fresh_key_text() << "\n" << old;
    CHECK(says(ran({"rotate", "--data", house.data}).out, "1 document encrypted anew, 0 left"));
    CHECK(says(ran({"rotate", "--data", house.data}).out, "0 documents encrypted anew"));
    CHECK(house.verified().code == 0);
}

TEST_CASE(
    "With the keys of the documents the secrets of second steps are sealed anew; an administrator ends one") {
    const House house;
    const casework::PersonId ana{"ana"};
    const DataFolder folder(house.data);
    {
        store::SqliteStore store(folder.store_settings());
        const store::Documents documents = folder.open_documents();
        const std::string kept =
            store::sealed(documents.keys(), "second step of ana", "a secret of 20 bytes");
        desk::report(store, desk::stream_of(ana), desk::Person{"Ana", casework::Role::Provider, {"clinic"}},
                     {});
        desk::report(store, desk::stream_of(ana), desk::SecondStep{kept, {}}, {});
    }
    const std::string file = house.data + "/keys/documents.key";
    const std::string old = catalog::file_text(file);
    std::ofstream(file) << store::fresh_key_text() << "\n" << old;
    CHECK(says(ran({"rotate", "--data", house.data}).out, "1 second step sealed anew"));
    CHECK(says(ran({"rotate", "--data", house.data}).out, "0 second steps sealed anew"));
    const auto has_step = [&] {
        store::SqliteStore store(folder.store_settings());
        return desk::has_second_step(desk::read_standing(store, desk::stream_of(ana)));
    };
    CHECK(has_step());
    const auto typed = [&](const std::vector<std::string>& words) {
        return ran(words, "four quiet green boats\n").code;
    };
    CHECK(typed({"password", "ana", "--data", house.data}) == 0);
    CHECK(has_step());
    CHECK(typed({"password", "ana", "--end-second-step", "--data", house.data}) == 0);
    CHECK_FALSE(has_step());
}

TEST_CASE("What was given up is listed, and is tried again when somebody says so") {
    const House house;
    {
        const OpenedStore opened{DataFolder(house.data)};
        store::Batch batch;
        batch.postings.push_back({house.cases[0], "notice", "{}", {}});
        REQUIRE(opened.store().commit(batch).has_value());
        for (const store::Waiting& one : opened.store().waiting(desk::monday, 100))
            opened.store().give_up(one.id, "the line is dead");
    }
    const Ran listed = ran({"outbox", "--data", house.data});
    CHECK(says(listed.out, "notice of " + house.cases[0].text() + ": given up after "));
    CHECK(says(listed.out, "the line is dead"));
    CHECK(says(ran({"outbox", "--again", "--data", house.data}).out, " will be tried again now"));
    CHECK(ran({"outbox", "--data", house.data}).out == "0 notices given up\n");
    const OpenedStore opened{DataFolder(house.data)};
    CHECK(opened.store().waiting(now(), 100).size() >= 1);
}

// A training copy with a case that came to rest, and its clock so many years later.
struct OldCopy {
    catalog::TemporaryFolder folder;
    std::string data = (folder.path() / "data").string();
    std::string config =
        folder.write("assent.toml", "data = \"" + data + "\"\n[retention]\nyears = 10\n").string();
    std::string digest;

    OldCopy() {
        REQUIRE(ran({"init", "--training", data}).code == 0);
        REQUIRE(ran({"publish", ASSENT_SOURCE_DIR "/programs/florida-medicaid", "--data", data}).code == 0);
        const DataFolder opens(data);
        const OpenedStore opened(opens);
        desk::SmallOffice office(opened.store());
        office.open();
        office.admit("M1");
        store::Documents documents = opens.open_documents();
        const casework::Actor clerk{{"clerk"}, casework::Role::Provider, {"clinic"}, {}, {}};
        digest = desk::HandedDocuments(opened.store(), documents)
                     .keep(clerk, "an order", "text/plain", desk::monday)
                     .digest;
        desk::Order order = desk::SmallOffice::admission("M1");
        std::get<casework::Submit>(order.command).papers[0].document = digest;
        casework::Decide decision = desk::SmallOffice::approval();
        decision.lines[0].rationale = "Because of the quince.";
        desk::at_rest(office, order, decision);
    }

    void let_years_pass(int years) const { DataFolder(data).keep_clock(std::chrono::years{years}); }
    bool has_document() const {
        return std::filesystem::exists(data + "/documents/" + digest.substr(0, 2) + "/" + digest);
    }
    bool says_quince() const {
        std::string all;
        for (const char* end : {"", "-wal"}) {
            if (std::filesystem::exists(data + "/store" + end))
                all += catalog::file_text(data + "/store" + end);
        }
        return says(all, "quince");
    }
};

TEST_CASE(
    "What is past retention is told, removed from the disk, and the rest is verified, rebuilt and backed "
    "up") {
    const OldCopy copy;
    const std::vector<std::string> look{"retire", "--dry-run", "--config", copy.config};
    const std::vector<std::string> retire{"retire", "--config", copy.config};
    CHECK(ran({"retire", "--data", copy.data}).code == 1); // nobody has said after how many years
    CHECK(says(ran(look).out, "0 cases past retention"));
    copy.let_years_pass(13);
    CHECK(says(ran(look).out, "case/M1/"));
    CHECK(says(ran(look).out, "1 case past retention would be removed, 0 cases under a legal hold left"));
    CHECK(copy.says_quince());
    CHECK(ran(retire).out == "removed 1 case, 0 samples and 1 document; 0 cases under a legal hold left\n");
    CHECK_FALSE(copy.says_quince());
    CHECK_FALSE(copy.has_document());
    CHECK(says(ran(retire).out, "removed 0 cases"));
    const Ran verified = ran({"verify", "--data", copy.data});
    CHECK(verified.code == 0);
    CHECK(says(verified.out, "0 cases"));
    CHECK(says(ran({"rebuild", "--data", copy.data}).out, "rebuilt 0 cases"));
    const std::string backup = (copy.folder.path() / "backup").string();
    CHECK(ran({"backup", backup, "--data", copy.data}).code == 0);
    CHECK(ran({"verify", "--data", copy.data, "--checkpoint", backup + "/checkpoint.json"}).code == 0);
}

TEST_CASE("A program with a mistake is not published, and no other with it") {
    const catalog::TemporaryFolder folder;
    const std::string data = (folder.path() / "data").string();
    REQUIRE(ran({"init", data}).code == 0);
    catalog::write_sample(folder, "2021-01-01", "program family/sample\n  title A sample\n");
    const std::string sound = ASSENT_SOURCE_DIR "/programs/florida-medicaid";
    const Ran published = ran({"publish", sound, (folder.path() / "programs").string(), "--data", data});
    CHECK(published.code == 1);
    CHECK(says(published.err, "nothing was published"));
    CHECK(says(ran({"verify", "--data", data}).out, "0 events"));
}

} // namespace assent::app
