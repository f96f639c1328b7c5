// What came from a socket and was not used yet. Small while a connection is idle.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>

namespace dl::web {

class InputBuffer {
 public:
  static constexpr std::size_t kIdle = 2048;

  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  bool empty() const { return begin_ == end_; }

  /// Makes room for at least `size` more bytes; views become invalid.
  std::pair<char*, std::size_t> space(std::size_t size) {
    if (capacity_ - end_ < size) make_room(size);
    return {bytes_.get() + end_, capacity_ - end_};
  }
  void commit(std::size_t size) { end_ += size; }

  /// Forgets bytes from the front; views of later bytes stay valid.
  void consume(std::size_t size) {
    begin_ += size;
    if (begin_ == end_) begin_ = end_ = 0;
  }

  /// Gives memory back when nothing is left.
  void relax() {
    if (!empty() || capacity_ <= kIdle) return;
    bytes_.reset();
    capacity_ = begin_ = end_ = 0;
  }

 private:
  void make_room(std::size_t size) {
    auto used = end_ - begin_;
    auto wanted = std::max(kIdle, capacity_);
    while (wanted < used + size) wanted *= 2;
    if (wanted == capacity_) {
      std::memmove(bytes_.get(), bytes_.get() + begin_, used);
    } else {
      std::unique_ptr<char[]> larger(new char[wanted]);  // not set to zero
      if (used > 0) std::memcpy(larger.get(), bytes_.get() + begin_, used);
      bytes_ = std::move(larger);
      capacity_ = wanted;
    }
    begin_ = 0;
    end_ = used;
  }

  std::unique_ptr<char[]> bytes_ = {};
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace dl::web
