#pragma once
// One client of the transport: reads what it sends, has it answered by the exchange, and writes the answer,
// as one coroutine on the thread of its loop. Part of transport.cpp alone.

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "http/transport_answer.hpp"
#include "http/transport_body.hpp"
#include "http/transport_loop.hpp"
#include "http/transport_wire.hpp"

namespace assent::http {

// One client: reads a request, has it answered, and begins again.
class Connection : public std::enable_shared_from_this<Connection> {
    using SteadyClock = std::chrono::steady_clock;
    using milliseconds = std::chrono::milliseconds;

    // Beast reads 512 bytes at a time into a buffer that has no room yet, which costs three times the work.
    static constexpr std::size_t least_buffer = std::size_t{32} * 1024;
    // For how long a client may take to read an answer after which the connection closes. To close at once,
    // with bytes unread, would take the answer away again.
    static constexpr milliseconds lingering{2'000};
    static constexpr milliseconds after_deadline{1'000};

public:
    Connection(House& house, Loop& loop, tcp::socket socket)
        : house_(house),
          loop_(loop),
          settings_(house.exchange.settings()),
          wire_(std::move(socket), house.tls_now().get()),
          room_(std::max(least_buffer, settings_.max_header + 1)),
          timer_(loop.context) {
        error_code unknown;
        const auto address = wire_.socket().remote_endpoint(unknown).address();
        const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
        origin_.peer = mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                              : address.to_string();
        origin_.encrypted = wire_.encrypted();
        buffer_.reserve(room_);
        loop_.connections.insert(this);
    }

    ~Connection() {
        loop_.connections.erase(this);
        const std::scoped_lock lock(house_.mutex);
        --house_.exchange.open;
        house_.left.notify_all();
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;

    static Task<void> run(std::shared_ptr<Connection> self) {
        if (!co_await self->shakes_hands()) co_return;
        // g++ 12 makes a loop out of `while (co_await ...) {}` that it then holds to be unreachable.
        bool again = true;
        while (again) again = co_await self->serves_one();
        if (!self->answered_) co_return;
        self->resting_ = true;
        self->due_in(self->house_.stopping ? milliseconds(0) : lingering);
        co_await self->wire_.say_farewell();
    }

    // Ends what waits for a client that owes nothing.
    void wind_down() {
        if (resting_) due_in(milliseconds(0));
    }

    void cut() {
        error_code ignored;
        wire_.socket().close(ignored);
    }

private:
    enum class Step : std::uint8_t { Read, Refused, Gone };

    Task<bool> shakes_hands() {
        error_code error;
        if (house_.stopping) co_return false;
        resting_ = true;
        due_in(settings_.header_timeout);
        co_await wire_.shake_hands(error);
        resting_ = false;
        co_return !error;
    }

    // True when another request may follow.
    Task<bool> serves_one() {
        answered_ = false;
        head_ = {};
        body_.reset();
        Step step = co_await read_head();
        if (step == Step::Read) step = co_await read_body();
        if (step == Step::Gone) co_return false;
        never_due();
        if (step == Step::Read) co_await handled();
        const bool whole = body_ && body_->done();
        const bool last = !whole || !head_.keeps_open || house_.stopping || response_.goes_on;
        const Telling more = head_.method == Method::Head ? Telling() : response_.goes_on;
        answered_ = co_await sent(last);
        if (answered_ && more) answered_ = co_await told(more);
        co_return answered_ && !last;
    }

    Step refuse(Refused refused) {
        response_ = house_.exchange.refuse(refused);
        return Step::Refused;
    }

    std::string_view bytes() const {
        return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
    }

    // Reads once; false when nothing will come, or the time for it is over.
    Task<bool> more() {
        const auto room = buffer_.prepare(room_ - buffer_.size());
        const std::size_t count = co_await wire_.read(room);
        buffer_.commit(count);
        co_return count > 0 && !expired_;
    }

    // Waits for a request to begin.
    Task<bool> begins() {
        if (buffer_.size() > 0) co_return true;
        if (house_.stopping) co_return false;
        resting_ = true;
        due_in(settings_.idle_timeout);
        const bool came = co_await more();
        resting_ = false;
        co_return came;
    }

    Task<Step> read_head() {
        if (!co_await begins()) co_return Step::Gone;
        HeadSearch search;
        HeadSearch::Found found = search.look(bytes());
        if (found == HeadSearch::Found::Nothing) due_in(settings_.header_timeout);
        while (found == HeadSearch::Found::Nothing) {
            if (buffer_.size() > settings_.max_header) co_return refuse(Refused::HeaderTooLarge);
            const bool came = co_await more();
            if (!came) co_return expired_ ? refuse(Refused::Slow) : Step::Gone;
            found = search.look(bytes());
        }
        if (found == HeadSearch::Found::Mistake) co_return refuse(search.mistake());
        co_return take_head(search.length());
    }

    // Two readers have to agree about where the request ends: ours, and Beast's, which reads the body.
    Step take_head(std::size_t length) {
        if (length > settings_.max_header) return refuse(Refused::HeaderTooLarge);
        auto head = http::read_head(bytes().substr(0, length), settings_.max_headers);
        if (!head) return refuse(head.error());
        head_ = std::move(*head);
        auto request = house_.exchange.admit(head_, origin_);
        body_.emplace(std::max<std::uint64_t>(settings_.max_body, head_.length.value_or(0)));
        if (!body_->begin(buffer_, length, head_)) {
            body_.reset();
            return refuse(Refused::Framing);
        }
        if (request)
            request_ = std::move(*request);
        else
            response_ = std::move(request.error());
        return request ? Step::Read : Step::Refused;
    }

    // A body that may be longer than others has as much longer to arrive.
    milliseconds time_for_body() const {
        const std::uint64_t times =
            1 + head_.length.value_or(0) / std::max<std::size_t>(1, settings_.max_body);
        return settings_.body_timeout * static_cast<std::int64_t>(times);
    }

    Task<Step> read_body() {
        if (body_->done()) co_return Step::Read;
        if (head_.awaits_continue && buffer_.size() == 0) {
            const bool told = co_await written("HTTP/1.1 100 Continue\r\n\r\n");
            if (!told) co_return Step::Gone;
        }
        due_in(time_for_body());
        while (true) {
            const auto refused = body_->feed(buffer_);
            if (refused) co_return refuse(*refused);
            if (body_->done()) co_return Step::Read;
            if (buffer_.size() == room_) co_return refuse(Refused::Body);
            const bool came = co_await more();
            if (!came) co_return expired_ ? refuse(Refused::Slow) : Step::Gone;
        }
    }

    // By a worker; this thread goes on with other connections meanwhile, and the timer never rings: it is
    // what a coroutine can wait for. The answer is posted to this thread, which has no time for it before the
    // wait.
    Task<void> handled() {
        request_.body = body_->take();
        asio::steady_timer answered(loop_.context, SteadyClock::time_point::max());
        house_.exchange.answer(std::move(request_), [this, &answered](Response response) {
            asio::post(loop_.context, [this, &answered, response = std::move(response)]() mutable {
                response_ = std::move(response);
                answered.cancel();
            });
        });
        error_code cancelled;
        co_await answered.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }

    Task<bool> sent(bool last) {
        const AnswerForm form{.closes = last, .bodiless = head_.method == Method::Head, .old = head_.old};
        const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        const std::string out = to_bytes(response_, form, now);
        response_ = {};
        co_return co_await written(out);
    }

    // Until it is over; false when the client is gone, which is noticed when there is something for it.
    Task<bool> told(const Telling& more) {
        asio::steady_timer pause(loop_.context);
        while (!house_.stopping) {
            const auto piece = more();
            if (!piece) break;
            const bool there = piece->empty() || co_await written(*piece);
            if (!there) co_return false;
            never_due();
            pause.expires_after(settings_.between_pieces);
            error_code cancelled;
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        }
        co_return true;
    }

    // A client that takes nothing for a while is gone; one that is slow is not.
    Task<bool> written(std::string_view out) {
        while (!out.empty()) {
            due_in(settings_.idle_timeout);
            const std::size_t count = co_await wire_.write(asio::buffer(out.data(), out.size()));
            if (count == 0) co_return false;
            out.remove_prefix(count);
        }
        co_return true;
    }

    void never_due() { deadline_ = SteadyClock::time_point::max(); }

    // The timer is moved only when the new deadline is before it: between two quick requests that is never.
    void due_in(milliseconds time) {
        expired_ = false;
        deadline_ = SteadyClock::now() + time;
        if (!armed_ || deadline_ < timer_.expiry()) arm();
    }

    void arm() {
        armed_ = true;
        timer_.expires_at(deadline_);
        timer_.async_wait([weak = weak_from_this()](error_code error) {
            if (error) return;
            if (const auto self = weak.lock()) self->ring();
        });
    }

    // What waits is ended, and learns why; what does not even notice that loses its socket.
    void ring() {
        if (timer_.expiry() > SteadyClock::now()) return; // moved meanwhile, and it will ring again
        armed_ = false;
        if (deadline_ == SteadyClock::time_point::max()) return;
        if (deadline_ > SteadyClock::now()) return arm();
        if (expired_) return cut();
        error_code ignored;
        wire_.socket().cancel(ignored);
        expired_ = true;
        deadline_ = SteadyClock::now() + after_deadline;
        arm();
    }

    House& house_;
    Loop& loop_;
    const ServerSettings& settings_;
    Exchange::Origin origin_ = {};
    Wire wire_;
    beast::flat_buffer buffer_ = {};
    const std::size_t room_; // that the buffer has
    asio::steady_timer timer_;
    SteadyClock::time_point deadline_ = {};
    bool armed_ = false, expired_ = false;
    bool resting_ = false; // the client owes nothing, and is owed nothing
    bool answered_ = false;
    Head head_ = {};
    std::optional<ArrivingBody> body_ = {};
    Request request_ = {};
    Response response_ = {};
};

} // namespace assent::http
