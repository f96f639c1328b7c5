// The part of a connection that serves what is not remembered: reads the request, finds its route,
// has a worker draw the answer and sends it.
#include <boost/asio/post.hpp>

#include "web/connection.h"
#include "web/response_head.h"
#include "web/target.h"

namespace dl::web {

namespace {

constexpr std::int64_t kPiece = 128 * 1024;
constexpr std::size_t kBodyRoom = 16 * 1024;
constexpr std::int64_t kNever = (std::numeric_limits<std::int64_t>::max)();

// Starts a task on a worker and resumes the connection on its own thread.
struct WorkerHop {
  Workers& workers;
  Executor executor;

  template <class Handler>
  void operator()(Handler&& handler, std::function<void()> task, Admission admission) const {
    auto shared = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
    auto run = [task = std::move(task), shared, where = executor]() mutable {
      task();
      task = nullptr;
      asio::post(where, [last = std::move(shared)] { std::move (*last)(true); });
    };
    if (workers.submit(std::move(run), admission)) return;
    asio::post(executor, [last = std::move(shared)] { std::move (*last)(false); });
  }
};

Verb verb_of(std::string_view method) {
  if (method == "GET" || method == "HEAD") return Verb::Get;
  if (method == "POST") return Verb::Post;
  if (method == "PUT") return Verb::Put;
  if (method == "PATCH") return Verb::Patch;
  if (method == "DELETE") return Verb::Delete;
  return Verb::Other;
}

bool is_known_method(std::string_view method) {
  return verb_of(method) != Verb::Other || method == "OPTIONS" || method == "TRACE" || method == "CONNECT";
}

std::string allowed_methods(const Router& router, std::string_view path) {
  static constexpr std::pair<Verb, std::string_view> kVerbs[] = {{Verb::Get, "GET, HEAD"},
                                                                 {Verb::Post, "POST"},
                                                                 {Verb::Put, "PUT"},
                                                                 {Verb::Patch, "PATCH"},
                                                                 {Verb::Delete, "DELETE"}};
  std::string allowed;
  for (const auto& [verb, name] : kVerbs) {
    if (router.match(verb, path).route == nullptr) continue;
    if (!allowed.empty()) allowed += ", ";
    allowed += name;
  }
  return allowed;
}

std::string cache_key(const Request& http, const Hooks& hooks) {
  std::string key = http.secure ? "s" : "p";
  key.append(http.authority).append(1, '\n').append(http.mount).append(1, '\n').append(http.path).append(1, '\n');
  for (const auto& [name, value] : http.query)
    key.append(percent_encode(name)).append(1, '=').append(percent_encode(value)).append(1, '&');
  if (hooks.variant) key.append(1, '\n').append(hooks.variant(http));
  return key;
}

}  // namespace

// A request on its way.
struct Work {
  Job job = {};
  Answer answer = {};
  std::string raw_key = {};
};

Task<bool> Connection::on_worker(std::function<void()> task, Admission admission, Lane lane) {
  asio::use_awaitable_t<Executor> token;
  WorkerHop hop{core_.workers(lane), thread_.executor()};
  return asio::async_initiate<asio::use_awaitable_t<Executor>, void(bool)>(hop, token, std::move(task), admission);
}

std::optional<Refusal> Connection::read_request(Request& http) {
  const auto& head = reader_.head();
  if (!is_known_method(head.method)) return Refusal{501, "unknown method"};
  auto target = parse_target(head.target);
  if (!target) return Refusal{400, "bad target"};
  auto authority = parse_authority(head.host);
  if (!authority) return Refusal{400, "bad Host"};
  http.verb = verb_of(head.method);
  http.target = head.target;
  http.path = std::move(target->path);
  http.query = std::move(target->query);
  http.authority = authority->host + authority->port;
  http.host = std::move(authority->host);
  http.headers.reserve(head.fields.size());
  for (const auto& [name, value] : head.fields) http.headers.emplace_back(name, value);
  http.cookies = parse_cookies(head.cookie);
  http.peer = client_of(peer_, http.header_list("X-Forwarded-For"), core_.trusted);
  http.secure = is_secure();
  http.id = thread_.next_id();
  return std::nullopt;
}

// A proxy that is not trusted speaks for somebody unknown, even on the same machine.
bool Connection::may_read_metrics(const Request& http) const {
  auto address = Address::parse(http.peer);
  bool for_another = !http.header("X-Forwarded-For").empty() || !http.header("Forwarded").empty();
  return address && core_.metrics_peers.contains(*address) && (peer_trusted_ || !for_another);
}

bool Connection::route_own_page(Job& job) {
  const auto& path = job.http.path;
  if (job.http.verb != Verb::Get) return false;
  for (const auto& route : core_.own_routes) {
    if (route.pattern != path) continue;
    if (path == "/metrics" && !may_read_metrics(job.http)) return false;
    job.route = &route;
    return true;
  }
  return false;
}

void Connection::route_request(Job& job) {
  auto match = core_.router.match(job.http.verb, job.http.path);
  if (match.route != nullptr) {
    job.route = match.route;
    job.route_index = static_cast<int>(match.route - core_.router.routes().data());
    job.http.parameters = std::move(match.parameters);
    if (match.route->access != Access::Public || match.route->admit) job.cache_key.clear();
  } else if (match.path_known) {
    job.refused = Error{Fault::Invalid, "request.method", job.http.path};
    job.refused_status = 405;
    job.refused_headers.emplace_back("Allow", allowed_methods(core_.router, job.http.path));
  } else {
    job.refused = Error{Fault::NotFound, "page.missing", job.http.path};
  }
}

// Refuses a body that the route does not want, before a byte of it is read.
void Connection::limit_body(Job& job) {
  const auto& head = reader_.head();
  if (!head.has_body) return;
  auto limit = job.route == nullptr ? 0 : job.route->body_limit;
  bool too_large = limit == 0 || head.content_length.value_or(0) > limit;
  if (too_large && !job.refused) job.refused = Error{Fault::TooLarge, "request.body", job.http.path};
}

// Who asks by another name than ours is led to the first of our names; what cannot be led there is refused.
void Connection::check_host(Job& job) {
  const auto& hosts = core_.options.hosts;
  if (hosts.empty() || std::find(hosts.begin(), hosts.end(), job.http.host) != hosts.end()) return;
  job.refused = Error{Fault::NotFound, "request.host", job.http.host};
  job.refused_status = 421;
  job.refused_headers.clear();
  if (job.http.verb != Verb::Get) return;
  job.refused_status = 301;
  job.refused_headers.emplace_back(
      "Location", fmt::format("{}://{}{}", job.http.secure ? "https" : "http", hosts.front(), job.http.target));
}

void Connection::limit_rate(Job& job) {
  auto address = Address::parse(job.http.peer);
  auto client = address ? address->client_key() : 0;  // all that cannot be known are one
  auto rate = job.route == nullptr ? Rate::Page : job.route->rate;
  auto now = seconds_now();
  if (core_.hooks.credential && rate != Rate::SignIn)
    if (auto known = core_.rates.find_known(core_.hooks.credential(job.http), now)) client = *known, rate = Rate::Known;
  auto wait = core_.rates.take(client, rate, now);
  if (wait == 0) return;
  job.refused = Error{Fault::TooMany, "request.rate", job.http.path};
  job.refused_status = 429;
  job.refused_headers.clear();
  job.refused_headers.emplace_back("Retry-After", fmt::format("{}", wait));
}

// Refuses what could not be received: too much of everybody together, or no room on the disk.
void Connection::refuse_body(Job& job, Error why) {
  job.refused = std::move(why);
  job.refused_headers.emplace_back("Retry-After", "5");
}

// Finds the page in the shared cache and lets this thread remember it.
void Connection::look_up(Job& job) {
  if (job.http.verb != Verb::Get || reader_.head().has_body) return;
  job.cache_key = cache_key(job.http, core_.hooks);
  job.page = core_.cache.find(job.cache_key);
}

// Reads the body when those who send it may: the head has said so before.
Task<bool> Connection::receive(Job& job) {
  if (!reader_.head().has_body || job.refused) co_return true;
  phase_ = Phase::Work;
  deadline_ms = kNever;
  std::function<void()> ask = [this, &job] { admit(core_, job); };
  if (!co_await on_worker(std::move(ask), Admission::Bounded)) {
    job.refused = Error{Fault::Unavailable, "request.busy", job.http.path};
    co_return true;
  }
  if (job.refused) co_return true;
  co_return co_await read_body(job);
}

Task<bool> Connection::read_body(Job& job) {
  phase_ = Phase::Body;
  set_deadline(core_.options.body_timeout);
  if (reader_.head().expects_continue && input_.empty()) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    std::size_t sent = 0;
    if (send_now(kContinue, {}, sent) != Sent::All) co_return false;
  }
  BodyReceiver receiver(core_.bodies);
  std::string piece;
  for (;;) {
    std::size_t used = 0;
    piece.clear();
    auto step = reader_.read_body(input_.view(), used, piece, job.route->body_limit);
    input_.consume(used);
    if (step == RequestReader::Step::Bad) {
      auto fault = reader_.refusal().status == 413 ? Fault::TooLarge : Fault::Unreadable;
      Error error{fault, "request.body", std::string(reader_.refusal().reason)};
      job.refused = std::move(error);
      co_return true;
    }
    bool at_end = step == RequestReader::Step::Ready;
    auto added = receiver.add(piece);
    if (added && receiver.owes_writing(at_end)) {
      auto resume_at = deadline_ms;
      phase_ = Phase::Work;
      deadline_ms = kNever;
      std::function<void()> write = [&receiver, &added] { added = receiver.write(); };
      if (!co_await on_worker(std::move(write), Admission::Always)) co_return false;
      phase_ = Phase::Body;
      deadline_ms = std::max(resume_at, thread_.now_ms() + thread_.tick_ms());
    }
    if (!added) {
      refuse_body(job, std::move(added).error());
      co_return true;
    }
    if (at_end) {
      auto body = receiver.finish();
      if (body)
        job.http.body = std::move(*body);
      else
        refuse_body(job, std::move(body).error());
      co_return true;
    }
    // Chunk headers are short: a peer that fills the buffer with one is up to no good.
    if (input_.view().size() > core_.options.limits.head) co_return false;
    const auto count = co_await receive_more(kBodyRoom);
    if (count == 0) co_return false;
    credit(count);
  }
}

