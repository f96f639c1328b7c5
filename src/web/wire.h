// A connected socket and what its thread's event queue has told about it. Internal to the server.
//
// The queue tells of each change once (EPOLLET), so a read that fills less than its room has taken all there was,
// and nobody asks the kernel again before it has told of more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace dl::web {

/// An epoll, which outlives the wires in it. Throws where the system has no room for one.
class EventQueue {
 public:
  EventQueue();
  ~EventQueue();
  EventQueue(const EventQueue&) = delete;
  EventQueue& operator=(const EventQueue&) = delete;

  int number() const { return number_; }

 private:
  int number_ = -1;
};

class Wire {
 public:
  enum class Got : std::uint8_t { Some, Nothing, End };

  /// Takes over a socket that never blocks and asks the queue to tell `whom` of it. Closed where that fails.
  Wire(int socket, const EventQueue& queue, void* whom);
  ~Wire() { close(); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  bool is_open() const { return socket_ >= 0; }
  int socket() const { return socket_; }
  void close();
  /// Says that nothing more will be sent.
  void finish();

  /// What the queue has told (EPOLLIN and so on).
  void hear(std::uint32_t events);

  /// Reads what is there and sets `count`; Nothing means: until the queue tells of more.
  Got read(std::pair<char*, std::size_t> room, std::size_t& count);

  /// Sends what fits of both parts, in one call, and sets `sent`. False when the other end is gone.
  bool write(std::string_view head, std::string_view body, std::size_t& sent);

 private:
  int socket_ = -1;
  const EventQueue& queue_;
  bool readable_ = true;
  bool ended_ = false;  // the other end sends no more: what comes last is its end
};

}  // namespace dl::web
