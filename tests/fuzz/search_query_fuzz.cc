// Feeds any bytes to the query language, and the query it becomes to the same bytes as a text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "search/query_language.h"
#include "search/stored.h"
#include "search/terms.h"
#include "search/text_match.h"

// The name and signature are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace dl::search;
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  auto parsed = parse_query(text);
  auto body = plain_words(text);
  std::string_view fields[] = {body};
  (void)PhraseMatch(parsed.phrases).holds(fields);
  for (auto by : {MarkBy::Runs, MarkBy::Pairs}) {
    auto needles = needles_of(parsed.phrases, by);
    auto snippet = make_snippet(body, needles);
    if (!dl::text::is_utf8(snippet.marked.text)) std::abort();
    for (const auto& span : find_spans_unfolded(text, needles)) {
      if (span.start + span.length > text.size()) std::abort();
    }
  }
  (void)unpack(text);
  return 0;
}
