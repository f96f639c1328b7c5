// The parts of a DOCX that are much the same in every letter: types, relations, styles, settings, page numbers,
// properties.
#pragma once

#include "paper/letter.h"
#include "paper/package.h"

namespace dl::paper {

inline constexpr std::string_view kSealRelation = "seal";
inline constexpr std::string_view kCodeRelation = "code";

/// All parts but word/document.xml and pictures.
PackageParts fixed_parts(const Letter& letter);

/// word/document.xml around what stands in its body.
std::string document_part(std::string_view body);

}  // namespace dl::paper
