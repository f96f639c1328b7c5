// Any bytes as an e-mail: what is read is words that a database takes, and names that are no paths.
#include <cstdlib>

#include "base/text.h"
#include "mail/message.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto read = dl::mail::read_message({reinterpret_cast<const char*>(bytes), size});
  if (!read) return 0;
  for (const auto* words : {&read->from, &read->from_name, &read->to, &read->message_id, &read->subject, &read->text})
    if (!dl::text::is_utf8(*words) || !dl::text::is_writable(*words)) std::abort();
  for (const auto& file : read->attachments)
    if (file.name.empty() || file.name.find_first_of("/\\") != std::string::npos) std::abort();
  return 0;
}
