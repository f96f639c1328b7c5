#include "web/template.h"

#include <map>
#include <mutex>

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary.h>
#include <fmt/format.h>

namespace dl::web {

namespace {

constexpr int kDeepestInclude = 8;

ctemplate::TemplateString key_of(std::string_view name) { return {name.data(), name.size()}; }

/// A marker of a template: its sign ('#', '/', '>', '!' … or 0), name and modifiers.
struct Marker {
  char sign = 0;
  std::string_view name = {};
  std::string_view modifier = {};
  std::size_t line = 0;
};

Marker read_marker(std::string_view inside, std::size_t line) {
  Marker marker{.line = line};
  if (!inside.empty() && std::string_view("#/>!%=").find(inside.front()) != std::string_view::npos) {
    marker.sign = inside.front();
    inside.remove_prefix(1);
  }
  if (marker.sign != '!' && marker.sign != '%') {
    if (const auto colon = inside.find(':'); colon != std::string_view::npos) {
      marker.modifier = inside.substr(colon + 1);
      inside = inside.substr(0, colon);
    }
  }
  marker.name = inside;
  return marker;
}

/// Calls on(marker, begin, end) for each marker; false when one is not closed.
template <class F>
bool each_marker(std::string_view text, F&& on) {
  std::size_t line = 1;
  std::size_t at = 0;
  while (true) {
    const auto begin = text.find("{{", at);
    if (begin == std::string_view::npos) return true;
    line += static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at),
                                                text.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    const auto end = text.find("}}", begin);
    if (end == std::string_view::npos) return false;
    on(read_marker(text.substr(begin + 2, end - begin - 2), line), begin, end + 2);
    at = end + 2;
  }
}

/// Puts the text of {{>name}} in its place, several levels deep.
Outcome<std::string> with_includes(std::string_view text, const TemplateSource& source, int depth) {
  if (depth > kDeepestInclude) return fail(Fault::Invalid, "template.include-depth");
  std::string out;
  std::size_t copied = 0;
  std::optional<Error> problem;
  const bool closed = each_marker(text, [&](const Marker& marker, std::size_t begin, std::size_t end) {
    if (marker.sign != '>' || problem) return;
    out.append(text.substr(copied, begin - copied));
    copied = end;
    const auto part = source(marker.name);
    if (!part) {
      problem = Error{Fault::NotFound, "template.missing", std::string(marker.name)};
      return;
    }
    auto whole = with_includes(*part, source, depth + 1);
    if (whole)
      out += *whole;
    else
      problem = std::move(whole).error();
  });
  if (problem) return Failure(std::move(*problem));
  if (!closed) return fail(Fault::Invalid, "template.markers", "a marker is not closed");
  out.append(text.substr(copied));
  return out;
}

/// Compares the markers of one template with a schema, keeping the open sections.
class Checker {
 public:
  explicit Checker(const Schema& schema) { scopes_.push_back({"", &schema.fields, nullptr}); }

  void see(const Marker& marker) {
    if (marker.sign == '!') return;
    if (marker.sign == '#')
      open(marker);
    else if (marker.sign == '/')
      close(marker);
    else if (marker.sign == 0)
      value(marker);
    else
      say(marker, "is of a sort that templates here do not use");
  }

  std::vector<std::string> finish() {
    if (scopes_.size() > 1) problems_.push_back(fmt::format("section {} is not closed", scopes_.back().name));
    return std::move(problems_);
  }

 private:
  struct Scope {
    std::string name = {};
    const std::vector<Schema::Field>* fields = nullptr;
    const Schema::Field* scalar = nullptr;  ///< inside a section of scalars: the field itself
  };

  const Schema::Field* find(std::string_view name) const {
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      if (!scope->fields) continue;
      for (const auto& field : *scope->fields)
        if (field.name == name) return &field;
    }
    return nullptr;
  }

  bool inside_scalar(const Schema::Field& field) const {
    for (const auto& scope : scopes_)
      if (scope.scalar == &field) return true;
    return false;
  }

  void open(const Marker& marker) {
    const auto* field = find(marker.name);
    Scope scope{.name = std::string(marker.name)};
    if (field) {
      if (field->kind == Schema::Kind::Section) {
        if (field->scalar)
          scope.scalar = field;
        else
          scope.fields = &field->inner;
      } else if (field->kind != Schema::Kind::Flag) {
        say(marker, "is a value, not a section");
      }
    } else if (!condition(marker.name)) {
      say(marker, "is unknown");
    }
    if (scopes_that_know(plain_name(marker.name)) > 1) say(marker, "also names something further out");
    scopes_.push_back(std::move(scope));
  }

