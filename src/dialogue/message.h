// A letter to the mailbox (群众来信) as somebody writes it, and what is kept of it beside the matter.
//
// Asked is what an answer needs and no more: what it is about, the words, a name and one way to be reached
// (requirements A31; 个人信息保护法 art. 6).
#pragma once

#include "base/fields.h"
#include "base/vocabulary.h"
#include "matters/parties.h"

namespace dl::dialogue {

inline constexpr std::size_t kLongestTitle = 100;    ///< characters
inline constexpr std::size_t kLongestWords = 2'000;  ///< characters
inline constexpr std::size_t kLongestName = 50;
inline constexpr std::size_t kLongestReach = 100;

/// What stands in the form.
struct NewMessage {
  std::string kind = {};      ///< code of `message_kinds`
  std::string topic = {};     ///< code of `message_topics`
  std::string title = {};     ///< at most kLongestTitle
  std::string words = {};     ///< at most kLongestWords
  bool wants_public = false;  ///< the answer may be shown to everybody, masked
  std::string name = {};
  std::string phone = {};  ///< this or the next one
  std::string email = {};

  static constexpr std::array kFields = {
      Field{"kind", "来信类别", {.owed = true, .vocabulary = "message_kinds"}},
      Field{"topic", "主题", {.owed = true, .vocabulary = "message_topics"}},
      Field{"title", "标题", {.characters = kLongestTitle, .owed = true, .help = "请不要写姓名、电话和住址。"}},
      Field{"words", "内容", {.characters = kLongestWords, .owed = true, .asked = Asked::Long}},
      Field{"wants_public", "同意公开问题和答复", {.help = "公开前隐去姓名、电话、住址等个人信息。"}},
      Field{"name", "姓名", {.characters = kLongestName, .owed = true}},
      Field{"phone", "联系电话", {.characters = kLongestReach, .help = "电话和电子邮箱至少填写一项。"}},
      Field{"email", "电子邮箱", {.characters = kLongestReach}},
  };
  matters::Contact contact() const;
};

/// What is wrong with a form, all at once: Fault::Invalid `message.incomplete` with the fields: `field.owed`,
/// `field.choice`, `message.long`, `field.characters`; "phone" `message.reach-owed`, `message.phone`; "email"
/// `message.email`. Pure.
Outcome<void> check(const NewMessage& message, const Vocabularies& lists, Date today);

/// The row beside the matter, with what somebody wrote.
struct Message {
  std::int64_t matter = 0;
  std::string kind = {};
  std::string topic = {};
  bool wants_public = false;
  std::string title = {};  ///< as it was written; the matter's own is masked. Empty where it was erased
  std::string words = {};  ///< empty where they were erased

  friend bool operator==(const Message&, const Message&) = default;
};

/// Who answers letters of a topic, as the agency has set it.
struct Route {
  std::int64_t agency = 0;
  std::string topic = {};
  std::string department = {};

  friend bool operator==(const Route&, const Route&) = default;
};

}  // namespace dl::dialogue
