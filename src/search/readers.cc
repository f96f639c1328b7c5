#include "search/readers.h"

#include <xapian.h>

namespace dl::search {

Readers::Reader::Reader() = default;
Readers::Reader::Reader(Reader&&) noexcept = default;
Readers::Reader::~Reader() = default;

Readers::Readers(std::filesystem::path path) : path_(std::move(path)) {}
Readers::~Readers() = default;

Readers::Reader Readers::borrow() {
  std::uint64_t revision = revision_.load(std::memory_order_acquire);
  std::filesystem::path path;
  Reader fresh;
  {
    Lock lock(mutex_);
    if (!idle_.empty()) {
      Reader reader = std::move(idle_.back());
      idle_.pop_back();
      if (reader.revision == revision) return reader;
      reader.database->reopen();
      reader.revision = revision;
      return reader;
    }
    path = path_;
    fresh.place = place_;
  }
  fresh.database = std::make_unique<Xapian::Database>(path.string());
  fresh.revision = revision;
  return fresh;
}

void Readers::give_back(Reader reader) {
  Lock lock(mutex_);
  if (reader.place == place_ && idle_.size() < kKept) idle_.push_back(std::move(reader));
}

void Readers::moved(std::filesystem::path path) {
  Lock lock(mutex_);
  path_ = std::move(path);
  ++place_;
  idle_.clear();
  committed();
}

}  // namespace dl::search