  std::string_view plain_name(std::string_view name) const {
    if (find(name)) return name;
    for (const std::string_view prefix : {"has_", "no_"})
      if (name.starts_with(prefix)) return name.substr(prefix.size());
    return name;
  }

  bool condition(std::string_view name) const {
    return name.starts_with("has_") || name.starts_with("no_") ? find(plain_name(name)) != nullptr : false;
  }

  /// A section that is shut inside would be looked up outside, so a section's name must be alone.
  int scopes_that_know(std::string_view name) const {
    int count = 0;
    for (const auto& scope : scopes_)
      if (scope.fields) count += std::ranges::any_of(*scope.fields, [&](const auto& f) { return f.name == name; });
    return count;
  }

  void close(const Marker& marker) {
    if (scopes_.size() == 1 || scopes_.back().name != marker.name)
      say(marker, "closes a section that is not open");
    else
      scopes_.pop_back();
  }

  void value(const Marker& marker) {
    const auto* field = find(marker.name);
    if (!field) return say(marker, "is unknown");
    const bool text = field->kind == Schema::Kind::Text || (field->scalar && inside_scalar(*field));
    if (field->kind == Schema::Kind::Html) {
      if (marker.modifier != "none") say(marker, "is HTML and must say :none");
    } else if (!text) {
      say(marker, "is a section, not a value");
    } else if (!marker.modifier.empty()) {
      say(marker, fmt::format("may not say :{}, text is always escaped", marker.modifier));
    }
  }

  void say(const Marker& marker, std::string_view what) {
    problems_.push_back(fmt::format("line {}: {{{{{}}}}} {}", marker.line, marker.name, what));
  }

  std::vector<Scope> scopes_ = {};
  std::vector<std::string> problems_ = {};
};

std::optional<std::string_view> escaping_of(std::string_view name) {
  if (name.ends_with(".html")) return "{{%AUTOESCAPE context=\"HTML\"}}";
  if (name.ends_with(".xml")) return "{{%AUTOESCAPE context=\"XML\"}}";
  return std::nullopt;
}

}  // namespace

std::vector<std::string> check_markers(std::string_view text, const Schema& schema) {
  Checker checker(schema);
  const bool closed = each_marker(text, [&](const Marker& marker, std::size_t, std::size_t) { checker.see(marker); });
  auto problems = checker.finish();
  if (!closed) problems.emplace_back("a marker is not closed");
  return problems;
}

namespace detail {

void Slot::text(std::string_view name, std::string_view value) {
  dictionary_->SetValueWithoutCopy(key_of(name), key_of(value));
}

void Slot::number(std::string_view name, std::int64_t value) {
  dictionary_->SetValue(key_of(name), std::to_string(value));
}

void Slot::show(std::string_view name) { dictionary_->ShowSection(key_of(name)); }

Slot Slot::section(std::string_view name) { return Slot(*dictionary_->AddSectionDictionary(key_of(name))); }

Outcome<Body> Body::load(const std::string& name, const TemplateSource& source, const Schema& schema) {
  const auto escaping = escaping_of(name);
  if (!escaping) return fail(Fault::Invalid, "template.name", name);
  const auto text = source(name);
  if (!text) return fail(Fault::NotFound, "template.missing", name);
  auto whole = with_includes(*text, source, 0);
  if (!whole) {
    auto error = std::move(whole).error();
    error.detail = fmt::format("{}: {}", name, error.detail);
    return Failure(std::move(error));
  }
  if (const auto problems = check_markers(*whole, schema); !problems.empty())
    return fail(Fault::Invalid, "template.markers", fmt::format("{}: {}", name, fmt::join(problems, "; ")));

  // ctemplate reads a template's first marker as the declaration of its escaping.
  const std::string declared = std::string(*escaping) + *whole;
  Body body;
  body.name_ = name;
  body.template_.reset(
      ctemplate::Template::StringToTemplate(declared.data(), declared.size(), ctemplate::STRIP_BLANK_LINES));
  if (!body.template_) return fail(Fault::Invalid, "template.unreadable", name);
  return body;
}

std::string Body::render(const std::function<void(Slot)>& fill) const {
  ctemplate::TemplateDictionary dictionary(key_of(name_));
  fill(Slot(dictionary));
  std::string out;
  out.reserve(32 * 1024);
  template_->Expand(&out, &dictionary);
  return out;
}

}  // namespace detail

}  // namespace dl::web
