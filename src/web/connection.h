// One client's connection: reads requests, answers cached pages at once, hands the rest to workers.
// Lives on one I/O thread. Internal to the server.
#pragma once

#include "web/input_buffer.h"
#include "web/io_thread.h"
#include "web/responder.h"

namespace dl::web {

struct Work;

class Connection {
 public:
  /// Takes over a socket that never blocks.
  Connection(IoThread& thread, Socket socket, std::string peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Serves requests until the client or the server has enough.
  static Task<> run(std::unique_ptr<Connection> self);
  /// Says 503 and closes.
  static Task<> turn_away(std::unique_ptr<Connection> self);

  /// Called when the thread's queue tells of the socket. Answers at once what needs no waiting.
  void ready(std::uint32_t events);
  void close();
  /// Closes unless an answer is under way.
  void close_if_idle();
  /// Called when the deadline has passed.
  void time_out();

  std::int64_t deadline_ms = 0;  ///< the thread's timer closes the connection after it
  std::size_t place = 0;         ///< in the thread's list

 private:
  enum class Phase : std::uint8_t { Idle, Head, Body, Work, Write, Linger };
  enum class Sent : std::uint8_t { All, Part, Failed };
  // What has to be done next.
  enum class Next : std::uint8_t { Look, Wait, GiveWay, Serve, Finish, Refuse, Close };
  using Clock = std::chrono::steady_clock;

  // What is told about an answer when it was sent.
  struct Record {
    int status = 0;
    int route = -1;
    bool cached = false;
    std::string_view id = {};
    std::string_view method = {};
    std::string_view target = {};
    std::string_view host = {};
    std::string_view note = {};
    std::uint64_t bytes = 0;
  };

  void set_deadline(std::chrono::milliseconds timeout);
  void credit(std::size_t bytes);
  bool is_secure() const;

  // Waiting, and what needs none.
  Next advance();
  Next look_for_more();
  Next answer_from_memory(const PagePointer& page);
  void done();
  Task<> until_ready();
  Task<std::size_t> receive_more(std::size_t room);

  // From the page cache, on the way that must be fast.
  void write_raw_key(std::string& key) const;
  const PagePointer* recall_page();
  void refine(const PagePointer& page);
  Sent start_page(const Page& page, const Rendition& rendition, std::string_view id);
  Task<bool> finish_page(PagePointer page);

  // Everything else.
  Task<bool> serve_request();
  std::optional<Refusal> read_request(Request& http);
  void route_request(Job& job);
  bool may_read_metrics(const Request& http) const;
  bool route_own_page(Job& job);
  void limit_body(Job& job);
  void check_host(Job& job);
  void limit_rate(Job& job);
  void look_up(Job& job);
  void refuse_body(Job& job, Error why);
  Task<bool> receive(Job& job);
  Task<bool> read_body(Job& job);
  Task<bool> on_worker(std::function<void()> task, Admission admission, Lane lane = Lane::Pages);
  Task<bool> draw(std::shared_ptr<Work> work);
  Task<bool> send_answer(const Job& job, const Answer& answer);
  Task<bool> stream(const Answer& answer, std::uint64_t& bytes);
  Task<> refuse(Refusal refusal);
  Task<> linger();

  void append_tail(std::string& head, std::string_view id);
  Sent send_now(std::string_view head, std::string_view body, std::size_t& sent);
  Sent send_from_kernel(std::string_view head, const Rendition& rendition, std::size_t& sent);
  Task<bool> send_rest(std::string_view head, std::string_view body, std::size_t sent);
  void finish(const Record& record);

  IoThread& thread_;
  Core& core_;
  Wire wire_;
  Timer wait_;
  bool waits_ = false;
  Next next_ = Next::Look;
  std::string peer_;
  std::string network_;
  bool peer_trusted_ = false;
  Phase phase_ = Phase::Idle;
  bool keep_ = true;
  bool head_only_ = false;
  InputBuffer input_ = {};
  RequestReader reader_;
  PagePointer unsent_page_ = {};
  std::string pending_ = {};  // a head that the socket did not take at once
  std::string_view unsent_body_ = {};
  std::size_t sent_ = 0;
  Clock::time_point began_ = {};
};

}  // namespace dl::web
