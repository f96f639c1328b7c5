// The JSON side of the program, below /api/: every verb of the desks for the console and other systems.
//
// app/ makes one Api, lets mount() add its operations to the router and gives refusal() to the server
// for requests that no operation answers. Safe from many threads.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/keys.h"
#include "accounts/people_desk.h"
#include "accounts/sessions.h"
#include "accounts/sign_in.h"
#include "agencies/directory.h"
#include "agencies/holidays.h"
#include "agencies/site_desk.h"
#include "api/matters/kinds.h"
#include "api/problem.h"
#include "api/records/imports_under_way.h"
#include "base/guarded.h"
#include "base/vocabulary.h"
#include "figures/definition.h"
#include "intake/document.h"
#include "intake/table_parcel.h"
#include "periods/laws.h"
#include "publications/document_desk.h"
#include "records/exchange.h"
#include "records/import_review.h"
#include "records/record_desk.h"
#include "requests/letter_forms.h"
#include "web/cookies.h"
#include "web/csrf.h"
#include "web/route.h"
#include "work/open_work.h"

namespace dl::api {

/// What the installation gives to the API.
struct Surroundings {
  db::Database& database;
  journal::Journal& journal;
  /// The same for sessions, keys and whatever else goes by the real clock: another one in a simulation alone.
  journal::Journal& access_journal;
  agencies::DirectoryHolder& directory;
  const work::OpenWork& work;
  const records::Registers& registers;
  const records::Projection& projection;
  const Clock& clock;
  Instant real_now() const { return access_journal.clock().now(); }
  accounts::Policy policy = {};
  accounts::SealingKey sealing_key;
  Sentences sentences;
  /// Reads a document for an agency; `column` 0 = chosen by its title and kind.
  std::function<Outcome<publications::NewDocument>(const std::string& name, std::string bytes, std::int64_t agency,
                                                   std::int64_t column)>
      recognise = {};
  /// Reads a file of rows, and marks what is wrong in a workbook, as intake::Readers does.
  std::function<Outcome<intake::Table>(std::string_view bytes, std::optional<char> separator)> read_table = {};
  std::function<Outcome<std::string>(std::string_view bytes, const sheets::Marking& marking)> mark_workbook = {};
  /// Reads a document for whoever redacts it, as intake::Readers does.
  std::function<Outcome<intake::Found>(const intake::Source& source)> read_document = {};
  /// Fails with the reason while changes are not taken: read-only mode.
  std::function<Outcome<void>()> writable = {};
  /// Fails while there is no room for uploads.
  std::function<Outcome<void>()> room = {};
  /// Sets the clock of a simulation: Fault::Conflict `simulation.real`, `clock.backwards`.
  std::function<Outcome<void>(Instant at, const std::string& actor)> set_clock = {};
  bool simulation = false;
  std::size_t largest_upload = std::size_t{64} << 20U;
  bool tells_by_mail = false;   ///< requests/tellings.h
  std::string folder = "/tmp";  ///< for files that are made for one answer
};

/// How the chain of the journal stood when it was last recomputed on this node.
struct JournalCheck {
  std::int64_t checked = 0;
  bool intact = false;
  Instant at = {};
};

struct Api {
  Surroundings around;
  accounts::Sessions sessions;
  accounts::SignIn sign_in;
  accounts::Keys keys;
  accounts::PeopleDesk people;
  publications::DocumentDesk documents;
  agencies::SiteDesk sites;
  agencies::CalendarHolder calendar = {};  ///< to be reloaded when the journal has an event of a calendar
  periods::Laws laws;
  records::RecordDesk register_desk;
  records::ImportDesk import_desk;
  records::ImportReview import_review;
  ImportsUnderWay imports = {};  ///< that this node is reading
  Vocabularies vocabularies;
  figures::Definitions figures = {};
  MatterChains matter_chains = {};  ///< of signatures
  requests::LetterForms letter_forms = {};
  std::vector<records::ExchangeLayout> exchange = {};  ///< layouts of other platforms
  const web::CsrfGuard* csrf = nullptr;                ///< of the server, set once it is there
  std::string description = {};                        ///< /api/openapi.json
  std::string problems = {};                           ///< /api/problems
  Mutex checking = {};                                 ///< held while the chain is recomputed: one at a time
  Mutex check_mutex = {};
  std::optional<JournalCheck> check DL_GUARDED_BY(check_mutex) = {};

  explicit Api(Surroundings given, periods::Laws law, Vocabularies lists);

  template <class F>
  auto read(F&& f) {
    return around.database.read(std::forward<F>(f));
  }
};

/// Loads the data that the operations need. Fails with `data.invalid`, `api.shapes`.
Outcome<std::unique_ptr<Api>> open_api(Surroundings around);

/// Adds the operations, /api/openapi.json, the page that shows them and that of the problems.
void mount(web::Router& router, Api& api);

/// Whether a path belongs to the API or the console and so to the installation, not to a site.
bool is_of_installation(std::string_view path);

/// Server hook `credential`: the key or the session that is shown, whether it is good or not.
std::string_view credential_of(const web::Request& http);

/// Server hook `signed_in`.
bool signed_in(const web::Request& http, Api& api);

/// Server hook `error_page` for programs (refusal.h); nothing for whoever is to have a page.
std::optional<web::Response> refusal(const web::Request& http, int status, const Error& error, const Api& api);

using web::kSessionCookie;

}  // namespace dl::api
