#include "records/content.h"

#include <algorithm>
#include <boost/json.hpp>

#include "records/mask.h"
#include "records/write.h"

namespace dl::records {
namespace {

namespace json = boost::json;

Value value_of(const json::value& given, const Field& field);

Record record_of(const json::object& given, const std::vector<Field>& fields) {
  Record record(fields.size());
  for (const auto& field : fields)
    if (const auto* found = given.if_contains(field.code)) record[field.place] = value_of(*found, field);
  return record;
}

// What json_of has written; it was read with care when it came in.
Value value_of(const json::value& given, const Field& field) {
  if (const auto* number = given.if_int64()) return *number;
  if (const auto* text = given.if_string()) return std::string(std::string_view(*text));
  if (const auto* row = given.if_object()) return record_of(*row, field.fields);
  std::vector<Value> several;
  if (const auto* array = given.if_array())
    for (const auto& one : *array) several.push_back(value_of(one, field));
  return several;
}

// A text lies as it is, so that whoever is given the salt recomputes the commitment by hand; all else as JSON.
std::string text_to_seal(const Field& field, const Register& made, const Record& record) {
  const auto& value = record.at(field.place);
  if (const auto* text = value.text()) return *text;
  Record alone(record.size());
  alone[field.place] = value;
  return json::serialize(json::parse(json_of(alone, made)).as_object().at(field.code));
}

Value unsealed(const std::string& text, const Field& field) {
  const bool plain = !field.many && field.row().stored != Stored::Integer && field.type != Type::Table;
  return plain ? Value(text) : value_of(json::parse(text), field);
}

/// The commitment that a value had, where it is as it was.
const std::string* kept_commitment(const Field& field, const Record& record, const Before* before) {
  if (before == nullptr || before->record.at(field.place) != record.at(field.place)) return nullptr;
  const auto had = before->words.sealed.find(field.code);
  return had == before->words.sealed.end() ? nullptr : &had->second;
}

}  // namespace

bool is_closed(const Field& field) {
  return field.privacy == Privacy::Sealed ||
         std::ranges::any_of(field.fields, [](const Field& column) { return column.privacy >= Privacy::Personal; });
}

Record public_record(const Register& made, const Record& record, const OwnNumbers& own) {
  Record shown(record.size());
  for (const auto& field : made.fields)
    if (!is_closed(field)) shown[field.place] = public_value(field, made, record, own);
  return shown;
}

Outcome<Words> read_content(std::string_view content, const Register& made) {
  boost::system::error_code error;
  const auto parsed = json::parse(content, error);
  const auto* object = error ? nullptr : parsed.if_object();
  const auto* shown = object == nullptr ? nullptr : object->if_contains("shown");
  const auto* sealed = object == nullptr ? nullptr : object->if_contains("sealed");
  if (shown == nullptr || sealed == nullptr || !shown->is_object() || !sealed->is_object())
    return fail(Fault::Internal, "record.content", made.code);
  Words words{.shown = record_of(shown->get_object(), made.fields)};
  for (const auto& [code, commitment] : sealed->get_object())
    if (const auto* text = commitment.if_string()) words.sealed.emplace(code, std::string_view(*text));
  return words;
}

Outcome<std::vector<Record>> open_all(db::Session& session, const accounts::SealingKey& key,
                                      std::span<const Words* const> all, const Register& made) {
  std::vector<std::string> commitments;
  for (const auto* words : all)
    for (const auto& [code, commitment] : words->sealed)
      if (made.find(code) != nullptr) commitments.push_back(commitment);
  DL_TRY(const auto opened, work::read_values(session, key, commitments));
  std::vector<Record> records;
  records.reserve(all.size());
  for (const auto* words : all) {
    auto& record = records.emplace_back(words->shown);
    for (const auto& [code, commitment] : words->sealed)
      if (const auto* field = made.find(code)) {
        const auto& text = opened.at(commitment);
        record[field->place] = text ? unsealed(*text, *field) : Value();
      }
  }
  return records;
}

Outcome<Record> open_words(db::Session& session, const accounts::SealingKey& key, const Words& words,
                           const Register& made) {
  const Words* one[] = {&words};
  DL_TRY(auto records, open_all(session, key, one, made));
  return std::move(records.front());
}

NewContent new_content(const accounts::SealingKey& key, std::string_view subject, const Register& made,
                       const Record& record, const Record& shown, const Before* before) {
  NewContent made_now;
  json::object sealed;
  for (const auto& field : made.fields) {
    if (shown[field.place] == record.at(field.place) || record.at(field.place).empty()) continue;
    if (const auto* had = kept_commitment(field, record, before)) {
      sealed[field.code] = json::value(*had);
      continue;
    }
    made_now.values.push_back(work::seal(key, subject, field.code, text_to_seal(field, made, record)));
    sealed[field.code] = json::value(made_now.values.back().commitment);
  }
  made_now.content = fmt::format("{{\"shown\":{},\"sealed\":{}}}", json_of(shown, made), json::serialize(sealed));
  return made_now;
}

}  // namespace dl::records
