// A set of values of an enumeration. Pure.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace dl {

/// A set of values that count from 0 to N - 1, in as many words of 64 bits as that takes: it grows with the
/// enumeration. A value beyond does not compile, or throws std::out_of_range.
template <class E, std::size_t N>
class EnumSet {
 public:
  constexpr EnumSet() = default;
  template <std::same_as<E>... More>
  constexpr explicit EnumSet(E first, More... more) {
    add(first);
    (add(more), ...);
  }

  constexpr bool has(E value) const { return (words_.at(place(value)) & bit(value)) != 0; }
  constexpr bool empty() const { return words_ == decltype(words_)(); }
  constexpr EnumSet with(E value) const {
    EnumSet more = *this;
    more.add(value);
    return more;
  }
  /// Whether any value is in both.
  constexpr bool meets(const EnumSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if ((words_[i] & other.words_[i]) != 0) return true;
    return false;
  }
  /// Whether every value is in the other one, too.
  constexpr bool within(const EnumSet& other) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      if ((words_[i] & ~other.words_[i]) != 0) return false;
    return true;
  }
  friend constexpr bool operator==(const EnumSet&, const EnumSet&) = default;

 private:
  static constexpr std::size_t kBits = 64;
  static constexpr std::size_t place(E value) {
    const auto number = static_cast<std::size_t>(value);
    return number < N ? number / kBits : N;
  }
  static constexpr std::uint64_t bit(E value) { return std::uint64_t{1} << (static_cast<std::size_t>(value) % kBits); }
  constexpr void add(E value) { words_.at(place(value)) |= bit(value); }

  std::array<std::uint64_t, (N + kBits - 1) / kBits> words_ = {};
};

}  // namespace dl
