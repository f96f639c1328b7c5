// The registers of the demonstration, from data/demo/registers: records that are entered, checked, published and
// corrected by the people of their agency.
#pragma once

#include "app/demo_history.h"

namespace dl::app {

/// A step with a record, after it was entered.
struct DemoRecordStep {
  records::Step step = records::Step::Submit;
  Instant at = {};
  std::string say = {};
  std::string words = {};  ///< JSON, of a correction: all of them
};

/// A file of `data/demo/record_files` for a field of a record.
struct DemoRecordFile {
  std::string field = {};  ///< code
  std::string name = {};
};

struct DemoRecord {
  std::string about = {};  ///< "penalties.toml:12"
  std::string code = {};
  std::string agency = {};  ///< key in city.toml
  Instant at = {};          ///< of its entry
  std::string words = {};   ///< JSON, without its files
  std::vector<DemoRecordFile> files = {};
  std::vector<DemoRecordStep> steps = {};
  bool none = false;    ///< declares that the period before `at` had no records
  std::int64_t id = 0;  ///< once it is entered
};

/// Failures name file and line.
Outcome<std::vector<DemoRecord>> read_demo_records(Date today);

/// Takes records through their lives.
class DemoRegisters {
 public:
  /// Who enters and who checks is found among the cast by their rights.
  DemoRegisters(Installation& installation, DemoPast& past, const std::map<std::string, std::int64_t>& agencies,
                const DemoCast& cast);

  /// The record must live as long as the history. Fault::Invalid `data.invalid` where nobody has a part.
  Outcome<void> tell(DemoHistory& history, DemoRecord& record);
  /// What the service does each night: takes from the public what was shown as long as the law says.
  void tell_night(DemoHistory& history, Date day);

 private:
  struct Hands {
    std::int64_t agency = 0;
    accounts::Principal keeper = {};
    accounts::Principal checker = {};
  };
  /// Words with the record's files, which are handed in.
  Outcome<records::Read> read_words(const DemoRecord& record, const std::string& words, const Hands& hands);
  Outcome<void> enter(DemoRecord& record, const Hands& hands);
  Outcome<void> declare_none(const DemoRecord& record, const Hands& hands);
  Outcome<void> take(const DemoRecord& record, const DemoRecordStep& step, const Hands& hands);

  const records::Registers& registers_;
  records::RecordDesk desk_;
  std::map<std::string, Hands> hands_ = {};
};

}  // namespace dl::app
