// What a file that is to be given still holds of what is not to be given: looked for by programs other than the one
// that wrote it. It never changes a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.h"
#include "base/outcome.h"
#include "redaction/area.h"

namespace dl::redaction {

/// Sent as the end of message keys (`redaction.residue-…`), which have the words for people; do not rename.
enum class ResidueKind : std::uint8_t {
  Word,
  UnderArea,
  Visible,
  Covered,
  Raw,
  Metadata,
  Revision,
  Annotation,
  Attachment,
  Layer,
  Script,
  Form,
  Structure,
  Hidden,
  Change,
  Comment,
};
inline constexpr auto kResidueKinds = named_table<ResidueKind>({
    {ResidueKind::Word, "word"},
    {ResidueKind::UnderArea, "under-area"},
    {ResidueKind::Visible, "visible"},
    {ResidueKind::Covered, "covered"},
    {ResidueKind::Raw, "raw"},
    {ResidueKind::Metadata, "metadata"},
    {ResidueKind::Revision, "revision"},
    {ResidueKind::Annotation, "annotation"},
    {ResidueKind::Attachment, "attachment"},
    {ResidueKind::Layer, "layer"},
    {ResidueKind::Script, "script"},
    {ResidueKind::Form, "form"},
    {ResidueKind::Structure, "structure"},
    {ResidueKind::Hidden, "hidden"},
    {ResidueKind::Change, "change"},
    {ResidueKind::Comment, "comment"},
});
constexpr Names<ResidueKind> table_of(ResidueKind) { return kResidueKinds; }

struct Residue {
  ResidueKind kind = ResidueKind::Word;
  std::string where = {};  ///< page, object or part
  std::string what = {};   ///< the word or the name of the thing; for the log of who redacts, never for readers

  friend bool operator==(const Residue&, const Residue&) = default;
};

/// What must not be there.
struct Wanted {
  std::vector<std::string> words = {};  ///< of two characters or more
  std::vector<Mark> marks = {};         ///< of a PDF: nothing may stand there, and it has to be black
};

/// The words of passages, and those of rectangles whose words may not stand elsewhere and are long enough to tell.
std::vector<std::string> words_of(const std::vector<Mark>& marks);

/// Looks through a PDF or DOCX. Fails as kind_of (redact.h), for pictures likewise, and as check_head and run_tool
/// (tools.h).
Outcome<std::vector<Residue>> find_residue(std::string_view file, const Wanted& wanted);
Outcome<std::vector<Residue>> find_pdf_residue(std::string_view pdf, const Wanted& wanted);
Outcome<std::vector<Residue>> find_docx_residue(std::string_view docx, const Wanted& wanted);

/// Fault::Conflict `redaction.residue` with a field for each find, when there is one.
Outcome<void> refuse_residue(const std::vector<Residue>& found);

}  // namespace dl::redaction