// Has a worker of the route's lane draw the answer; one that draws pages says so when that lane is full.
Task<bool> Connection::draw(std::shared_ptr<Work> work) {
  auto& core = core_;
  auto& job = work->job;
  std::function<void()> task = [work, &core] { work->answer = answer(core, work->job); };
  if (!job.refused && job.page == nullptr && job.route->lane != Lane::Pages) {
    if (co_await on_worker(task, Admission::Bounded, job.route->lane)) co_return true;
    job.refused = Error{Fault::Unavailable, "request.busy", job.http.path};
    job.refused_headers.emplace_back("Retry-After", "5");
  }
  co_return co_await on_worker(std::move(task), Admission::Bounded);
}

Task<bool> Connection::serve_request() {
  auto work = std::make_shared<Work>();
  auto& job = work->job;
  if (auto refusal = read_request(job.http)) {
    co_await refuse(*refusal);
    co_return false;
  }
  job.head_only = head_only_;
  job.method = reader_.head().method;
  job.encoding = choose_encoding(reader_.head().accept_encoding);
  bool own = route_own_page(job);
  if (!own) {
    if (core_.hooks.rewrite) core_.hooks.rewrite(job.http);
    look_up(job);
    write_raw_key(work->raw_key);
    if (job.page == nullptr) {
      route_request(job);
      check_host(job);
      limit_rate(job);
    } else if (job.page->find(job.encoding) != nullptr) {
      thread_.remember(work->raw_key, job.page);
      auto sent = start_page(*job.page, *job.page->find(job.encoding), job.http.id);
      if (sent != Sent::Part) co_return sent == Sent::All;
      co_return co_await finish_page(job.page);
    }
  }
  limit_body(job);
  if (!co_await receive(job)) co_return false;
  phase_ = Phase::Work;
  deadline_ms = kNever;
  if (own && !job.refused) {
    work->answer = answer(core_, job);  // quick, and must work when the workers are busy
  } else {
    if (!co_await draw(work)) {
      Refusal busy;
      busy.status = 503;
      busy.reason = "too busy, please try again";
      co_await refuse(busy);
      co_return false;
    }
  }
  if (work->answer.page != nullptr && work->answer.page->live()) thread_.remember(work->raw_key, work->answer.page);
  co_return co_await send_answer(job, work->answer);
}

