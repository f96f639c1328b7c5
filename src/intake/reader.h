// The child side of reading: a process of this program that reads one file after the other for its parent.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dl::intake {

/// The first argument of such a process; the second is the time for one file in milliseconds.
inline constexpr std::string_view kReaderCommand = "read-documents";

/// What is done with a file.
enum class Task : std::uint64_t {
  Document,  ///< the wish and the answer are those of parcel.h
  Table,     ///< the wish is a separator or empty, the answer is told by Table (table_parcel.h)
  Marks,     ///< the wish is a packed marking, the answer is opened by open_marked() (table_parcel.h)
};

/// What the parent sends before a wish and the bytes of the file.
struct WishHead {
  Task task = Task::Document;
  std::uint64_t wish = 0;
  std::uint64_t bytes = 0;
};

/// What the process sends before its answer.
struct AnswerHead {
  std::uint64_t answer = 0;
  std::uint64_t memory = 0;  ///< the most that it has had resident so far, bytes
};

/// Acts as such a process when the arguments say so: serves the socket that is its standard input until its end and
/// returns the exit code. Called first thing in main, before there is any other thread.
std::optional<int> act_as_reader(int argc, char** argv);

}  // namespace dl::intake
