#include "app/demo_document.h"

#include "base/toml_file.h"

namespace dl::app {
namespace {

constexpr std::string_view kFence = "+++";
constexpr std::string_view kRevision = "\n+++ revision\n";
constexpr int kHourOfSchedule = 9;

constexpr std::string_view kKeys[] = {
    "agency",   "column",         "title",           "document_number", "kind",      "genre",        "themes",
    "issuer",   "issued_on",      "published_at",    "days_ago",        "time",      "effective_on", "expires_on",
    "validity", "validity_basis", "stage",           "source",          "author",    "keywords",     "summary",
    "contact",  "interprets",     "amends",          "repeals",         "withdrawn", "revised",      "files",
    "step",     "revises",        "issued_days_ago", "disclosure",      "answer"};

struct DeedRow {
  std::string_view name = {};
  Deed deed = Deed::Draft;
};
constexpr DeedRow kDeeds[] = {
    {"draft", Deed::Draft}, {"correct", Deed::Correct}, {"comment", Deed::Comment}, {"schedule", Deed::Schedule}};

struct TextRow {
  std::string_view key = {};
  std::string publications::Metadata::*member = nullptr;
};
constexpr TextRow kTexts[] = {
    {"document_number", &publications::Metadata::document_number},
    {"kind", &publications::Metadata::kind},
    {"genre", &publications::Metadata::genre},
    {"issuer", &publications::Metadata::issuer},
    {"validity_basis", &publications::Metadata::validity_basis},
    {"stage", &publications::Metadata::stage},
    {"source", &publications::Metadata::source},
    {"author", &publications::Metadata::author},
    {"keywords", &publications::Metadata::keywords},
    {"summary", &publications::Metadata::summary},
    {"contact", &publications::Metadata::contact},
};

// So many days before `today`, at the time of day that the table says.
Outcome<Instant> read_moment(const TomlFile& file, const toml::table& table, Date today, std::string_view key) {
  DL_TRY(auto days, file.integer(table, key));
  DL_TRY(auto time, file.text_or(table, "time", "09:00"));
  auto moment = Instant::parse(today.plus_days(-static_cast<int>(days)).text() + " " + time);
  if (!moment) return file.wrong(*table.get("time"), "time is no time of day: " + time);
  return moment;
}

Outcome<Instant> read_published(const TomlFile& file, const toml::table& head, Date today) {
  if (head.contains("published_at")) {
    DL_TRY(auto text, file.text(head, "published_at"));
    auto moment = Instant::parse(text);
    if (!moment) return file.wrong(*head.get("published_at"), "published_at is no moment: " + text);
    return moment;
  }
  return read_moment(file, head, today, "days_ago");
}

Outcome<DemoStep> read_step(const TomlFile& file, const toml::table& table, Date today) {
  DL_CHECK(file.only(table, {"deed", "days_ago", "time", "by", "say", "block", "in_days"}));
  DemoStep step;
  DL_TRY(auto name, file.text(table, "deed"));
  const auto* row = std::ranges::find(kDeeds, name, &DeedRow::name);
  const auto known = find_named<publications::Step>(name);
  if (row == std::end(kDeeds) && !known) return file.wrong(*table.get("deed"), "unknown deed: " + name);
  step.deed = known ? Deed::Step : row->deed;
  step.step = known.value_or(publications::Step());
  DL_TRY(step.at, read_moment(file, table, today, "days_ago"));
  DL_TRY(step.by, file.text_or(table, "by", ""));
  DL_TRY(step.say, file.text_or(table, "say", ""));
  if (table.contains("block")) {
    DL_TRY(auto block, file.integer(table, "block"));
    step.block = static_cast<int>(block);
  }
  if (step.deed == Deed::Schedule) {
    DL_TRY(auto days, file.integer(table, "in_days"));
    step.due = Instant::at(today.plus_days(static_cast<int>(days)), kHourOfSchedule);
  }
  return step;
}

Outcome<std::vector<DemoStep>> read_steps(const TomlFile& file, const toml::table& head, bool revision, Date today) {
  DL_TRY(auto tables, file.tables(head, "step"));
  std::vector<DemoStep> steps;
  for (const auto* table : tables) {
    DL_TRY(auto step, read_step(file, *table, today));
    if (!steps.empty() && step.at < steps.back().at) return file.wrong(*table, "steps must follow in time");
    steps.push_back(std::move(step));
  }
  const bool begins =
      steps.empty() || (revision ? steps.front().takes(publications::Step::Revise) : steps.front().deed == Deed::Draft);
  if (!begins) return file.wrong(head, "the first step is \"draft\", or \"revise\" of what the head revises");
  return steps;
}

Outcome<publications::Metadata> read_metadata(const TomlFile& file, const toml::table& head) {
  publications::Metadata metadata;
  DL_TRY(metadata.title, file.text(head, "title"));
  for (const auto& row : kTexts) {
    DL_TRY(metadata.*row.member, file.text_or(head, row.key, ""));
  }
  DL_TRY(metadata.themes, file.texts(head, "themes"));
  DL_TRY(metadata.issued_on, file.date(head, "issued_on"));
  DL_TRY(metadata.effective_on, file.date(head, "effective_on"));
  DL_TRY(metadata.expires_on, file.date(head, "expires_on"));
  DL_TRY(auto validity, file.text_or(head, "validity", ""));
  if (!validity.empty()) {
    auto known = publications::validity_named(validity);
    if (!known) return file.wrong(*head.get("validity"), "unknown validity: " + validity);
    metadata.validity = *known;
  }
  DL_TRY(auto disclosure, file.text_or(head, "disclosure", "主动公开"));
  auto known = find_named<publications::DisclosureClass>(disclosure);
  if (!known) return file.wrong(*head.get("disclosure"), "unknown disclosure: " + disclosure);
  metadata.disclosure = *known;
  return metadata;
}

}  // namespace

Outcome<DemoDocument> read_demo_document(std::string_view name, std::string_view text, Date today) {
  if (!text.starts_with("+++\n")) return fail(Fault::Invalid, "data.invalid", fmt::format("{}:1: no head", name));
  auto end = text.find("\n+++\n", kFence.size());
  if (end == std::string_view::npos)
    return fail(Fault::Invalid, "data.invalid", fmt::format("{}: the head has no end", name));
  // The first fence line stays in as a comment so that line numbers are those of the file.
  DL_TRY(auto file, TomlFile::parse(std::string(name), "#" + std::string(text.substr(1, end))));
  const auto& head = file.root();
  DL_CHECK(file.only(head, kKeys));

  DemoDocument document;
  auto slash = name.rfind('/');
  auto base = name.substr(slash == std::string_view::npos ? 0 : slash + 1);
  document.stem = std::string(base.substr(0, base.rfind('.')));
  DL_TRY(document.agency, file.text(head, "agency"));
  DL_TRY(document.column, file.text(head, "column"));
  DL_TRY(document.metadata, read_metadata(file, head));
  DL_TRY(document.revises, file.text_or(head, "revises", ""));
  DL_TRY(document.steps, read_steps(file, head, !document.revises.empty(), today));
  if (document.steps.empty()) {
    DL_TRY(document.published_at, read_published(file, head, today));
  }
  if (head.contains("issued_days_ago")) {
    DL_TRY(auto days, file.integer(head, "issued_days_ago"));
    document.metadata.issued_on = today.plus_days(-static_cast<int>(days));
  }
  DL_TRY(document.interprets, file.text_or(head, "interprets", ""));
  DL_TRY(document.amends, file.text_or(head, "amends", ""));
  DL_TRY(document.repeals, file.text_or(head, "repeals", ""));
  DL_TRY(document.withdrawn, file.text_or(head, "withdrawn", ""));
  DL_TRY(document.answer, file.text_or(head, "answer", ""));
  DL_TRY(document.revised, file.text_or(head, "revised", ""));
  DL_TRY(document.files, file.texts(head, "files"));

  std::string_view body = text.substr(end + 5);
  auto revision = body.find(kRevision);
  document.body = std::string(body.substr(0, revision));
  if (revision != std::string_view::npos) document.revised_body = std::string(body.substr(revision + kRevision.size()));
  if (document.revised.empty() != document.revised_body.empty())
    return file.wrong(head, "revised and a part after \"+++ revision\" belong together");
  return document;
}

}  // namespace dl::app
