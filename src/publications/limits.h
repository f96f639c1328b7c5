// How long the texts of a document may be.
#pragma once

#include "base/limits.h"
#include "publications/document.h"

namespace dl::publications {
BOOST_DESCRIBE_STRUCT(Metadata, (),
                      (title, document_number, kind, genre, themes, issuer, issued_on, effective_on, expires_on,
                       validity, validity_basis, disclosure, disclosure_reason, stage, source, author, keywords,
                       summary, contact))

/// Characters of a body with its tables; the 20,000 blocks that a content tree has at most stand beside it.
inline constexpr std::size_t kLongestBody = 2'000'000;

/// Fault::Invalid `request.fields` with each text that is too long, for words that come in by any way.
Outcome<void> check_words(const Metadata& metadata, const content::Tree& body);
}  // namespace dl::publications

namespace dl {

template <>
inline constexpr auto kLimits<publications::Metadata> = std::to_array<Limit>({
    {"title", 300},
    {"document_number", 100},
    {"kind", 20},
    {"genre", 20},
    {"themes", 60, 20},
    {"issuer", 500},
    {"validity_basis", 500},
    {"disclosure_reason", 1000},
    {"stage", 20},
    {"source", 200},
    {"author", 100},
    {"keywords", 300},
    {"summary", 2000},
    {"contact", 500},
});

}  // namespace dl
