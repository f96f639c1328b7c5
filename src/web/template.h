// Pages from templates: an HTML or XML file with markers, filled from a described struct.
//
// A view struct is described with BOOST_DESCRIBE_STRUCT; its members are the markers. When a
// template is loaded every marker is checked against the struct, so a misspelt one stops the
// program at start. Text is escaped for the place where it stands (ctemplate's auto-escape);
// only a member of type Html goes in as it is, and its marker must say so: {{body:none}}.
//
//   text, numbers    {{name}}
//   bool             {{#name}} … {{/name}}
//   optional, struct {{#name}} … members of it … {{/name}}
//   vector           {{#name}} … once an element … {{/name}}; a scalar element is {{name}} again
//   any of them      {{#has_name}} when it is there, not empty, not zero; {{#no_name}} otherwise
//   another file     {{>parts/head.html}}, put in when the template is loaded
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/described.h"
#include "base/outcome.h"

namespace ctemplate {
class Template;
class TemplateDictionary;
}  // namespace ctemplate

namespace dl::web {

/// HTML that is safe as it stands, such as a rendered content tree. Never made from outside text.
struct Html {
  std::string text = {};
};

/// Finds the text of a template by its name, "article.html".
using TemplateSource = std::function<std::optional<std::string>(std::string_view name)>;

/// What a struct offers to a template.
struct Schema {
  enum class Kind : std::uint8_t { Text, Html, Flag, Section };
  struct Field {
    std::string name = {};
    Kind kind = Kind::Text;
    bool scalar = false;            ///< a section whose element is the text of the same name
    std::vector<Field> inner = {};  ///< a section's members
  };
  std::vector<Field> fields = {};
};

/// What is wrong with the markers of a template, one line each; empty = nothing.
std::vector<std::string> check_markers(std::string_view text, const Schema& schema);

namespace detail {

/// One level of the values that a template is expanded with.
class Slot {
 public:
  explicit Slot(ctemplate::TemplateDictionary& dictionary) : dictionary_(&dictionary) {}
  void text(std::string_view name, std::string_view value);  ///< keeps a reference to the value
  void number(std::string_view name, std::int64_t value);
  void show(std::string_view name);
  Slot section(std::string_view name);

 private:
  ctemplate::TemplateDictionary* dictionary_;
};

/// The expanded-once text of a template, shared by its copies.
class Body {
 public:
  static Outcome<Body> load(const std::string& name, const TemplateSource& source, const Schema& schema);
  std::string render(const std::function<void(Slot)>& fill) const;

 private:
  std::string name_ = {};
  std::shared_ptr<ctemplate::Template> template_ = {};
};

template <class T>
concept Textual = std::convertible_to<const T&, std::string_view>;
template <class T>
concept Scalar = Textual<T> || std::integral<T> || std::same_as<T, Html>;

/// The names of a member's sections, made once a program.
struct SectionNames {
  std::string has;
  std::string no;
  explicit SectionNames(const char* name) : has(std::string("has_") + name), no(std::string("no_") + name) {}
};

template <class View>
std::vector<Schema::Field> fields_of();

template <class T>
Schema::Field field_of(const char* name) {
  using Kind = Schema::Kind;
  if constexpr (std::same_as<T, bool>)
    return {name, Kind::Flag, false, {}};
  else if constexpr (std::same_as<T, Html>)
    return {name, Kind::Html, false, {}};
  else if constexpr (Scalar<T>)
    return {name, Kind::Text, false, {}};
  else if constexpr (kOptional<T> || kVector<T>) {
    if constexpr (Scalar<typename T::value_type>)
      return {name, Kind::Section, true, {}};
    else
      return {name, Kind::Section, false, fields_of<typename T::value_type>()};
  } else {
    static_assert(Described<T>, "a template cannot show a member of this type");
    return {name, Kind::Section, false, fields_of<T>()};
  }
}

template <class View>
std::vector<Schema::Field> fields_of() {
  static_assert(Described<View>, "a view struct needs BOOST_DESCRIBE_STRUCT");
  std::vector<Schema::Field> fields;
  boost::mp11::mp_for_each<MembersOf<View>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<View>().*member.pointer)>;
    fields.push_back(field_of<Member>(member.name));
  });
  return fields;
}

template <class View>
void fill(Slot slot, const View& view);

template <class T>
void put_scalar(Slot& slot, const char* name, const T& value) {
  if constexpr (std::same_as<T, Html>)
    slot.text(name, value.text);
  else if constexpr (Textual<T>)
    slot.text(name, value);
  else
    slot.number(name, static_cast<std::int64_t>(value));
}

template <class T>
bool has_value(const T& value) {
  if constexpr (std::same_as<T, Html>)
    return !value.text.empty();
  else if constexpr (std::integral<T>)
    return value != 0;
  else if constexpr (kOptional<T>)
    return value.has_value();
  else if constexpr (kVector<T>)
    return !value.empty();
  else if constexpr (Textual<T>)
    return !std::string_view(value).empty();
  else
    return true;
}

template <class T>
void put_element(Slot& slot, const char* name, const T& element) {
  Slot inner = slot.section(name);
  if constexpr (Scalar<T>)
    put_scalar(inner, name, element);
  else
    fill(inner, element);
}

template <class T>
void put(Slot& slot, const char* name, const T& value) {
  if constexpr (std::same_as<T, bool>) {
    if (value) slot.show(name);
  } else if constexpr (Scalar<T>) {
    put_scalar(slot, name, value);
  } else if constexpr (kOptional<T>) {
    if (value) put_element(slot, name, *value);
  } else if constexpr (kVector<T>) {
    for (const auto& element : value) put_element(slot, name, element);
  } else {
    put_element(slot, name, value);
  }
}

template <class View>
void fill(Slot slot, const View& view) {
  boost::mp11::mp_for_each<MembersOf<View>>([&](auto member) {
    static const SectionNames names(member.name);
    const auto& value = view.*member.pointer;
    put(slot, member.name, value);
    slot.show(has_value(value) ? names.has : names.no);
  });
}

}  // namespace detail

/// The schema of a view struct.
template <class View>
Schema schema_of() {
  return Schema{detail::fields_of<View>()};
}

/// A template that shows values of one struct. Cheap to copy; safe to render from any thread.
template <class View>
class Template {
 public:
  Template() = default;
  /// The template of this name, to be loaded before it is rendered.
  explicit Template(const char* name) : name_(name) {}

  /// As the function below.
  Outcome<void> load(const TemplateSource& source) {
    DL_TRY(body_, detail::Body::load(name_, source, schema_of<View>()));
    return {};
  }

  /// Fault::NotFound `template.missing`; Fault::Invalid `template.markers` with the problems as
  /// detail. The name's ending decides the escaping: .html or .xml.
  static Outcome<Template> load(const std::string& name, const TemplateSource& source) {
    Template loaded;
    loaded.name_ = name;
    DL_CHECK(loaded.load(source));
    return loaded;
  }

  std::string render(const View& view) const {
    return body_.render([&](detail::Slot slot) { detail::fill(slot, view); });
  }

 private:
  std::string name_ = {};
  detail::Body body_ = {};
};

}  // namespace dl::web
