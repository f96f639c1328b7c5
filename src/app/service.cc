#include "app/service.h"

#include <charconv>

#include "accounts/password.h"
#include "agencies/site_rules.h"
#include "api/domains.h"
#include "app/api_parts.h"
#include "app/console.h"
#include "app/disk.h"
#include "app/head.h"
#include "app/mail_out.h"
#include "app/messages.h"
#include "app/recognise.h"
#include "app/search_sources.h"
#include "base/log.h"
#include "journal/contents.h"
#include "portal/publications/preview.h"
#include "questions/question_store.h"
#include "requests/erasure.h"

namespace dl::app {
namespace {

// How soon pages of this node heed what another process or node has published: one look at the end
// of the journal, some twenty microseconds of it.
constexpr std::chrono::milliseconds kPagesPoll{40};

// How late a page may be that depends on the day.
constexpr std::chrono::seconds kTick{1};

// How late a scheduled step may be.
constexpr std::chrono::seconds kTimedWork{5};
constexpr std::chrono::seconds kMailing{30};

// How long a document that is being read may still take when the service stops.
constexpr std::chrono::seconds kLastReading{3};

struct Address {
  std::string host = {};
  std::uint16_t port = 0;
};

// "127.0.0.1:8080", "[::1]:8080", "*:8080"
Outcome<Address> read_address(const std::string& listen) {
  auto colon = listen.rfind(':');
  Address address;
  if (colon == std::string::npos) return fail(Fault::Invalid, "server.address", listen);
  address.host = listen.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']'))
    address.host = address.host.substr(1, address.host.size() - 2);
  const char* begin = listen.data() + colon + 1;
  const char* end = listen.data() + listen.size();
  auto read = std::from_chars(begin, end, address.port);
  if (begin == end || read.ec != std::errc() || read.ptr != end) return fail(Fault::Invalid, "server.address", listen);
  return address;
}

// Whether an entry changes what the directory holds.
bool touches_directory(const journal::Entry& entry) {
  return entry.event.verb.starts_with("agency.") || entry.event.verb.starts_with("site.") ||
         entry.event.verb.starts_with("column.");
}

bool touches_answers(const journal::Entry& entry) { return entry.event.verb.starts_with("answer."); }

bool touches_calendar(const journal::Entry& entry) { return entry.event.verb.starts_with("calendar."); }

web::RateLimits rates_of(const Settings& settings) {
  auto limit = [](int a_minute, int at_once) { return web::RateLimit{a_minute / 60.0, static_cast<double>(at_once)}; };
  return {{limit(settings.pages_a_minute, settings.pages_at_once),
           limit(settings.searches_a_minute, settings.searches_at_once),
           limit(settings.forms_a_minute, settings.forms_at_once),
           limit(settings.downloads_a_minute, settings.downloads_at_once),
           limit(settings.sign_ins_a_minute, settings.sign_ins_at_once),
           limit(settings.known_a_minute, settings.known_at_once),
           limit(settings.suggestions_a_minute, settings.suggestions_at_once)}};
}

web::ServerOptions server_options(const Settings& settings, const Address& address) {
  web::ServerOptions options;
  options.address = address.host;
  options.port = address.port;
  options.io_threads = static_cast<unsigned>(settings.io_threads);
  options.workers = static_cast<unsigned>(settings.workers);
  options.hashes = {static_cast<unsigned>(settings.hash_workers), static_cast<std::size_t>(settings.hash_queue)};
  options.imports = {static_cast<unsigned>(settings.import_workers), static_cast<std::size_t>(settings.import_queue)};
  options.files = {static_cast<unsigned>(settings.request_file_workers),
                   static_cast<std::size_t>(settings.request_file_queue)};
  options.max_connections = static_cast<std::size_t>(settings.max_connections);
  options.cache_bytes = static_cast<std::size_t>(settings.page_cache.bytes);
  options.bodies.memory = static_cast<std::uint64_t>(settings.body_memory.bytes);
  options.bodies.disk = static_cast<std::uint64_t>(settings.body_disk.bytes);
  options.rates = rates_of(settings);
  options.hosts = settings.hosts;
  options.trusted_proxies = settings.trusted_proxies;
  options.metrics_peers = settings.metrics_peers;
  options.busy_page =
      "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>系统繁忙</title>"
      "<p>系统繁忙，请稍后再试。</p></html>";
  return options;
}

