#include "search/stored.h"

#include "base/text.h"
#include "search/terms.h"

namespace dl::search {
namespace {

void put_number(std::string& out, std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value);
  rest = (rest << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0);  // small negative numbers stay short
  for (; rest >= 0x80; rest >>= 7) out.push_back(static_cast<char>((rest & 0x7F) | 0x80));
  out.push_back(static_cast<char>(rest));
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, static_cast<std::int64_t>(text.size()));
  out.append(text);
}

/// Takes numbers and texts from the front; `good` turns false at the first that is not there.
struct Taker {
  std::string_view rest;
  bool good = true;

  std::int64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest.empty()) break;
      auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
    }
    good = false;
    return 0;
  }
  std::string_view text() {
    std::int64_t size = number();
    if (!good || size < 0 || static_cast<std::uint64_t>(size) > rest.size()) {
      good = false;
      return {};
    }
    auto taken = rest.substr(0, static_cast<std::size_t>(size));
    rest.remove_prefix(taken.size());
    return taken;
  }
};

/// The plain form, or nothing where it is the same: most titles need no second copy.
std::string plain_if_other(std::string_view text) {
  auto plain = plain_words(text);
  return plain == text ? std::string() : plain;
}

}  // namespace

std::uint32_t docid_of(RecordId id) {
  constexpr int kNumberBits = 27;
  if (id.source < 0 || id.source >= kMostSources || id.number < 1 || id.number > kLargestNumber) return 0;
  return static_cast<std::uint32_t>(id.source) << kNumberBits | static_cast<std::uint32_t>(id.number);
}

std::string pack(const Record& record) {
  std::string out;
  out.reserve(record.body.size() + record.title.size() + 128);
  put_number(out, record.id.source);
  put_number(out, record.id.number);
  put_text(out, pack_facets(record));
  put_number(out, record.published_at.milliseconds());
  put_text(out, record.title);
  put_text(out, plain_if_other(record.title));
  put_text(out, record.document_number);
  put_text(out, plain_if_other(record.document_number));
  put_text(out, record.index_number);
  put_text(out, record.address);
  put_text(out, record.validity);
  put_text(out, plain_words(text::cut_bytes(record.body, kLongestBody)));
  return out;
}

std::optional<Stored> unpack(std::string_view bytes) {
  Taker taker{bytes};
  Stored stored;
  stored.id.source = static_cast<int>(taker.number());
  stored.id.number = taker.number();
  stored.facets = taker.text();
  stored.published_at = taker.number();
  stored.title = taker.text();
  stored.plain_title = taker.text();
  stored.document_number = taker.text();
  stored.plain_number = taker.text();
  stored.index_number = taker.text();
  stored.address = taker.text();
  stored.validity = taker.text();
  stored.body = taker.text();
  if (!taker.good || !taker.rest.empty()) return std::nullopt;
  if (stored.plain_title.empty()) stored.plain_title = stored.title;
  if (stored.plain_number.empty()) stored.plain_number = stored.document_number;
  return stored;
}

std::string pack_facets(const Record& record) {
  std::string out;
  put_number(out, record.agency);
  put_number(out, record.column);
  put_number(out, record.year);
  out.append(record.kind);
  return out;
}

std::optional<FacetValues> unpack_facets(std::string_view bytes) {
  Taker taker{bytes};
  FacetValues values;
  values.agency = taker.number();
  values.column = taker.number();
  values.year = static_cast<int>(taker.number());
  values.kind = taker.rest;
  return taker.good ? std::optional(values) : std::nullopt;
}

std::string sortable(std::int64_t value) {
  auto bits = static_cast<std::uint64_t>(value) ^ (std::uint64_t{1} << 63);
  std::string out(8, '\0');
  for (std::size_t i = 8; i-- > 0; bits >>= 8) out[i] = static_cast<char>(bits & 0xFF);
  return out;
}

}  // namespace dl::search
