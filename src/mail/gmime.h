// What this module asks of GMime, with owners for what it hands out. Internal to this module.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace dl::mail {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

/// A message of which parts are read while they are asked for; nullptr for what has no head.
Owned<GMimeMessage> parse(std::string_view bytes);

enum class PartKind { Single, Multipart, Message };
PartKind kind_of(GMimeObject* part);

/// Small letters: "text/plain".
std::string type_of(GMimeObject* part);
/// A parameter of Content-Type; empty where there is none.
std::string parameter_of(GMimeObject* part, const char* name);
/// The first field with the name as it stands there; empty where there is none.
std::string field_of(GMimeObject* part, const char* name);
/// The name that a part gives its file, decoded, with its path; empty for none.
std::string name_of_file(GMimeObject* part);
/// The decoded bytes of a part that is no multipart and no message.
std::string bytes_of(GMimeObject* part);

int count_children(GMimeObject* multipart);
GMimeObject* child_of(GMimeObject* multipart, int place);
/// The head and body of a message that is a part; nullptr where there is none.
GMimeMessage* message_in(GMimeObject* part);
GMimeObject* body_of(GMimeMessage* message);
inline GMimeObject* head_of(GMimeMessage* message) { return reinterpret_cast<GMimeObject*>(message); }

/// The first address of a field; empty where there is none that one could write to.
std::string first_address(const std::string& field);
/// A date as heads have it (RFC 5322, 3.3); nothing for other words.
std::optional<Instant> read_date(const std::string& words);

}  // namespace dl::mail
