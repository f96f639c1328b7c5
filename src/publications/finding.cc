#include "publications/finding.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "privacy/personal_data.h"
#include "privacy/residue.h"

namespace dl::publications {
namespace {

using accounts::Right;
using intake::Weight;

constexpr auto kAnswers = named_table<Answer>({{Answer::Open, "Open", "待说明"},
                                               {Answer::Accepted, "Accepted", "照此公开"},
                                               {Answer::Mended, "Mended", "已改正"}});

/// The texts of the metadata.
struct TextRow {
  const char* place = "";
  std::string Metadata::*member = nullptr;
};
constexpr TextRow kTexts[] = {
    {"title", &Metadata::title},       {"document_number", &Metadata::document_number},
    {"issuer", &Metadata::issuer},     {"validity_basis", &Metadata::validity_basis},
    {"source", &Metadata::source},     {"author", &Metadata::author},
    {"keywords", &Metadata::keywords}, {"summary", &Metadata::summary},
    {"contact", &Metadata::contact},   {"disclosure_reason", &Metadata::disclosure_reason},
    {"kind", &Metadata::kind},         {"genre", &Metadata::genre},
    {"stage", &Metadata::stage},
};

std::vector<intake::Stretch> words_of(const Edition& edition) {
  auto words = intake::stretches_of(edition.metadata.title, edition.body);
  auto add = [&](const char* place, const std::string& text) {
    if (!text.empty()) words.push_back({place, {}, text});
  };
  for (const auto& row : kTexts)
    if (row.member != &Metadata::title) add(row.place, edition.metadata.*row.member);
  add("change_note", edition.change_note);
  for (const auto& file : edition.attachments) add("files", file.name);
  return words;
}

/// The words as they leave the house: the page's text with its markup, and what stands beside it.
std::string public_copy(const Edition& edition) {
  auto copy = edition.metadata.title + "\n" + content::render_html(edition.body);
  for (const auto& row : kTexts) copy += "\n" + edition.metadata.*row.member;
  copy += "\n" + edition.change_note;
  for (const auto& file : edition.attachments) copy += "\n" + file.name;
  return copy;
}

/// What is found in the words, and what the second pass sees in the public copy and no finding names.
std::vector<intake::Finding> find_anew(const Edition& edition, const std::vector<std::string>& public_numbers,
                                       Instant now) {
  auto cleared = public_numbers;
  auto found = intake::find_in_words(words_of(edition), {.numbers = public_numbers, .day = now.date()}, &cleared);
  for (const auto& residue : privacy::find_residue(public_copy(edition), {}, cleared))
    found.push_back(intake::residue_finding(residue));
  return found;
}

Finding begin(intake::Finding what, Instant now) { return {.what = std::move(what), .found_at = now}; }

bool stands_before(const Finding& a, const Finding& b) {
  auto rank = [](const Finding& finding) {
    return std::tuple(-static_cast<int>(finding.kind().weight), finding.what.place != "title",
                      finding.what.block.value_or(std::numeric_limits<int>::max()), finding.what.digest);
  };
  return rank(a) < rank(b);
}

/// Clears texts one after another and notes where something was taken out.
struct Sweep {
  Instant now;
  std::vector<Finding> findings = {};

