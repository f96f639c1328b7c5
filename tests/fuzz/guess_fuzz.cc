// Feeds any word to the guess at what was meant, over the pairs of a few records: it ends, and what it names is found.
#include <xapian.h>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "search/guess.h"
#include "search/terms.h"

namespace {

using namespace dl::search;

Xapian::WritableDatabase pairs() {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (std::u32string_view words : {U"文明养犬管理实施细则", U"生活垃圾分类办法", U"户外广告和招牌设施管理规定"}) {
    Xapian::Document document;
    for (const auto& term : terms_of_run(words)) document.add_term(term);
    database.add_document(document);
  }
  return database;
}

}  // namespace

// The name and signature are libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto database = pairs();
  static const auto wordings = [] {
    Wordings words;
    words.add({"生活垃圾", "垃圾分类"}, {"生活垃圾", "垃圾分类"});
    return words;
  }();
  const auto run = dl::text::decode(std::string_view(reinterpret_cast<const char*>(bytes), size));
  std::u32string found;
  const auto meant = guess(run, database, wordings, [&](std::u32string_view word) -> std::size_t {
    if (word.size() % 2 != 0) return 0;
    found = word;
    return 1;
  });
  if (meant != found) std::abort();
  return 0;
}
