// Any bytes as an mbox, of which each message is kept within a limit.
#include <cstdlib>
#include <sstream>

#include "mail/mailbox.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::size_t kLargest = 1'000;
  std::istringstream in(std::string(reinterpret_cast<const char*>(bytes), size));
  dl::mail::MboxReader reader(in, kLargest);
  std::size_t all = 0;
  for (dl::mail::Stored message; reader.next(message);) {
    all += message.bytes.size();
    if (message.bytes.size() > kLargest || (message.too_large && !message.bytes.empty())) std::abort();
  }
  if (all > size) std::abort();
  return 0;
}
