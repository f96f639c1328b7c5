// Problem details (RFC 9457): what a caller is told when an operation fails.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/shape.h"
#include "web/message.h"

namespace dl::api {

/// The sentence for people of a message key.
using Sentences = std::function<std::string(std::string_view key)>;

/// The status of an error: that of its fault, or the finer one that HTTP has for its key (412, 428, 429).
int status_of(const Error& error);

/// `current`, unless it is null, is the resource as it stands now, for a change that came too late.
web::Response draw_problem(const web::Request& http, int status, const Error& error, const Sentences& sentences,
                           const json::value& current = {});

/// The component that describes such an answer.
json::object problem_schema(Schemas& schemas);

}  // namespace dl::api
