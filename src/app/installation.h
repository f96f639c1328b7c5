// An installation: a data directory, opened. Holds the database, the journal and the directory of
// agencies; every command and the server start from one.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "accounts/keys.h"
#include "accounts/people_desk.h"
#include "accounts/sessions.h"
#include "accounts/sign_in.h"
#include "agencies/agency_desk.h"
#include "agencies/directory.h"
#include "agencies/site_desk.h"
#include "app/settings.h"
#include "app/simulated_clock.h"
#include "app/upgrade.h"
#include "journal/journal.h"
#include "publications/document_desk.h"
#include "records/carried.h"
#include "records/import_desk.h"
#include "records/open_data.h"
#include "records/record_desk.h"
#include "work/open_work.h"

namespace dl::app {

class Installation {
 public:
  /// Makes the directory, its settings file and an empty database; `database` is its address, empty
  /// for the file in the directory. Fault::Conflict `installation.exists` when there is one already,
  /// `installation.database-used` when the database has agencies, `installation.database-simulated` when it was begun
  /// as a simulation and has none. A beginning that fails leaves nothing in the directory, and no more in a database
  /// elsewhere than empty tables.
  static Outcome<std::unique_ptr<Installation>> create(const std::filesystem::path& data,
                                                       const std::string& database = {}) {
    return make(data, database, {});
  }
  /// The same as a simulation whose clock begins at `begin`, which begin_with() writes down. Nothing makes one of an
  /// installation that is there: Fault::Conflict `simulation.real` when the database has anything in its journal.
  static Outcome<std::unique_ptr<Installation>> create_simulation(const std::filesystem::path& data,
                                                                  const std::string& database, Instant begin) {
    return make(data, database, begin);
  }
  /// Opens an existing one; what is done about tables of an older program is said in upgrade.h. Fault::NotFound
  /// `installation.missing`.
  static Outcome<std::unique_ptr<Installation>> open(const std::filesystem::path& data,
                                                     Schema schema = Schema::AsItIs) {
    return open(data, {.schema = schema});
  }

  /// Writes the first agency by `found`. Of a simulation its mark comes in the same transaction: a database has both,
  /// or neither. Where there is an agency already, just calls it.
  Outcome<void> begin_with(const std::function<Outcome<void>()>& found);

  /// Takes away what `create` made there and nothing else: for a beginning that failed.
  static void discard(const std::filesystem::path& data);

  const std::filesystem::path& folder() const { return data_; }
  const Settings& settings() const { return settings_; }
  std::string database_address() const;
  /// By which documents, matters, registers and figures go: in a simulation it can be set.
  const Clock& clock() const {
    if (simulated_clock_) return *simulated_clock_;
    return real_clock_;
  }
  /// For what measures how long ago something was.
  const Clock& real_clock() const { return real_clock_; }
  bool is_simulation() const { return simulated_clock_.has_value(); }
  /// Sets the clock of a simulation, here at once and in other processes within a second. Fails as
  /// journal::set_simulated_clock.
  Outcome<void> set_clock(Instant at, const std::string& actor);
  Outcome<void> run_clock_to(Instant at) { return set_clock(at, "system:administrator"); }
  /// Takes over what other processes have made of the clock.
  Outcome<void> reread_clock();
  db::Database& database() { return *database_; }
  journal::Journal& journal() { return *journal_; }
  /// The journal for people, sessions and keys, which go by the real clock. The same one in a real installation.
  journal::Journal& access_journal() { return access_journal_ ? *access_journal_ : *journal_; }
  agencies::DirectoryHolder& directory() { return directory_; }
  const accounts::SealingKey& sealing_key() const { return *sealing_key_; }
  static constexpr const char* kKeyFile = "accounts.key";
  std::filesystem::path key_file() const { return data_ / kKeyFile; }
  /// For files that last as long as a request. Made when it is not there.
  std::filesystem::path temporary_folder() const;
  /// The key under which the journal has digests of the contents (journal::Seals).
  std::string seal_key() const { return sealing_key_->derive("seals of the journal"); }
  /// The key under which questions that few have asked are known again (questions::Gathering).
  std::string question_key() const { return sealing_key_->derive("questions that few have asked"); }
  /// Files for everybody to take away (records::OpenData); made anew when it is not there.
  std::filesystem::path open_data_folder() const { return data_ / "open-data"; }
  std::filesystem::path index_folder() const { return data_ / "index"; }
  const work::OpenWork& open_work() const { return *work_; }
  const records::Registers& registers() const { return carried_->registers; }
  const records::Projection& projection() const { return *projection_; }

  agencies::AgencyDesk agency_desk() { return agencies::AgencyDesk(*journal_); }
  agencies::SiteDesk site_desk() { return {*journal_, directory_}; }
  publications::DocumentDesk document_desk() { return {*journal_, directory_}; }
  records::ImportDesk import_desk() { return {*journal_, {registers(), *projection_, carried_->laws, *sealing_key_}}; }
  records::OpenData open_data() { return {*journal_, {registers(), *projection_, open_data_folder()}}; }
  records::RecordDesk record_desk() { return record_desk(*journal_); }
  /// For a journal of another clock.
  records::RecordDesk record_desk(journal::Journal& journal) {
    return {journal, {registers(), *projection_, carried_->laws, *sealing_key_}};
  }

  accounts::PeopleDesk people_desk() { return {access_journal(), policy_of(settings_)}; }
  accounts::Sessions sessions() { return {access_journal(), policy_of(settings_)}; }
  accounts::SignIn sign_in() { return {access_journal(), policy_of(settings_), *sealing_key_}; }
  accounts::Keys keys() { return accounts::Keys(access_journal()); }

 private:
  static Outcome<std::unique_ptr<Installation>> make(const std::filesystem::path& data, const std::string& database,
                                                     std::optional<Instant> begin);
  struct Opening {
    Schema schema = Schema::AsItIs;
    bool is_new = false;                ///< nothing may be there
    std::optional<Instant> begin = {};  ///< of the clock of a new simulation
  };
  static Outcome<std::unique_ptr<Installation>> open(const std::filesystem::path& data, const Opening& opening);
  explicit Installation(std::filesystem::path data) : data_(std::move(data)) {}
  Outcome<void> connect(const Opening& opening);
  Outcome<void> open_journals(std::optional<Instant> begin);
  std::unique_ptr<journal::Journal> journal_by(const Clock& clock);
  Outcome<void> list_open_work();
  Outcome<void> make_registers();

  std::filesystem::path data_;
  Settings settings_ = {};
  SystemClock real_clock_ = {};
  std::optional<SimulatedClock> simulated_clock_ = {};  ///< nothing in a real installation
  std::optional<std::int64_t> to_begin_ = {};           ///< offset in ms that begin_with() is to write
  std::optional<accounts::SealingKey> sealing_key_ = {};
  std::unique_ptr<db::Database> database_ = {};
  std::unique_ptr<const work::OpenWork> work_ = {};
  std::unique_ptr<journal::Journal> journal_ = {};
  std::unique_ptr<journal::Journal> access_journal_ = {};  ///< of a simulation alone
  std::shared_ptr<const records::Carried> carried_ = {};
  std::unique_ptr<const records::Projection> projection_ = {};  ///< points into the registers
  agencies::DirectoryHolder directory_ = {};
};

}  // namespace dl::app
