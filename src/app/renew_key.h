// Exchanges the key of the installation (accounts.key) for a new one, without anybody having to bind or enter anything
// anew: what is sealed in the database is sealed under the new key, and the digests of contents in the journal are
// taken with it.
//
// 1. The contents are held against the journal under the old key, for afterwards nobody can.
// 2. The new key is put before the old one in the file. From here on everything new is sealed by it.
// 3. What lies under the old key is sealed anew, some hundred rows a transaction.
// 4. Digests of contents are taken once under the new key, on the record.
// 5. The old key leaves the file.
//
// A program that is ended anywhere between goes on from there when it is called again. No service may run meanwhile:
// one that does on this machine is noticed, others must be stopped and be given the file.
#pragma once

#include <functional>

#include "app/installation.h"

namespace dl::app {

struct KeyRenewal {
  std::string actor = {};
  std::string reason = {};           ///< owed; goes into the journal
  bool despite_differences = false;  ///< though contents and journal differ, or nothing can be said of them
  std::function<void(std::int64_t)> progress = {};
};

/// The number of the generation that the file has now, alone. Fault::Conflict `keys.in-use` while a service or another
/// renewal has the folder; `keys.differs` when the first step finds something.
Outcome<std::int64_t> renew_key(const std::filesystem::path& data, const KeyRenewal& renewal);

/// Says of the data folder that a service runs on it, as long as it lives. Several may.
class InUse {
 public:
  enum class By : std::uint8_t { Service, Renewal };
  /// Fault::Conflict `keys.in-use`: a renewal wants it for itself.
  static Outcome<InUse> claim(const std::filesystem::path& data, By by);
  InUse(InUse&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  InUse& operator=(InUse&&) = delete;
  ~InUse();

 private:
  explicit InUse(int handle) : handle_(handle) {}
  int handle_ = -1;
};

}  // namespace dl::app