portal::Options portal_options(const Settings& settings) {
  portal::Options options;
  options.files = {.a_request = settings.request_files.bytes,
                   .an_address = settings.request_files_an_address.bytes,
                   .of_all = settings.request_files_of_all.bytes};
  return options;
}

// A site with such a prefix would hide the program's own pages.
Outcome<void> check_kept(const web::Router& router) {
  for (const auto& route : router.routes())
    if (!agencies::is_kept(route.pattern)) return fail(Fault::Internal, "site.own-address", route.pattern);
  return {};
}

}  // namespace

Service::Service(Installation& installation)
    : installation_(installation),
      timetable_(installation.journal(), api::takers(installation.directory())),
      open_data_(installation.open_data()),
      asked_(installation.clock(), installation.question_key()) {}

Outcome<std::unique_ptr<Service>> Service::create(Installation& installation, const std::string& listen) {
  DL_TRY(auto address, read_address(listen));
  DL_CHECK(check_mail(installation.settings()));
  std::unique_ptr<Service> service(new Service(installation));
  auto sources = search_sources(installation.directory(), installation.registers());
  DL_TRY(service->index_, open_index(installation.index_folder(), sources));
  if (const auto& why = service->index_->begun_because(); !why.empty()) log::info("search.empty", {{"because", why}});
  service->feed_ = std::make_unique<SearchFeed>(installation.database(), std::move(sources), *service->index_);
  DL_TRY(service->portal_,
         portal::open_portal(installation.database(), installation.directory(), service->index_.get(),
                             installation.clock(), portal::find_template, portal_options(installation.settings())));
  service->portal_->simulation = installation.is_simulation();
  DL_CHECK(service->add_questions());
  portal::mount(service->router_, *service->portal_);
  DL_CHECK(service->add_workplace());
  service->open_window();
  DL_CHECK(check_kept(service->router_));
  auto options = server_options(installation.settings(), address);
  options.bodies.folder = installation.temporary_folder().string();
  options.csrf_secret = installation.sealing_key().derive("forms");  // the same on every node
  service->server_ = std::make_unique<web::Server>(std::move(options), service->router_, service->hooks());
  service->api_->csrf = &service->server_->csrf();
  service->portal_->window->csrf = &service->server_->csrf();
  return service;
}

Service::~Service() { stop(); }

// What people have said to questions, and where the portal tells of those without a result.
Outcome<void> Service::add_questions() {
  DL_TRY(auto words, search::Wordings::load());
  known_ = std::make_unique<questions::KnownHolder>(std::move(words));
  portal_->known = known_.get();
  portal_->asked = &asked_;
  portal_->registers = &installation_.registers();
  portal_->projection = &installation_.projection();
  portal_->open_data = installation_.open_data_folder();
  return {};
}

// What staff use: the API and the console.
Outcome<void> Service::add_workplace() {
  readers_ = std::make_unique<intake::Readers>(reader_limits_of(installation_.settings()));
  DL_TRY(api_, open_api(installation_, *readers_));
  api::mount(router_, *api_);
  mount_console(router_, installation_.directory());
  auto preview = [this](const web::Request& http) -> Outcome<web::Response> {
    DL_TRY(const auto session, api_->sessions.load(http.cookie(api::kSessionCookie)));
    return portal::show_preview(http, *portal_, session.principal);
  };
  router_.add(web::BoundRoute{
      .pattern = "/console/preview/documents/{id}", .handler = preview, .access = web::Access::SignedIn});
  return {};
}

// What the public brings online comes to the same desks as what the office enters.
void Service::open_window() {
  window_ = std::make_unique<PublicWindow>(installation_, *api_);
  portal_->window = &window_->window();
  portal_->sentence = sentence_of;
}

web::Hooks Service::hooks() {
  web::Hooks hooks;
  hooks.rewrite = [this](web::Request& http) {
    if (!api::is_of_installation(http.path)) portal::find_site(http, *portal_);
  };
  hooks.variant = [](const web::Request& http) { return portal::variant_of(http); };
  hooks.error_page = [this](const web::Request& http, int status, const Error& error) {
    auto drawn = api::refusal(http, status, error, *api_);
    if (!drawn) drawn = portal::draw_error(http, status, error, *portal_);
    drawn->headers.emplace_back("Vary", "Accept");
    return std::move(*drawn);
  };
  hooks.credential = api::credential_of;
  hooks.signed_in = [this](const web::Request& http) { return api::signed_in(http, *api_); };
  hooks.ready = [this] { return lookout_->readiness(); };
  hooks.access_log = web::write_to_log;
  hooks.error_log = [](std::string_view id, const Error& error) {
    log::failure("request.failed", error, {{"id", id}});
  };
  return hooks;
}

