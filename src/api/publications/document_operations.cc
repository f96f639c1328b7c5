// Documents: lists, one whole, drafting and correcting, comparing editions.
#include "api/operations.h"
#include "api/publications/differences.h"
#include "api/publications/document_views.h"

namespace dl::api {

namespace {

using accounts::Right;

struct NewWordsInput {
  std::int64_t column = 0;
  publications::Metadata metadata = {};
  content::Tree body = {};
};
BOOST_DESCRIBE_STRUCT(NewWordsInput, (), (column, metadata, body))

struct WordsInput {
  Patch<publications::Metadata> metadata = {};
  content::Tree body = {};
};
BOOST_DESCRIBE_STRUCT(WordsInput, (), (metadata, body))

struct ComparisonQuery {
  int from = 0;
  int to = 0;
};
BOOST_DESCRIBE_STRUCT(ComparisonQuery, (), (from, to))

struct FieldDifference {
  std::string field = {};
  std::string before = {};
  std::string after = {};
};
BOOST_DESCRIBE_STRUCT(FieldDifference, (), (field, before, after))

struct HtmlView {
  std::string html = {};
};
BOOST_DESCRIBE_STRUCT(HtmlView, (), (html))

struct BlockView {
  std::string kind = {};
  std::optional<HtmlView> before = {};
  std::optional<HtmlView> after = {};
};
BOOST_DESCRIBE_STRUCT(BlockView, (), (kind, before, after))

struct ComparisonView {
  std::vector<FieldDifference> metadata = {};
  std::vector<BlockView> blocks = {};
};
BOOST_DESCRIBE_STRUCT(ComparisonView, (), (metadata, blocks))

const accounts::Scope& reading(const Call& call) { return call.who.scope(Right::ReadDocuments); }

Outcome<ListOf<DocumentLine>> list_documents(Call& call, const DocumentQuery& query) {
  DL_TRY(const int limit, read_limit(query.limit));
  DL_TRY(const auto after, read_key(query.after));
  const auto directory = call.api.around.directory.current();
  return call.api.read([&](db::Session& sql) -> Outcome<ListOf<DocumentLine>> {
    DL_TRY(const auto page, publications::list_work(sql, reading(call), filter_of(call, query), after, limit));
    std::vector<std::string> authors;
    for (const auto& line : page.items) authors.push_back(line.author);
    DL_TRY(const auto names, accounts::names_of(sql, authors));
    return list_of(page, [&](const auto& line) { return view_of(line, *directory, names); });
  });
}

Outcome<DocumentView> draft_document(Call& call, const NewWordsInput& input) {
  const auto directory = call.api.around.directory.current();
  const auto* column = directory->column(input.column);
  const auto* site = column == nullptr ? nullptr : directory->site(column->site);
  if (site == nullptr) return fail(Fault::NotFound, "column.missing", fmt::format("{}", input.column));
  publications::NewDocument entered{
      .agency = site->agency, .column = input.column, .metadata = input.metadata, .body = input.body};
  DL_TRY(const auto id, call.api.documents.draft(entered, call.who));
  // Whoever drafts sees what they drafted, with or without the right to read other work.
  return load_view(call, accounts::Scope::of({site->agency}), id);
}

Outcome<DocumentView> show_document(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  return load_view(call, reading(call), id);
}

// A change made on an older revision is refused together with what stands now, so that the client can
// show both and nobody's text is lost. Whoever may change it sees it, with or without the right to read other work.
Outcome<DocumentView> change_document(Call& call, const WordsInput& input) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto expected, call.expected_revision());
  const auto& drafting = call.who.scope(Right::DraftDocuments);
  const auto change = [&](publications::Metadata& present) { present = input.metadata.onto(std::move(present)); };
  auto changed = call.api.documents.rewrite(id, change, input.body, call.who, expected);
  if (!changed && changed.error().key == "document.changed") {
    DL_TRY(const auto now, load_view(call, drafting, id));
    call.current = write_shape(now);
  }
  if (!changed) return Failure(std::move(changed).error());
  return load_view(call, drafting, id);
}

Outcome<EditionView> show_edition(Call& call) {
  DL_TRY(const auto id, call.number("id"));
  DL_TRY(const auto number, call.small_number("number"));
  return call.api.read([&](db::Session& sql) -> Outcome<EditionView> {
    DL_TRY(const auto edition, publications::load_edition(sql, reading(call), id, number));
    DL_TRY(const auto names, accounts::names_of(sql, {edition.author}));
    return view_of(edition, names);
  });
}

std::string word_of(BlockDifference::Kind kind) {
  switch (kind) {
    case BlockDifference::Kind::Same: return "same";
    case BlockDifference::Kind::Changed: return "changed";
    case BlockDifference::Kind::Added: return "added";
    case BlockDifference::Kind::Removed: return "removed";
  }
  return {};
}

Outcome<ComparisonView> compare_editions(Call& call, const ComparisonQuery& query) {
  DL_TRY(const auto id, call.number("id"));
  const auto edition = [&](int number) {
    return call.api.read([&](db::Session& sql) { return publications::load_edition(sql, reading(call), id, number); });
  };
  DL_TRY(const auto before, edition(query.from));
  DL_TRY(const auto after, edition(query.to));
  ComparisonView view;
  const auto old_texts = texts_of(before.metadata);
  const auto new_texts = texts_of(after.metadata);
  for (std::size_t i = 0; i < old_texts.size(); ++i)
    if (old_texts[i].second != new_texts[i].second)
      view.metadata.push_back({old_texts[i].first, old_texts[i].second, new_texts[i].second});
  using Kind = BlockDifference::Kind;
  for (auto& block : differences(before.body, after.body, fmt::format("/api/v1/documents/{}/files/", id))) {
    BlockView line{.kind = word_of(block.kind)};
    if (block.kind != Kind::Added) line.before = HtmlView{std::move(block.before)};
    if (block.kind != Kind::Removed) line.after = HtmlView{std::move(block.after)};
    view.blocks.push_back(std::move(line));
  }
  return view;
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/documents", "listDocuments", "文件列表，最近改动的在前", needs(Right::ReadDocuments),
     by<list_documents>()},
    {Verb::Post,
     "/api/v1/documents",
     "draftDocument",
     "起草",
     needs(Right::DraftDocuments),
     by<draft_document>(),
     {.status = 201, .body_limit = kWordsLimit}},
    {Verb::Get, "/api/v1/documents/{id}", "showDocument", "一个文件及其办理情况", needs(Right::ReadDocuments),
     by<show_document>()},
    {Verb::Put,
     "/api/v1/documents/{id}",
     "changeDocument",
     "修改草稿（须带 If-Match）",
     needs(Right::DraftDocuments),
     by<change_document>(),
     {.body_limit = kWordsLimit, .conditional = true}},
    {Verb::Get, "/api/v1/documents/{id}/editions/{number}", "showEdition", "一个版本", needs(Right::ReadDocuments),
     by<show_edition>()},
    {Verb::Get, "/api/v1/documents/{id}/differences", "compareEditions", "比较两个版本", needs(Right::ReadDocuments),
     by<compare_editions>()},
};

}  // namespace

std::span<const Operation> document_operations() { return kOperations; }

}  // namespace dl::api
