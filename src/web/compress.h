// gzip and brotli of whole bodies. Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "web/negotiation.h"

namespace dl::web {

/// Quick is for the first answer, on the worker that drew the page; Best is for what is asked for again and again.
enum class Effort : std::uint8_t { Quick, Best };

/// The bytes in that encoding; identity returns them as they are.
std::string compress(std::string_view bytes, Encoding encoding, Effort effort);

/// Whether bodies of this media type shrink: text, JSON, XML, script, SVG.
bool is_compressible(std::string_view media_type);

}  // namespace dl::web