  void clear(std::string& text, const char* place, std::optional<int> block = {}) {
    auto kept = text::keep_writable(text);
    const auto gone = text::length(text) - text::length(kept);
    text = std::move(kept);
    if (gone == 0) return;
    auto excerpt = fmt::format("“{}”", text::cut(text, 20));
    auto found = intake::finding_of(
        {"characters-dropped",
         fmt::format("{}里有 {} 个不能使用的字符（空字符等），没有存入，请对照原件。", excerpt, gone)});
    found.place = place;
    found.block = block;
    found.excerpt = std::move(excerpt);
    findings.push_back(begin(std::move(found), now));
  }
};

// What files have told: the same once, and no more than are worth reading one by one.
std::vector<Finding> told_of(const std::vector<Finding>& kept, Instant now) {
  constexpr std::string_view kMore = "more-warnings";
  std::vector<Finding> told;
  std::unordered_set<std::string_view> seen;
  std::size_t named = 0, beyond = 0;
  for (const auto& one : kept) {
    if (!one.is_told() || !seen.insert(one.what.digest).second) continue;
    // What a reviewer has to answer is always named.
    if (one.what.kind == kMore || one.kind().weight == Weight::Guarded || named++ < intake::kMostFindings)
      told.push_back(one);
    else
      ++beyond;
  }
  if (beyond > 0)
    told.push_back(
        begin(intake::finding_of(
                  {std::string(kMore), fmt::format("这样的提示太多，还有 {} 处没有逐条列出，请对照原件。", beyond)}),
              now));
  return told;
}

}  // namespace

Names<Answer> table_of(Answer) { return kAnswers; }

std::vector<Finding> survey(const Edition& edition, const std::vector<Finding>& kept,
                            const std::vector<std::string>& public_numbers, Instant now) {
  if (is_released(edition.state)) {
    auto answered = kept;
    std::ranges::stable_sort(answered, stands_before);
    return answered;
  }
  std::unordered_map<std::string_view, const Finding*> earlier;
  for (const auto& one : kept) earlier.emplace(one.what.digest, &one);
  std::vector<Finding> findings;
  for (auto& found : find_anew(edition, public_numbers, now)) {
    const auto same = earlier.find(found.digest);
    auto finding = same == earlier.end() ? begin({}, now) : *same->second;
    finding.what = std::move(found);
    findings.push_back(std::move(finding));
  }
  std::ranges::move(told_of(kept, now), std::back_inserter(findings));
  std::ranges::stable_sort(findings, stands_before);
  return findings;
}

std::size_t count_owed(const std::vector<Finding>& findings) {
  return static_cast<std::size_t>(std::ranges::count_if(findings, &Finding::is_owed));
}

std::vector<std::string> public_numbers(const agencies::Directory& directory) {
  std::vector<std::string> numbers;
  auto add = [&](const std::string& phone) {
    std::ranges::move(privacy::telephone_numbers(phone), std::back_inserter(numbers));
  };
  for (const auto& site : directory.sites()) add(site.facts.phone);
  for (const auto& agency : directory.agencies()) add(agency.openness.phone);
  return numbers;
}

std::vector<Finding> findings_of(const std::vector<intake::Warning>& warnings, Instant now) {
  std::vector<Finding> findings;
  for (const auto& warning : warnings)
    if (auto finding = begin(intake::finding_of(warning), now); finding.is_told())
      findings.push_back(std::move(finding));
  return findings;
}

std::vector<Finding> keep_writable(Edition& edition, Instant now) {
  Sweep sweep{.now = now};
  for (const auto& row : kTexts) sweep.clear(edition.metadata.*row.member, row.place);
  for (auto& theme : edition.metadata.themes) sweep.clear(theme, "themes");
  for (std::size_t i = 0; i < edition.body.blocks.size(); ++i) {
    auto& block = edition.body.blocks[i];
    const auto place = static_cast<int>(i);
    for (auto& run : block.runs) sweep.clear(run.text, "body", place);
    sweep.clear(block.alt, "body", place);
    for (auto& row : block.rows)
      for (auto& cell : row.cells)
        for (auto& run : cell.runs) sweep.clear(run.text, "body", place);
  }
  return std::move(sweep.findings);
}

Outcome<void> check_answerer(const Finding& finding, const std::vector<std::string>& authors,
                             const accounts::Principal& who, std::int64_t agency) {
  const bool reviews = who.may(Right::ReviewDocuments, agency) || who.may(Right::ClearDocuments, agency);
  if (finding.kind().weight != Weight::Guarded) {
    if (reviews || who.may(Right::DraftDocuments, agency) || who.may(Right::PublishDocuments, agency)) return {};
    return fail(Fault::Forbidden, "right.missing", who.actor());
  }
  if (!reviews) return fail(Fault::Forbidden, "finding.reviewer-owed", who.actor());
  if (std::ranges::find(authors, who.actor()) != authors.end())
    return fail(Fault::Forbidden, "finding.own-words", who.actor());
  return {};
}

}  // namespace dl::publications
