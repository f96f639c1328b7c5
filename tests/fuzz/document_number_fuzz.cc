// Document numbers: what is read has a canonical form that is read as itself, without departures;
// what is found lies inside the text.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/identifiers.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (auto number = dl::DocumentNumber::parse(bytes)) {
    auto again = dl::DocumentNumber::parse(number->text());
    require(again && again->text() == number->text() && again->departures.empty());
  }
  for (const auto& hit : dl::find_document_numbers(bytes)) {
    require(hit.size > 0 && hit.offset + hit.size <= size);
    auto again = dl::DocumentNumber::parse(hit.number.text());
    require(again && again->departures.empty());
  }
  if (auto number = dl::IndexNumber::parse(bytes)) require(*dl::IndexNumber::parse(number->text()) == *number);
  static_cast<void>(dl::check_credit_code(bytes));
  static_cast<void>(dl::check_resident_number(bytes));
  return 0;
}
