// Values as bytes between two processes of one program, small where they are small; what is taken out is checked.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dl::intake {

/// Puts values one behind the other.
class Out {
 public:
  void byte(std::uint8_t value) { bytes_ += static_cast<char>(value); }
  /// Seven bits a byte, the lowest first.
  void number(std::uint64_t value) {
    for (; value > 127; value >>= 7U) byte(static_cast<std::uint8_t>(value | 128U));
    byte(static_cast<std::uint8_t>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void real(double value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void place(std::uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  std::size_t size() const { return bytes_.size(); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_ = {};
};

/// Takes them; what is none of them spoils the rest.
class In {
 public:
  explicit In(std::string_view bytes) : rest_(bytes) {}

  bool good() const { return good_; }
  bool whole() const { return good_ && rest_.empty(); }
  void spoil() {
    good_ = false;
    rest_ = {};
  }
  std::uint8_t byte() {
    if (rest_.empty()) {
      spoil();
      return 0;
    }
    const auto value = static_cast<std::uint8_t>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  bool flag() { return below(2) == 1; }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 63; shift += 7) {
      const auto part = byte();
      value |= std::uint64_t{part & 127U} << shift;
      if (part < 128) return value;
    }
    spoil();
    return 0;
  }
  /// A number that is less than `most`.
  std::uint64_t below(std::uint64_t most) {
    const auto value = number();
    if (value < most) return value;
    spoil();
    return 0;
  }
  std::string_view bytes() {
    const auto size = number();
    if (size > rest_.size()) {
      spoil();
      return {};
    }
    const auto value = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return value;
  }
  std::string_view text() {
    const auto value = bytes();
    if (!text::is_utf8(value)) spoil();
    return good_ ? value : std::string_view();
  }
  double real() {
    double value = 0;
    if (rest_.size() < sizeof value) {
      spoil();
      return 0;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    if (std::isfinite(value)) return value;
    spoil();
    return 0;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace dl::intake
