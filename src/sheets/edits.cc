#include "sheets/edits.h"

#include <algorithm>
#include <array>

namespace dl::sheets {

/// Makes the next piece ready, which may be empty.
Outcome<void> EditedStream::fill() {
  std::array<char, 1U << 16U> piece;
  DL_TRY(const auto count, stream_.read(piece.data(), piece.size()));
  at_end_ = count == 0;
  ready_.clear();
  given_ = 0;
  std::string_view rest(piece.data(), count);
  auto take = [&](std::uint64_t bytes) {
    const auto taken = rest.substr(0, std::min<std::uint64_t>(bytes, rest.size()));
    rest.remove_prefix(taken.size());
    place_ += taken.size();
    return taken;
  };
  while (true) {
    skip_ -= take(skip_).size();
    if (skip_ > 0) break;
    const auto until = next_ < edits_->size() ? (*edits_)[next_].from : UINT64_MAX;
    ready_ += take(until - place_);
    if (place_ != until) break;
    ready_ += (*edits_)[next_].text;
    skip_ = (*edits_)[next_++].size;
  }
  return {};
}

Outcome<std::size_t> EditedStream::read(char* to, std::size_t room) {
  while (given_ == ready_.size() && !at_end_) DL_CHECK(fill());
  const auto count = std::min(room, ready_.size() - given_);
  std::copy_n(ready_.data() + given_, count, to);
  given_ += count;
  return count;
}

}  // namespace dl::sheets
