#pragma once
// Reads one notice: to whom it goes, by which channel and by when. Each of its lines becomes a duty of its
// own in the program's list of terms, one for each addressee and way, so that a notice that was not sent is
// a duty that was missed. The grammar stands in term_reader.hpp. It lives as long as one block is read.

#include <optional>
#include <vector>

#include "policy/term_reader.hpp"

namespace assent::policy {

class NoticeReader {
public:
    NoticeReader(Referents& referents, TermReader& terms, std::size_t notice)
        : referents_(referents),
          terms_(terms),
          number_(static_cast<std::uint16_t>(notice)),
          notice_(referents.program.notices[notice]) {}

    void read(const Block& block);

private:
    using Parties = std::vector<std::uint16_t>;

    // What one way of sending says, before it is made a duty for each addressee.
    struct Way {
        ChannelSet channels;
        MomentId opens = no_moment, due = no_moment;
        std::string form;
    };

    void read_line(const Line& line);
    void read_ways(Cursor& cursor, const Parties& senders, bool delivers);
    void read_delivery(const Line& line);
    std::optional<std::vector<Parties>> addressees(Cursor& cursor);
    std::optional<Way> way(Cursor& cursor, bool delivers);
    bool read_channels(Cursor& cursor, Way& way, bool delivers);
    bool read_time(Cursor& cursor, Way& way);
    bool read_form(Cursor& cursor, Way& way);
    std::optional<NodeId> line_condition(Cursor& cursor);
    void add(const Parties& senders, const Parties& to, const Way& way, NodeId condition);
    std::string name_of(const Parties& to, const Way& way) const;
    void read_says(const Line& line);
    void read_served(const Line& line);
    void settle(const Block& block);
    std::vector<EventRef> implied_start();

    Referents& referents_;
    TermReader& terms_;
    std::uint16_t number_;
    NoticeDef notice_; // put into the program when it is whole
    std::vector<TermDef> made_;
    Piece place_; // of the line being read
};

} // namespace assent::policy
