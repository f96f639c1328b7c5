#include "base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <thread>

#include "base/guarded.h"
#include "base/text.h"
#include "base/time.h"

namespace dl::log {
namespace {

constexpr std::string_view kLevels[] = {"debug", "info", "warning", "error"};
constexpr std::size_t kMostBytes = 2000;                       ///< of one text value
constexpr std::size_t kMany = 256 << 10;                       ///< bytes of lines that are written before their time
constexpr std::size_t kMost = 8 * kMany;                       ///< beyond them whoever adds a line writes them
constexpr auto kLongestKept = std::chrono::milliseconds(200);  ///< what a crash can lose; docs/operations.md says it

/// Field names under which personal data or secrets would come; their values are never written.
constexpr std::string_view kWithheld[] = {"address", "body",       "client_ip",      "cookie",   "email",    "form",
                                          "id_card", "ip",         "mobile",         "name",     "password", "person",
                                          "phone",   "query",      "remote_address", "resident", "secret",   "session",
                                          "token",   "user_agent", "words"};
static_assert(std::ranges::is_sorted(kWithheld));

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(std::string_view)> take) : take_(std::move(take)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    take_({message.payload.data(), message.payload.size()});
  }
  void flush_() override {}

  std::function<void(std::string_view)> take_;
};

/// Keeps lines for a moment and hands many on as one, from a thread of its own: writing costs a thread that serves
/// pages more than making the line did.
class GatheringSink final : public spdlog::sinks::sink {
 public:
  explicit GatheringSink(spdlog::sink_ptr onward) : onward_(std::move(onward)), thread_([this] { hand_on(); }) {}
  ~GatheringSink() override {
    {
      Lock lock(mutex_);
      ending_ = true;
    }
    due_.notify_one();
    thread_.join();
  }
  GatheringSink(const GatheringSink&) = delete;
  GatheringSink& operator=(const GatheringSink&) = delete;

  void log(const spdlog::details::log_msg& message) override {
    std::size_t before = 0, after = 0;
    {
      Lock lock(mutex_);
      before = waiting_.size();
      if (before > 0) waiting_ += '\n';
      waiting_.append(message.payload.data(), message.payload.size());
      after = waiting_.size();
    }
    if (before < kMany && after >= kMany) due_.notify_one();
    if (after >= kMost) flush();
  }
  void flush() override {
    Lock in_order(handing_on_);
    leaving_.clear();
    {
      Lock lock(mutex_);
      leaving_.swap(waiting_);
    }
    if (!leaving_.empty())
      onward_->log(spdlog::details::log_msg({}, spdlog::level::info, spdlog::string_view_t(leaving_)));
    onward_->flush();
  }
  void set_pattern(const std::string& pattern) override {
    Lock in_order(handing_on_);
    onward_->set_pattern(pattern);
  }
  void set_formatter(std::unique_ptr<spdlog::formatter> formatter) override {
    Lock in_order(handing_on_);
    onward_->set_formatter(std::move(formatter));
  }

 private:
  void hand_on() {
    for (bool ending = false; !ending; flush_or_say_why_not()) {
      Lock lock(mutex_);
      due_.wait_for(lock, kLongestKept, [&]() DL_REQUIRES(mutex_) { return ending_ || waiting_.size() >= kMany; });
      ending = ending_;
    }
  }
  /// Nobody above catches what a full disk throws here. Said once on the error stream, until writing goes again.
  void flush_or_say_why_not() noexcept {
    try {
      flush();
      failing_ = false;
    } catch (const std::exception& problem) {
      if (!std::exchange(failing_, true)) std::fputs((std::string(problem.what()) + "\n").c_str(), stderr);
    }
  }

  Mutex handing_on_ = {};  ///< before mutex_
  spdlog::sink_ptr onward_ DL_GUARDED_BY(handing_on_);
  std::string leaving_ DL_GUARDED_BY(handing_on_) = {};  ///< kept for its room: both are filled again and again
  Mutex mutex_ = {};
  Signal due_ = {};
  std::string waiting_ DL_GUARDED_BY(mutex_) = {};
  bool ending_ DL_GUARDED_BY(mutex_) = false;
  bool failing_ = false;  ///< of the thread
  std::thread thread_;    ///< the last member: it uses the others
};

struct State {
  Mutex mutex = {};
  std::shared_ptr<spdlog::logger> logger DL_GUARDED_BY(mutex) = {};
  spdlog::sink_ptr sink DL_GUARDED_BY(mutex) = {};  ///< where the lines end
  bool gathering DL_GUARDED_BY(mutex) = false;
  std::filesystem::path file DL_GUARDED_BY(mutex) = {};
  std::atomic<Level> level = Level::Info;
};

