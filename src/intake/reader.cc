#include "intake/reader.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "intake/confine.h"
#include "intake/decode.h"
#include "intake/parcel.h"
#include "intake/table_parcel.h"

namespace dl::intake {

namespace {

constexpr int kSocket = 0;

bool receive(void* to, std::size_t size) {
  auto* bytes = static_cast<char*>(to);
  while (size > 0) {
    auto count = ::read(kSocket, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

bool send(const void* from, std::size_t size) {
  const auto* bytes = static_cast<const char*>(from);
  while (size > 0) {
    auto count = ::write(kSocket, bytes, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

bool receive(std::string& bytes, std::uint64_t size) {
  bytes.resize(size);
  return receive(bytes.data(), bytes.size());
}

Outcome<Found> read_here(std::string_view wish, std::string bytes) {
  DL_TRY(auto opened, open_wish(wish));
  auto& [source, options] = opened;
  source.bytes = std::move(bytes);
  return read_document(source, options);
}

std::string refuse(Task task, Error error) {
  return task == Task::Document ? pack_answer(Failure(std::move(error))) : pack_failure(error);
}

std::string answer_to(Task task, std::string_view wish, std::string bytes) {
  try {
    if (task == Task::Table) return pack_table(bytes, wish.empty() ? std::nullopt : std::optional(wish.front()));
    if (task == Task::Marks) return mark_packed(wish, bytes);
    return pack_answer(read_here(wish, std::move(bytes)));
  } catch (const std::bad_alloc&) {
    return refuse(task, {Fault::TooLarge, "intake.too-costly", "out of memory"});
  } catch (const std::exception& thrown) {
    return refuse(task, {Fault::Unreadable, "intake.broken", thrown.what()});
  }
}

int serve(std::chrono::milliseconds time) {
  WishHead head;
  std::string wish, bytes;
  while (receive(&head, sizeof head)) {
    if (!receive(wish, head.wish) || !receive(bytes, head.bytes)) return 1;
    allow_time(time);
    auto answer = answer_to(head.task, wish, std::move(bytes));
    const AnswerHead said{answer.size(), peak_memory()};
    if (!send(&said, sizeof said) || !send(answer.data(), answer.size())) return 1;
  }
  return 0;
}

}  // namespace

std::optional<int> act_as_reader(int argc, char** argv) {
  if (argc != 3 || argv[1] != kReaderCommand) return std::nullopt;
  // ICU opens its tables the first time that it converts; afterwards nothing can be opened.
  static_cast<void>(decode("\xCD\xA8", Format::Text));
  close_system();
  try {
    ::_exit(serve(std::chrono::milliseconds(std::strtoll(argv[2], nullptr, 10))));
  } catch (const std::bad_alloc&) {
    ::_exit(3);
  }
}

}  // namespace dl::intake
