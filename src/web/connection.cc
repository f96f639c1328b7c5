#include "web/connection.h"

#include <boost/asio/post.hpp>

#include "web/response_head.h"

namespace dl::web {

namespace {

constexpr std::size_t kReadRoom = 1024;
// Requests that are answered in a row before others have their turn.
constexpr int kInARow = 16;
constexpr std::int64_t kNever = (std::numeric_limits<std::int64_t>::max)();

std::string plain_body(int status, std::string_view reason) {
  return fmt::format("{} {}\n{}\n", status, reason_of(status), reason);
}

}  // namespace

Connection::Connection(IoThread& thread, Socket socket, std::string peer)
    : thread_(thread),
      core_(thread.core()),
      wire_(socket.release(), thread.queue(), this),
      wait_(thread.executor()),
      peer_(std::move(peer)),
      reader_(core_.options.limits) {
  if (auto address = Address::parse(peer_)) {
    peer_trusted_ = core_.trusted.contains(*address);
    if (core_.hooks.access_log) network_ = address->network();
  }
  set_deadline(core_.options.idle_timeout);
  thread_.enlist(*this);
  core_.connections.fetch_add(1, std::memory_order_relaxed);
}

Connection::~Connection() {
  thread_.strike(*this);
  core_.connections.fetch_sub(1, std::memory_order_release);
}

void Connection::close() {
  wire_.close();
  wait_.cancel();
}

void Connection::ready(std::uint32_t events) {
  wire_.hear(events);
  if (!waits_) return;  // whoever is at work finds it
  try {
    if (next_ == Next::Wait) next_ = advance();
    if (next_ != Next::Wait) wait_.cancel();
  } catch (const std::bad_alloc&) {
    close();
  }
}

void Connection::close_if_idle() {
  if (phase_ == Phase::Idle || phase_ == Phase::Linger) close();
}

void Connection::time_out() {
  deadline_ms = kNever;
  if (phase_ == Phase::Head || phase_ == Phase::Body) {
    Response response = text(408, plain_body(408, "the request took too long"));
    response.max_age = -1;
    HeadFacts facts;
    facts.status = 408;
    facts.length = static_cast<std::int64_t>(response.body.size());
    keep_ = false;
    auto head = write_head(response, facts);
    append_tail(head, thread_.next_id());
    std::size_t sent = 0;
    send_now(head, response.body, sent);
  }
  close();
}

void Connection::set_deadline(std::chrono::milliseconds timeout) {
  deadline_ms = thread_.now_ms() + thread_.tick_ms() + timeout.count();
}

// Bytes that have gone over the line add a second for each 8 KiB, so that slow lines are served and
// trickling ones are not. What is only announced adds nothing.
void Connection::credit(std::size_t bytes) { deadline_ms += static_cast<std::int64_t>(bytes / 8); }

bool Connection::is_secure() const { return peer_trusted_ && reader_.head().forwarded_proto == "https"; }

Task<> Connection::run(std::unique_ptr<Connection> self) {
  auto& here = *self;
  while (here.wire_.is_open()) {
    auto next = std::exchange(here.next_, Next::Look);
    if (next == Next::Look) next = here.advance();
    if (next == Next::Wait) {
      here.next_ = Next::Wait;
      co_await here.until_ready();  // ready() goes on meanwhile
    } else if (next == Next::GiveWay) {
      co_await asio::post(here.thread_.executor(), asio::use_awaitable_t<Executor>());
    } else if (next == Next::Serve) {
      if (!co_await here.serve_request()) break;
      here.done();
    } else if (next == Next::Finish) {
      if (!co_await here.finish_page(std::exchange(here.unsent_page_, nullptr))) break;
      here.done();
    } else {
      if (next == Next::Refuse) co_await here.refuse(here.reader_.refusal());
      break;
    }
  }
}

// Reads requests and answers those whose page the thread remembers, until something has to be waited for.
Connection::Next Connection::advance() {
  for (int turn = 0; turn < kInARow;) {
    if (!keep_) return Next::Close;
    std::size_t used = 0;
    auto step = reader_.read_head(input_.view(), used);
    if (step == RequestReader::Step::Bad) return Next::Refuse;
    if (step == RequestReader::Step::NeedMore) {
      if (auto next = look_for_more(); next != Next::Look) return next;
      continue;
    }
    began_ = Clock::now();
    phase_ = Phase::Head;
    input_.consume(used);  // the views stay: nothing is read before they are done with
    head_only_ = reader_.head().method == "HEAD";
    keep_ = reader_.head().keep_alive;
    const auto* page = recall_page();
    if (page == nullptr) return Next::Serve;
    if (auto next = answer_from_memory(*page); next != Next::Look) return next;
    ++turn;
  }
  return Next::GiveWay;
}

Connection::Next Connection::look_for_more() {
  const bool idle = input_.empty();
  if (idle && core_.draining.load(std::memory_order_relaxed)) return Next::Close;
  if (idle) input_.relax();
  if (idle || phase_ != Phase::Head) set_deadline(idle ? core_.options.idle_timeout : core_.options.head_timeout);
  phase_ = idle ? Phase::Idle : Phase::Head;
  std::size_t count = 0;
  const auto got = wire_.read(input_.space(kReadRoom), count);
  if (got == Wire::Got::End) return Next::Close;
  if (got == Wire::Got::Nothing) return Next::Wait;
  input_.commit(count);
  return Next::Look;
}

Connection::Next Connection::answer_from_memory(const PagePointer& page) {
  const auto* rendition = page->find(choose_encoding(reader_.head().accept_encoding));
  if (page->count_use()) refine(page);
  const auto sent = start_page(*page, *rendition, thread_.next_id());
  if (sent == Sent::Failed) return Next::Close;
  if (sent == Sent::Part) {
    unsent_page_ = page;
    return Next::Finish;
  }
  done();
  return Next::Look;
}

void Connection::done() {
  reader_.next();
  phase_ = Phase::Idle;
  if (core_.draining.load(std::memory_order_relaxed)) keep_ = false;
}

// Until the queue tells of the socket or it is closed. Nothing is lost between a look and this: both are on the thread.
Task<> Connection::until_ready() {
  waits_ = true;
  wait_.expires_at(Timer::time_point::max());
  [[maybe_unused]] auto [cancelled] = co_await wait_.async_wait(kToken);
  waits_ = false;
}

// The count of bytes that came; 0 when no more will.
Task<std::size_t> Connection::receive_more(std::size_t room) {
  while (wire_.is_open()) {
    std::size_t count = 0;
    const auto got = wire_.read(input_.space(room), count);
    input_.commit(count);
    if (got == Wire::Got::Some) co_return count;
    if (got == Wire::Got::End) break;
    co_await until_ready();
  }
  co_return 0;
}

Task<> Connection::turn_away(std::unique_ptr<Connection> self) {
  Refusal refusal;
  refusal.status = 503;
  refusal.reason = "too many connections, please try again";
  co_await self->refuse(refusal);
}

// Everything that decides which page it is, as it came.
void Connection::write_raw_key(std::string& key) const {
  const auto& head = reader_.head();
  key.assign(is_secure() ? "s" : "p");
  key.append(head.host).append(1, '\n').append(head.target).append(1, '\n').append(head.cookie);
}

// The page, when this thread remembers it for this very request and has the wanted encoding.
const PagePointer* Connection::recall_page() {
  const auto& head = reader_.head();
  if (head.has_body || (head.method != "GET" && !head_only_)) return nullptr;
  auto& key = thread_.scratch();
  write_raw_key(key);
  const auto* page = thread_.recall(key);
  if (page == nullptr || (*page)->find(choose_encoding(head.accept_encoding)) == nullptr) return nullptr;
  return page;
}

void Connection::refine(const PagePointer& page) {
  auto& cache = core_.cache;
  core_.workers().submit_idle([page, &cache] {
    page->refine();
    cache.recount(*page);
  });
}

// Every answer passes here. A connection goes on only after a message that was read to its end: what is left of
// a body would be taken for the next request, and be somebody else's behind a proxy (request smuggling).
void Connection::append_tail(std::string& head, std::string_view id) {
  if (!reader_.is_read() || core_.draining.load(std::memory_order_relaxed)) keep_ = false;
  head.append(thread_.date_line()).append("X-Request-Id: ").append(id);
  if (!keep_)
    head.append("\r\nConnection: close");
  else if (reader_.head().version == 10)
    head.append("\r\nConnection: keep-alive");
  head.append("\r\n\r\n");
}

Connection::Sent Connection::start_page(const Page& page, const Rendition& rendition, std::string_view id) {
  const auto& asked = reader_.head();
  bool not_modified = is_not_modified(asked.if_none_match, asked.if_modified_since, rendition.etag, page.last_modified);
  auto& head = thread_.scratch();
  head.assign(not_modified ? rendition.not_modified : rendition.head);
  append_tail(head, id);
  unsent_body_ = not_modified || head_only_ ? std::string_view() : std::string_view(rendition.body);
  phase_ = Phase::Write;
  sent_ = 0;
  bool from_kernel = !unsent_body_.empty() && rendition.in_kernel.ready();
  auto sent = from_kernel ? send_from_kernel(head, rendition, sent_) : send_now(head, unsent_body_, sent_);
  if (sent == Sent::Part) pending_ = head;
  Record record;
  record.status = not_modified ? 304 : 200;
  record.route = page.route;
  record.cached = true;
  record.id = id;
  record.method = asked.method;
  record.target = asked.target;
  record.host = asked.host;
  record.bytes = head.size() + unsent_body_.size();
  finish(record);
  return sent;
}

Task<bool> Connection::finish_page(PagePointer page) {
  bool sent = co_await send_rest(pending_, unsent_body_, sent_);
  pending_ = std::string();
  (void)page;  // held until here: its bytes were sent without a copy
  co_return sent;
}

Connection::Sent Connection::send_now(std::string_view head, std::string_view body, std::size_t& sent) {
  if (!wire_.write(head, body, sent)) return Sent::Failed;
  return sent == head.size() + body.size() ? Sent::All : Sent::Part;
}

Connection::Sent Connection::send_from_kernel(std::string_view head, const Rendition& rendition, std::size_t& sent) {
  auto count = rendition.in_kernel.send(wire_.socket(), head, rendition.body.size());
  if (count < 0 && errno != EAGAIN) return Sent::Failed;
  sent = static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, count));
  return sent == head.size() + rendition.body.size() ? Sent::All : Sent::Part;
}