// The directory is read anew before pages are dropped, so that no page is drawn again from the old one.
Outcome<void> Service::clear_pages(const std::vector<journal::Entry>& entries) {
  bool directory_changed = std::any_of(entries.begin(), entries.end(), touches_directory);
  if (directory_changed) DL_CHECK(installation_.directory().reload(installation_.database()));
  if (std::any_of(entries.begin(), entries.end(), touches_calendar))
    DL_CHECK(api_->calendar.reload(installation_.database()));
  if (std::any_of(entries.begin(), entries.end(), touches_answers)) DL_CHECK(known_->reload(installation_.database()));
  std::vector<std::string> topics;
  for (const auto& entry : entries)
    for (auto& topic : journal::topics_of(entry)) topics.push_back(std::move(topic));
  portal::forget(*portal_, topics);
  // Every page has the names and columns of the directory in its head.
  if (directory_changed)
    server_->cache().clear_all();
  else
    server_->cache().clear(topics);
  return {};
}

Outcome<void> Service::follow() {
  DL_TRY(auto last, installation_.journal().last_sequence());
  DL_CHECK(known_->reload(installation_.database()));
  pages_follower_ = std::make_unique<journal::Follower>(
      installation_.journal(), "pages", last,
      [this](const std::vector<journal::Entry>& entries) { return clear_pages(entries); }, kPagesPoll);
  search_follower_ = std::make_unique<journal::Follower>(
      installation_.journal(), "search", index_->position(),
      [this](const std::vector<journal::Entry>& entries) { return feed_->follow(installation_.journal(), entries); });
  return {};
}

void Service::watch() {
  constexpr auto kGauge = web::Metrics::Kind::Gauge;
  server_->metrics().add(kGauge, "daylight_search_position", "Journal sequence that the search index holds",
                         [this] { return static_cast<double>(search_follower_->position()); });
  server_->metrics().add(kGauge, "daylight_pages_position", "Journal sequence that the page cache has heard of",
                         [this] { return static_cast<double>(pages_follower_->position()); });
  server_->metrics().add(web::Metrics::Kind::Counter, "daylight_hashes_total", "Password hashes computed",
                         [] { return static_cast<double>(accounts::hashes_computed()); });
  auto disk = [this] { return look_at_disk(installation_.folder(), installation_.settings()); };
  server_->metrics().add(kGauge, "daylight_disk_free_bytes", "Room on the disk of the data directory",
                         [disk] { return static_cast<double>(disk().free); });
  server_->metrics().add(kGauge, "daylight_disk_low", "1 while uploads and imports are refused for want of room",
                         [disk] { return disk().low ? 1.0 : 0.0; });
  server_->metrics().add(kGauge, "daylight_read_only", "Features that are closed to changes; \"all\" counts as one",
                         [this] { return static_cast<double>(lookout_->closed_features()); });
  server_->metrics().add(kGauge, "daylight_database_seen_seconds", "Age of the last look at the database",
                         [this] { return std::chrono::duration<double>(lookout_->age()).count(); });
}

// What no event tells of: that another day has begun, that the disk runs short.
void Service::tick() {
  if (const auto read = installation_.reread_clock(); !read) log::failure("clock.not-read", read.error());
  auto today = installation_.clock().today();
  const bool other_day = today != std::exchange(day_, today);
  if (other_day && installation_.is_simulation()) {
    server_->cache().clear_all();  // every page names the day
  } else if (other_day) {
    const std::string topics[] = {std::string(portal::kDayTopic)};
    server_->cache().clear(topics);
  }
  auto disk = look_at_disk(installation_.folder(), installation_.settings());
  if (disk.low == std::exchange(disk_low_, disk.low)) return;
  if (disk.low)
    log::error("disk.nearly-full", {{"free", disk.free}, {"total", disk.total}});
  else
    log::info("disk.room-again", {{"free", disk.free}, {"total", disk.total}});
}

