// Enters and publishes the examples of every register, and writes what everybody may take away of them into a folder.
//
//   open_data_dump FOLDER
//
// Prints a line a register: its code, and how many of its examples are in the files.
#include "records/desk_fixture.h"
#include "records/open_data.h"

namespace dl::records {
namespace {

/// As early as the examples of the register are: what they show must not be over.
Date first_day(const Register& made) {
  auto day = made.changes.back().on;
  for (const auto& one : made.cases)
    if (one.problems.empty() && one.today) day = std::max(day, *one.today);
  return day;
}

bool publish(Office& office, const Register& made, const Case& one) {
  try {
    office.published(made.code, example(made, one.name));
    return true;
  } catch (const std::runtime_error&) {
    return false;  // the same key as another example, or withheld, or over: it is not public
  }
}

int run(const std::string& folder) {
  Office office(test::Store::SqliteMemory, Office::load());
  OpenData open(office.journal_, {office.registers_, office.projection_, folder});
  Date last;
  for (const auto& [code, made] : office.registers_.all()) {
    office.clock_.set(Instant::at(first_day(made), 9, 30));
    last = std::max(last, first_day(made));
    int published = 0;
    for (const auto& one : made.cases)
      if (one.problems.empty() && publish(office, made, one)) ++published;
    must(open.make_what_is_due());
    fmt::print("{} {}\n", code, published);
  }
  return 0;
}

}  // namespace
}  // namespace dl::records

int main(int count, char** arguments) { return count == 2 ? dl::records::run(arguments[1]) : 2; }
