#include "requests/archive_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/hash.h"
#include "base/numerals.h"
#include "db/files.h"
#include "matters/materials.h"
#include "matters/matter_store.h"
#include "paper/wording.h"
#include "requests/archive_contents.h"
#include "requests/clocks.h"
#include "requests/events.h"
#include "requests/sheets.h"

namespace dl::requests {
namespace {

namespace json = boost::json;
using Text = std::string;

// ── the sheets, the letters and the materials ────────────────────────────────────────────────────────────────────────

Outcome<void> add_sheet(db::Session& session, const SheetSources& of, Sheet sheet, Archive& archive) {
  DL_TRY(auto page, draw_sheet(session, of, archive.of, sheet));
  archive.papers.push_back({.title = Text(sheet_title(sheet, archive.of)), .sheet = std::move(page)});
  return {};
}

/// What stays in the house bears the day on which it was written, and is no draft.
Outcome<ArchivedPaper> paper_of(db::Session& session, const Papers& papers, const Archive& archive,
                                matters::Letter letter) {
  const auto kind = find_name<LetterKind>(letter.kind);
  ArchivedPaper paper{.title = kind ? Text(chinese_of(*kind)) : letter.kind};
  auto words = words_of(session, papers, archive.of.matter, letter);
  if (words) {
    DL_TRY(paper.sheet, sheet_of(session, papers, archive.agency, *words, letter,
                                 letter.issued_on.value_or(letter.changed_at.date())));
    paper.sheet->standing = paper::Standing::Issued;
  } else if (words.error().fault != Fault::Invalid) {
    return Failure(words.error());
  }
  paper.letter = std::move(letter);
  return paper;
}

Outcome<std::vector<ArchivedFile>> read_materials(db::Session& session, const matters::Matter& matter) {
  DL_TRY(auto materials, matters::list_materials(session, matter.id));
  std::int64_t size = 0;
  for (const auto& material : materials) size += material.file.size;
  if (size > kLargestArchive) return fail(Fault::TooLarge, "request.archive-size", matter.number);
  std::vector<ArchivedFile> files;
  for (auto& [file, added_at] : materials) {
    DL_TRY(auto bytes, db::read_file(session, file.digest, 0, file.size));
    files.push_back({std::move(file), std::move(bytes)});
  }
  return files;
}

// ── as files ─────────────────────────────────────────────────────────────────────────────────────────────────────────

Text as_text(const paper::Letter& sheet) {
  const auto words = paper::words_of(sheet);
  auto text = fmt::format("{}\n{}\n{}\n", sheet.number, words.title, words.addressee);
  for (const auto& paragraph : words.paragraphs) text += paragraph + "\n";
  text += fmt::format("{}\n{}\n", words.signer, words.date);
  if (!words.annex_title.empty()) text += fmt::format("\n{}\n", words.annex_title);
  for (const auto& paragraph : words.annex) text += paragraph + "\n";
  return text;
}

/// With the ending of its name. What no typeface has, or is too long for a sheet, is kept as text all the same.
Outcome<std::pair<Text, Text>> drawn(const ArchivedPaper& paper) {
  if (!paper.sheet) return std::pair(Text("json"), paper.letter.content);
  auto pdf = paper::to_pdf(*paper.sheet);
  if (pdf) return std::pair(Text("pdf"), std::move(*pdf));
  const auto fault = pdf.error().fault;
  if (fault != Fault::Invalid && fault != Fault::TooLarge) return Failure(pdf.error());
  return std::pair(Text("txt"), as_text(*paper.sheet));
}

Outcome<json::array> put_papers(const Archive& archive, figures::Files& files) {
  json::array list;
  for (const auto& paper : archive.papers) {
    DL_TRY(auto bytes, drawn(paper));
    const auto name = fmt::format("papers/{:03}-{}.{}", list.size() + 1, paper.title, bytes.first);
    files[name] = std::move(bytes.second);
    const auto& letter = paper.letter;
    json::object line = {{"file", name}, {"title", paper.title}};
    if (letter.id != 0) line["content_sha256"] = letter.digest;
    if (letter.issued()) {
      line["number"] = letter.number;
      line["issued_on"] = letter.issued_on->text();
    }
    list.push_back(std::move(line));
  }
  return list;
}

json::array put_materials(const Archive& archive, figures::Files& files) {
  json::array list;
  for (const auto& file : archive.files) {
    const auto name = fmt::format("materials/{:03}-{}", list.size() + 1, file.of.name);
    files[name] = file.bytes;
    list.push_back(json::object{{"file", name}, {"name", file.of.name}, {"type", file.of.type}});
  }
  return list;
}

std::string_view word_of(std::string_view verb) {
  const auto* kind = std::ranges::find(kEvents, verb, &journal::EventKind::verb);
  return kind == kEvents.end() ? verb : kind->chinese;
}

Text timeline_of(const matters::Case& now) {
  json::array facts;
  for (const auto& fact : now.facts)
    facts.push_back(json::object{{"on", fact.on.text()},
                                 {"event", word_of(fact.verb)},
                                 {"canonical", matters::canonical(fact)},
                                 {"sha256", fact.digest}});
  return json::serialize(json::object{{"format", kArchiveFormat}, {"facts", std::move(facts)}}) + "\n";
}

json::array contents_of(const Archive& archive) {
  std::vector<matters::Letter> letters;
  for (const auto& paper : archive.papers) letters.push_back(paper.letter);
  json::array list;
  for (const auto& item : archive_items(archive.of, letters)) list.emplace_back(item);
  return list;
}

json::value day_or_null(const std::optional<Date>& day) { return day ? json::value(day->text()) : json::value(); }

}  // namespace

Outcome<Archive> load_archive(db::Session& session, const Papers& papers, const matters::Times& times,
                              matters::Matter matter, const Text& agency) {
  Archive archive{.agency = agency};
  DL_TRY(archive.of, matters::load_case(session, std::move(matter)));
  const auto& of = archive.of;
  if (of.last(event("request.archived").verb) == nullptr)
    return fail(Fault::Conflict, "request.not-archived", of.matter.number);
  const SheetSources sources{papers, times, agency};
  DL_CHECK(add_sheet(session, sources, Sheet::Application, archive));
  if (!is_of_ledger(of)) DL_CHECK(add_sheet(session, sources, Sheet::Registration, archive));
  DL_TRY(auto letters, matters::list_letters(session, of.matter.id));
  for (auto& letter : letters) {
    if (!letter.issued() && !is_internal(letter.kind)) continue;
    DL_TRY(auto paper, paper_of(session, papers, archive, std::move(letter)));
    archive.papers.push_back(std::move(paper));
  }
  const bool issued = std::ranges::any_of(archive.papers, [](const auto& paper) { return paper.letter.issued(); });
  if (issued) DL_CHECK(add_sheet(session, sources, Sheet::Service, archive));
  DL_TRY(archive.files, read_materials(session, of.matter));
  return archive;
}

Outcome<figures::Files> files_of(const Archive& archive) {
  figures::Files files;
  const auto& matter = archive.of.matter;
  DL_TRY(auto papers, put_papers(archive, files));
  auto materials = put_materials(archive, files);
  files["timeline.json"] = timeline_of(archive.of);
  json::object digests;
  for (const auto& [name, bytes] : files) digests[name] = sha256_hex(bytes);
  const json::object manifest = {{"format", kArchiveFormat},
                                 {"number", matter.number},
                                 {"agency", archive.agency},
                                 {"received_on", day_or_null(matter.received_on)},
                                 {"ended_on", day_or_null(matter.ended_on)},
                                 {"outcome", matter.outcome},
                                 {"contents", contents_of(archive)},
                                 {"papers", std::move(papers)},
                                 {"materials", std::move(materials)},
                                 {"files", std::move(digests)}};
  files["manifest.json"] = json::serialize(manifest) + "\n";
  Text fingerprints;
  for (const auto& [name, bytes] : files) fingerprints += fmt::format("{}  {}\n", sha256_hex(bytes), name);
  files["fingerprints.txt"] = std::move(fingerprints);
  return files;
}

}  // namespace dl::requests
