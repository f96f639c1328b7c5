// Changes of a stream of bytes by their places.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sheets/package.h"

namespace dl::sheets {

/// In place of `size` bytes from `from` on.
struct Edit {
  std::uint64_t from = 0;
  std::uint64_t size = 0;
  std::string text = {};
};

/// Passes a part on with its edits made, piece by piece. The edits are in order and do not overlap.
class EditedStream {
 public:
  EditedStream(Package::Stream stream, const std::vector<Edit>& edits) : stream_(std::move(stream)), edits_(&edits) {}

  /// As Package::Stream::read.
  Outcome<std::size_t> read(char* to, std::size_t room);

 private:
  Outcome<void> fill();

  Package::Stream stream_;
  const std::vector<Edit>* edits_;
  std::size_t next_ = 0;     ///< edit
  std::uint64_t place_ = 0;  ///< of the stream that has been taken
  std::uint64_t skip_ = 0;   ///< bytes still to leave out
  std::string ready_ = {};
  std::size_t given_ = 0;  ///< of ready_
  bool at_end_ = false;
};

}  // namespace dl::sheets