Task<bool> Connection::send_answer(const Job& job, const Answer& answer) {
  if (answer.page != nullptr) {
    auto sent = start_page(*answer.page, *answer.rendition, job.http.id);
    if (sent != Sent::Part) co_return sent == Sent::All;
    co_return co_await finish_page(answer.page);
  }
  std::string head = answer.head;
  append_tail(head, job.http.id);
  std::string_view body = head_only_ || answer.source ? std::string_view() : std::string_view(answer.body);
  Record record;
  record.bytes = head.size() + body.size();
  bool sent = co_await send_rest(head, body, 0);
  if (sent && answer.source && !head_only_) sent = co_await stream(answer, record.bytes);
  record.status = answer.status;
  record.route = job.route_index;
  record.id = job.http.id;
  record.method = job.method;
  record.target = job.http.target;
  record.host = job.http.host;
  record.note = sent ? std::string_view(answer.note) : "cut short";
  finish(record);
  if (sent && !keep_ && reader_.head().has_body) co_await linger();
  co_return sent;
}

// Sends a stored file piece by piece; a reader that fails in the middle can only cut the connection.
Task<bool> Connection::stream(const Answer& answer, std::uint64_t& bytes) {
  Outcome<std::string> piece = std::string();
  auto end = answer.range.first + answer.range.length;
  for (auto at = answer.range.first; at < end;) {
    auto length = std::min(kPiece, end - at);
    phase_ = Phase::Work;
    deadline_ms = kNever;
    std::function<void()> task = [&piece, &answer, at, length] { piece = read_source(answer.source, at, length); };
    bool done = co_await on_worker(std::move(task), Admission::Always);
    if (!done || !piece || piece->empty() || std::ssize(*piece) > length) co_return false;
    if (!co_await send_rest(*piece, std::string_view(), 0)) co_return false;
    at += std::ssize(*piece);
    bytes += piece->size();
  }
  co_return true;
}

}  // namespace dl::web
