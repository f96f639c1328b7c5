// fault_writer ADDRESS FIRST: writes notes from number FIRST on until it is killed. A number goes to
// standard output once its write has been acknowledged.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "tests/fault/notes.h"

int main(int count, char** words) {
  if (count != 3) return 2;
  auto database = dl::db::Database::open({.address = words[1], .readers = 1});
  if (!database || !(*database)->migrate(dl::fault::migrations())) return 3;
  dl::SystemClock clock;
  dl::journal::Journal journal(**database, clock);
  for (std::int64_t id = std::atoll(words[2]);; ++id) {
    auto written = dl::fault::write_note(journal, id, std::string(200, 'x'));
    if (!written) {
      std::fprintf(stderr, "%s\n", dl::describe(written.error()).c_str());
      return 4;
    }
    auto line = std::to_string(id) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) return 5;
  }
}