Task<bool> Connection::send_rest(std::string_view head, std::string_view body, std::size_t sent) {
  phase_ = Phase::Write;
  set_deadline(core_.options.write_timeout);
  while (sent < head.size() + body.size()) {
    auto rest_of_head = head.substr(std::min(sent, head.size()));
    auto rest_of_body = body.substr(sent - std::min(sent, head.size()));
    std::size_t count = 0;
    if (!wire_.write(rest_of_head, rest_of_body, count)) co_return false;
    sent += count;
    credit(count);
    if (count == 0) co_await until_ready();
  }
  co_return true;
}

void Connection::finish(const Record& record) {
  auto taken = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_).count();
  auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(0, taken));
  core_.metrics.count(record.route, record.status, microseconds, record.bytes);
  if (!core_.hooks.access_log) return;
  AccessLine line;
  line.id = record.id;
  line.method = record.method;
  line.path = record.target.substr(0, std::min<std::size_t>(record.target.find('?'), 200));
  line.host = record.host;
  line.network = network_;
  line.note = record.note;
  line.status = record.status;
  line.bytes = record.bytes;
  line.microseconds = microseconds;
  line.cached = record.cached;
  core_.hooks.access_log(line);
}

// Answers what is no request that a handler could see, and closes.
Task<> Connection::refuse(Refusal refusal) {
  began_ = Clock::now();
  keep_ = false;
  Response response = text(refusal.status, plain_body(refusal.status, refusal.reason));
  response.max_age = -1;
  if (!core_.options.busy_page.empty()) {
    response.type = "text/html; charset=utf-8";
    response.body = core_.options.busy_page;
  }
  if (refusal.status == 503) response.headers.emplace_back("Retry-After", "5");
  HeadFacts facts;
  facts.status = refusal.status;
  facts.length = static_cast<std::int64_t>(response.body.size());
  auto head = write_head(response, facts);
  auto id = std::string(thread_.next_id());
  append_tail(head, id);
  Record record;
  record.status = refusal.status;
  record.id = id;
  record.note = refusal.reason;
  record.bytes = head.size() + response.body.size();
  if (co_await send_rest(head, response.body, 0)) {
    finish(record);
    co_await linger();
  }
}

// Closing with unread input would reset the connection and take the answer with it.
Task<> Connection::linger() {
  phase_ = Phase::Linger;
  constexpr std::chrono::milliseconds kPatience(2000);
  set_deadline(kPatience);
  wire_.finish();
  for (std::size_t seen = 0; seen < (4u << 20);) {
    input_.consume(input_.view().size());
    const auto count = co_await receive_more(InputBuffer::kIdle);
    if (count == 0) co_return;
    seen += count;
  }
}

}  // namespace dl::web
