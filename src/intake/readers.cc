#include "intake/readers.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <cerrno>

#include "intake/decode.h"
#include "intake/draft.h"
#include "intake/office_file.h"
#include "intake/parcel.h"
#include "intake/pdf_file.h"

namespace dl::intake {

namespace {

constexpr std::size_t kTired = 192U << 20U;       ///< a child that has had so much resident is replaced
constexpr std::size_t kMostAnswer = 160U << 20U;  ///< bytes: words and pictures

bool try_again() { return errno == EINTR || errno == EAGAIN; }

bool send_all(int socket, const void* from, std::size_t size, const Patience& patience) {
  const auto* bytes = static_cast<const char*>(from);
  while (size > 0) {
    if (!wait_for(socket, POLLOUT, patience)) return false;
    auto sent = ::send(socket, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && try_again()) continue;
    if (sent <= 0) return false;
    bytes += sent;
    size -= static_cast<std::size_t>(sent);
  }
  return true;
}

bool receive_all(int socket, void* to, std::size_t size, const Patience& patience) {
  auto* bytes = static_cast<char*>(to);
  while (size > 0) {
    if (!wait_for(socket, POLLIN, patience)) return false;
    auto count = ::recv(socket, bytes, size, MSG_DONTWAIT);
    if (count < 0 && try_again()) continue;
    if (count <= 0) return false;
    bytes += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

bool send_wish(int socket, Task task, std::string_view wish, std::string_view bytes, const Patience& patience) {
  const WishHead head{task, wish.size(), bytes.size()};
  return send_all(socket, &head, sizeof head, patience) && send_all(socket, wish.data(), wish.size(), patience) &&
         send_all(socket, bytes.data(), bytes.size(), patience);
}

Failure too_costly(std::string why) { return fail(Fault::TooLarge, "intake.too-costly", std::move(why)); }
Failure busy() { return fail(Fault::Unavailable, "intake.busy"); }

}  // namespace

Outcome<Found> Readers::read(const Source& source, const Options& options) {
  if (source.bytes.size() > options.max_bytes) return fail(Fault::TooLarge, "intake.too-large", source.file_name);
  DL_CHECK(take_turn());
  auto found = read_in_turn(source, options);
  end_turn();
  return found;
}

Outcome<Table> Readers::read_table(std::string_view bytes, std::optional<char> separator) {
  const auto wish = separator ? std::string(1, *separator) : std::string();
  DL_TRY(auto answer, ask_in_turn(Task::Table, wish, bytes));
  return Table::open(std::move(answer));
}

Outcome<std::string> Readers::mark_workbook(std::string_view bytes, const sheets::Marking& marking) {
  DL_TRY(auto answer, ask_in_turn(Task::Marks, pack_marking(marking), bytes));
  return open_marked(std::move(answer));
}

Outcome<std::string> Readers::ask_in_turn(Task task, std::string_view wish, std::string_view bytes) {
  DL_CHECK(take_turn());
  auto answer = ask(task, wish, bytes);
  end_turn();
  return answer;
}

Outcome<void> Readers::take_turn() {
  Lock lock(mutex_);
  auto may_go = [this]() DL_REQUIRES(mutex_) { return closed_ || reading_ < limits_.children; };
  if (!may_go()) {
    if (waiting_ >= limits_.waiting) return busy();
    ++waiting_;
    turn_.wait(lock, may_go);
    --waiting_;
    if (closed_) turn_.notify_all();
  }
  if (closed_) return busy();
  ++reading_;
  return {};
}

void Readers::end_turn() {
  const Lock lock(mutex_);
  --reading_;
  turn_.notify_all();
}

Outcome<Found> Readers::read_in_turn(const Source& source, const Options& options) {
  const auto format = format_of(source.file_name, source.bytes);
  if (format == Format::Office) {
    DL_TRY(auto docx, convert_office(source, stop_.get_token()));
    DL_TRY(auto found, ask_child({source.file_name, std::move(docx)}, options));
    warn(found, "file-converted", "文件由 LibreOffice 转换成 docx 后读入，请对照原件核对。");
    return found;
  }
  if (format != Format::Pdf) return ask_child(source, options);
  DL_TRY(auto text,
         take_pdf_text(source.bytes, {.time = limits_.time, .memory = limits_.memory, .stop = stop_.get_token()}));
  return ask_child({source.file_name, std::move(text), Form::PdfText}, options);
}

Outcome<Found> Readers::ask_child(const Source& source, const Options& options) {
  DL_TRY(const auto answer, ask(Task::Document, pack_wish(source, options), source.bytes));
  return open_answer(answer);
}

Outcome<std::string> Readers::ask(Task task, std::string_view wish, std::string_view bytes) {
  DL_TRY(auto child, take_child());
  const Patience patience{std::chrono::steady_clock::now() + limits_.time, stop_.get_token()};
  auto socket = child->socket.get();
  AnswerHead head;
  if (!send_wish(socket, task, wish, bytes, patience) || !receive_all(socket, &head, sizeof head, patience))
    return why_nothing(*child, patience);
  if (head.answer > kMostAnswer) return too_costly("the answer is too large");
  std::string answer(head.answer, '\0');
  if (!receive_all(socket, answer.data(), answer.size(), patience)) return why_nothing(*child, patience);
  if (++child->files < limits_.files && head.memory < kTired) {
    const Lock lock(mutex_);
    idle_.push_back(std::move(child));
  }
  return answer;
}

Failure Readers::why_nothing(Child& child, const Patience& patience) const {
  if (patience.stop.stop_requested()) return busy();
  if (std::chrono::steady_clock::now() >= patience.until) return too_costly("out of time");
  auto status = child.process.wait();
  if (WIFEXITED(status) && WEXITSTATUS(status) >= 126) return fail(Fault::Unavailable, "intake.reader");
  return too_costly(fmt::format("the reading process ended with status {}", status));
}

Outcome<std::unique_ptr<Readers::Child>> Readers::take_child() {
  {
    const Lock lock(mutex_);
    if (!idle_.empty()) {
      auto child = std::move(idle_.back());
      idle_.pop_back();
      return child;
    }
  }
  return start_child();
}

Outcome<std::unique_ptr<Readers::Child>> Readers::start_child() const {
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail(Fault::Unavailable, "intake.reader", "no descriptors");
  Descriptor ours(ends[0]), theirs(ends[1]);
  // A child may outlive the thread that started it, to read for another; it ends with its socket.
  auto process = start_process({"/proc/self/exe", std::string(kReaderCommand), fmt::format("{}", limits_.time.count())},
                               {theirs.get()}, {.memory = limits_.memory, .time = limits_.time}, Orphan::Lives);
  if (!process) return fail(Fault::Unavailable, "intake.reader", process.error().detail);
  auto child = std::make_unique<Child>();
  child->process = std::move(*process);
  child->socket = std::move(ours);
  return child;
}

void Readers::stop(std::chrono::milliseconds grace) {
  Lock lock(mutex_);
  closed_ = true;
  turn_.notify_all();
  auto done = [this]() DL_REQUIRES(mutex_) { return reading_ == 0 && waiting_ == 0; };
  turn_.wait_for(lock, grace, done);
  stop_.request_stop();
  turn_.wait(lock, done);
  idle_.clear();
}

}  // namespace dl::intake