// Work that comes round by the clock; each of it is safe on several nodes at a time. What fails is tried
// again the next time round.
void Service::do_timed_work() {
  try {
    auto taken = timetable_.take_due([](const std::string& subject, const Error& why) {
      log::failure("schedule.failed", why, {{"subject", subject}});
    });
    if (!taken) log::failure("schedule.failed", taken.error());
    if (taken && *taken > 0) log::info("schedule.taken", {{"steps", *taken}});
    send_head();
    keep_questions();
    auto today = installation_.clock().today();
    if (today == std::exchange(cleaned_on_, today)) return;
    const db::Working working(db::Work::Upkeep);
    auto forgotten = api_->sign_in.forget_old();
    if (!forgotten) log::failure("sign-ins.not-forgotten", forgotten.error());
    auto old = installation_.journal().keep(
        [&](journal::Transaction& transaction) { return questions::forget_old(transaction.sql(), today); });
    if (!old) log::failure("questions.not-forgotten", old.error());
    end_displays();
    erase_requests();
  } catch (const std::exception& thrown) {
    log::failure("timed-work.failed", Error{Fault::Internal, "internal", thrown.what()});
  }
}

void Service::keep_questions() {
  constexpr std::int64_t kEveryMs = 60'000;
  const auto now = installation_.real_clock().now();
  if (now.milliseconds() - questions_kept_at_.milliseconds() < kEveryMs) return;
  questions_kept_at_ = now;
  if (auto kept = asked_.write(installation_.journal()); !kept) log::failure("questions.not-kept", kept.error());
}

// Records that were public as long as the law says.
void Service::end_displays() {
  constexpr int kAtOnce = 100;
  auto desk = installation_.record_desk();
  for (int ended = 1; ended > 0;) {
    const auto done = desk.end_displays(kAtOnce);
    if (!done) return log::failure("displays.not-ended", done.error());
    ended = *done;
    if (ended > 0) log::info("displays.ended", {{"records", ended}});
  }
}

// What is kept of requests only for so long after they were filed away.
void Service::erase_requests() {
  requests::Eraser eraser(installation_.journal(), api_->laws, journal::names_file);
  for (int erased = 1; erased > 0;) {
    const auto done = eraser.erase_due();
    if (!done) return log::failure("requests.not-erased", done.error());
    erased = *done;
    if (erased > 0) log::info("requests.erased", {{"requests", erased}});
  }
}

// Files of registers to take away. On a thread of its own: what is large keeps no scheduled step waiting.
void Service::hand_over() {
  const auto made = open_data_.make_what_is_due();
  if (!made) log::failure("open-data.not-made", made.error());
  if (made && *made > 0) log::info("open-data.made", {{"handovers", *made}});
}

// Notes to applicants. On a thread of its own: a mail server may take its time.
void Service::send_mail() {
  const auto sent = send_due_mail(installation_);
  if (!sent) log::failure("mail.not-sent", sent.error());
  if (sent && *sent > 0) log::info("mail.sent", {{"notes", *sent}});
}

void Service::send_head() {
  const auto& settings = installation_.settings();
  if (settings.head_file.empty() && settings.head_command.empty()) return;
  auto now = installation_.real_clock().now();
  if (now.milliseconds() - head_sent_at_.milliseconds() < settings.head_every.count()) return;
  head_sent_at_ = now;
  auto head = newest_head(installation_.journal());
  if (!head) return log::failure("journal.head-not-sent", head.error());
  if (!*head) return;
  auto sent = app::send_head(**head, settings);
  if (!sent) return log::failure("journal.head-not-sent", sent.error());
  log::info("journal.head-sent", {{"sequence", (*head)->sequence}});
}

Outcome<void> Service::start() {
  DL_CHECK(follow());
  lookout_ = std::make_unique<Lookout>(installation_.journal());
  watch();
  day_ = installation_.clock().today();
  ticker_ = std::make_unique<Ticker>(kTick, [this] { tick(); });
  timed_work_ = std::make_unique<Ticker>(kTimedWork, [this] { do_timed_work(); });
  handing_over_ = std::make_unique<Ticker>(kTimedWork, [this] { hand_over(); });
  if (tells_by_mail(installation_)) mailing_ = std::make_unique<Ticker>(kMailing, [this] { send_mail(); });
  return server_->start();
}

void Service::stop() {
  ticker_.reset();
  timed_work_.reset();
  mailing_.reset();
  open_data_.stop();
  handing_over_.reset();
  if (readers_) readers_->stop(kLastReading);
  if (server_) server_->stop();
  pages_follower_.reset();
  search_follower_.reset();
  if (auto kept = asked_.write(installation_.journal()); !kept) log::failure("questions.not-kept", kept.error());
}

}  // namespace dl::app