std::shared_ptr<spdlog::logger> logger_on(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("daylight", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  logger->flush_on(spdlog::level::warn);
  return logger;
}

State& state() {
  static auto* instance = [] {
    auto* made = new State;  // never destroyed: the last lines are written at exit
    Lock lock(made->mutex);
    made->sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    made->logger = logger_on(made->sink);
    return made;
  }();
  return *instance;
}

/// What was gathered for the sink before is written once nobody holds its logger: at the latest when this returns,
/// or when another thread has written the line that it is at.
void use(spdlog::sink_ptr sink, std::filesystem::path file, bool gathering) {
  std::shared_ptr<spdlog::logger> before;
  Lock lock(state().mutex);
  before = std::exchange(state().logger, logger_on(gathering ? std::make_shared<GatheringSink>(sink) : sink));
  state().sink = std::move(sink);
  state().file = std::move(file);
  state().gathering = gathering;
}

void use(spdlog::sink_ptr sink, std::filesystem::path file = {}) {
  bool gathering = false;
  {
    Lock lock(state().mutex);
    gathering = state().gathering;
  }
  use(std::move(sink), std::move(file), gathering);
}

void gather(bool gathering) {
  spdlog::sink_ptr sink;
  std::filesystem::path file;
  {
    Lock lock(state().mutex);
    sink = state().sink;
    file = state().file;
  }
  use(std::move(sink), std::move(file), gathering);
}

bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

void add_with_care(std::string& line, std::string_view text) {
  for (char c : text::repair_utf8(text)) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<unsigned>(c));
    } else {
      line += c;
    }
  }
}

void add_text(std::string& line, std::string_view text) {
  line += '"';
  bool whole = text.size() <= kMostBytes;
  if (!whole) text = text::cut_bytes(text, kMostBytes);
  if (std::ranges::all_of(text, is_plain))
    line += text;
  else
    add_with_care(line, text);
  line += whole ? "\"" : "…\"";
}

void add_field(std::string& line, const Field& field) {
  line += ',';
  add_text(line, field.name);
  line += ':';
  if (std::ranges::binary_search(kWithheld, field.name)) {
    line += "\"[withheld]\"";
    return;
  }
  std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, std::string_view>) {
          add_text(line, value);
        } else if constexpr (std::is_same_v<T, bool>) {
          line += value ? "true" : "false";
        } else if constexpr (std::is_same_v<T, double>) {
          line += std::isfinite(value) ? fmt::format("{}", value) : "null";
        } else {
          const fmt::format_int digits(value);
          line.append(digits.data(), digits.size());
        }
      },
      field.value);
}

/// The second that it is, made to text once for all lines of it.
std::string_view second_now() {
  thread_local std::int64_t second = -1;
  thread_local std::string text;
  auto now = SystemClock().now();
  if (std::exchange(second, now.milliseconds() / 1000) != now.milliseconds() / 1000) text = now.rfc3339();
  return text;
}

std::string start_line(Level level, std::string_view event) {
  std::string line;
  line.reserve(400);
  line.append(R"({"time":")").append(second_now()).append(R"(","level":")").append(name_of(level));
  line += R"(","event":)";
  add_text(line, event);
  return line;
}

void finish_line(Level level, std::string line) {
  line += '}';
  std::shared_ptr<spdlog::logger> logger;
  {
    Lock lock(state().mutex);
    logger = state().logger;
  }
  logger->log(level >= Level::Warning ? spdlog::level::warn : spdlog::level::info, spdlog::string_view_t(line));
}

}  // namespace

Gathering::Gathering() { gather(true); }
Gathering::~Gathering() { gather(false); }

std::string_view name_of(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

std::optional<Level> level_named(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kLevels); ++i)
    if (kLevels[i] == name) return static_cast<Level>(i);
  return std::nullopt;
}

void to_stderr() { use(std::make_shared<spdlog::sinks::stderr_sink_mt>()); }

Outcome<void> to_file(const std::filesystem::path& file) {
  try {
    use(std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()), file);
  } catch (const spdlog::spdlog_ex& problem) {
    return fail(Fault::Unavailable, "log.unwritable", problem.what());
  }
  return {};
}

Outcome<void> reopen() {
  std::filesystem::path file;
  {
    Lock lock(state().mutex);
    file = state().file;
    state().logger->flush();
  }
  if (file.empty()) return {};
  return to_file(file);
}

void to_function(std::function<void(std::string_view line)> take) {
  use(std::make_shared<FunctionSink>(std::move(take)));
}

void set_level(Level level) { state().level = level; }

bool would_write(Level level) { return level >= state().level.load(std::memory_order_relaxed); }

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (!would_write(level)) return;
  auto line = start_line(level, event);
  for (const auto& field : fields) add_field(line, field);
  finish_line(level, std::move(line));
}

void failure(std::string_view event, const Error& problem, std::initializer_list<Field> fields) {
  if (!would_write(Level::Error)) return;
  auto line = start_line(Level::Error, event);
  auto place = fmt::format("{}:{}", problem.where.file_name(), problem.where.line());
  add_field(line, {"fault", dl::name_of(problem.fault)});
  add_field(line, {"key", problem.key});
  add_field(line, {"detail", problem.detail});
  add_field(line, {"place", place});
  for (const auto& field : fields) add_field(line, field);
  finish_line(Level::Error, std::move(line));
}

}  // namespace dl::log
