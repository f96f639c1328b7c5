#include "web/wire.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace dl::web {

EventQueue::EventQueue() : number_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (number_ < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
}

EventQueue::~EventQueue() { ::close(number_); }

Wire::Wire(int socket, const EventQueue& queue, void* whom) : socket_(socket), queue_(queue) {
  epoll_event event = {};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = whom;
  if (::epoll_ctl(queue_.number(), EPOLL_CTL_ADD, socket_, &event) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

// Taken out of the queue first: a child process that is just being started may hold the socket open a little longer,
// and the queue would tell of it for as long.
void Wire::close() {
  if (!is_open()) return;
  ::epoll_ctl(queue_.number(), EPOLL_CTL_DEL, socket_, nullptr);
  ::close(std::exchange(socket_, -1));
}

void Wire::finish() { ::shutdown(socket_, SHUT_WR); }

void Wire::hear(std::uint32_t events) {
  constexpr std::uint32_t kEnd = EPOLLRDHUP | EPOLLHUP | EPOLLERR;
  if ((events & (EPOLLIN | kEnd)) != 0) readable_ = true;
  if ((events & kEnd) != 0) ended_ = true;
}

Wire::Got Wire::read(std::pair<char*, std::size_t> room, std::size_t& count) {
  count = 0;
  if (!readable_) return Got::Nothing;
  ssize_t got = 0;
  do got = ::recv(socket_, room.first, room.second, 0);
  while (got < 0 && errno == EINTR);
  if (got < 0 && errno == EAGAIN) {
    readable_ = false;
    return Got::Nothing;
  }
  if (got <= 0) return Got::End;
  count = static_cast<std::size_t>(got);
  readable_ = ended_ || count == room.second;
  return Got::Some;
}

bool Wire::write(std::string_view head, std::string_view body, std::size_t& sent) {
  std::array<iovec, 2> parts = {iovec{const_cast<char*>(head.data()), head.size()},
                                iovec{const_cast<char*>(body.data()), body.size()}};
  msghdr message = {};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  ssize_t count = 0;
  do count = ::sendmsg(socket_, &message, MSG_NOSIGNAL);
  while (count < 0 && errno == EINTR);
  sent = count < 0 ? 0 : static_cast<std::size_t>(count);
  return count >= 0 || errno == EAGAIN;
}

}  // namespace dl::web
