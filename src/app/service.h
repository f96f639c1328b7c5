// The running service: server, portal, search index and the followers that keep them in step.
#pragma once

#include <memory>
#include <string>

#include "api/api.h"
#include "app/installation.h"
#include "app/lookout.h"
#include "app/public_window.h"
#include "app/search_feed.h"
#include "app/ticker.h"
#include "intake/readers.h"
#include "portal/portal.h"
#include "questions/gathering.h"
#include "questions/known.h"
#include "search/index.h"
#include "web/server.h"
#include "work/schedules.h"

namespace dl::app {

class Service {
 public:
  /// Puts everything together; nothing listens yet. `listen` is HOST:PORT.
  static Outcome<std::unique_ptr<Service>> create(Installation& installation, const std::string& listen);
  ~Service();

  Outcome<void> start();
  /// Finishes what is in flight, then stops. Blocks.
  void stop();
  std::uint16_t port() const { return server_->port(); }
  /// Every address that is answered, with who may call it and how much they may send.
  const std::vector<web::BoundRoute>& routes() const { return router_.routes(); }

 private:
  explicit Service(Installation& installation);
  Outcome<void> follow();
  Outcome<void> clear_pages(const std::vector<journal::Entry>& entries);
  Outcome<void> add_workplace();
  void open_window();
  web::Hooks hooks();
  void watch();
  void tick();
  void do_timed_work();
  Outcome<void> add_questions();
  void keep_questions();
  void end_displays();
  void erase_requests();
  void hand_over();
  void send_mail();
  void send_head();

  Installation& installation_;
  work::Timetable timetable_;
  std::unique_ptr<search::Index> index_ = {};
  std::unique_ptr<SearchFeed> feed_ = {};
  std::unique_ptr<questions::KnownHolder> known_ = {};
  records::OpenData open_data_;
  questions::Gathering asked_;
  std::unique_ptr<portal::Portal> portal_ = {};
  std::unique_ptr<intake::Readers> readers_ = {};
  std::unique_ptr<api::Api> api_ = {};
  std::unique_ptr<PublicWindow> window_ = {};
  std::unique_ptr<Lookout> lookout_ = {};
  web::Router router_ = {};
  std::unique_ptr<web::Server> server_ = {};
  std::unique_ptr<journal::Follower> pages_follower_ = {};
  std::unique_ptr<journal::Follower> search_follower_ = {};
  Date day_ = {};  ///< for which pages that depend on the day were drawn
  Date cleaned_on_ = {};
  Instant head_sent_at_ = {};
  Instant questions_kept_at_ = {};
  bool disk_low_ = false;
  std::unique_ptr<Ticker> ticker_ = {};
  std::unique_ptr<Ticker> timed_work_ = {};
  std::unique_ptr<Ticker> handing_over_ = {};
  std::unique_ptr<Ticker> mailing_ = {};  ///< nothing where no notes are written
};

}  // namespace dl::app
