#include "dialogue/procedure.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/vocabulary.h"
#include "work/chain.h"
#include "work/cycle_page.h"

namespace dl::dialogue {
namespace {

TEST(MessageProcedure, IsDrawnInTheDocuments) {
  const std::string name = DAYLIGHT_SOURCE_DIR "/docs/life-of-a-letter.md";
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  const auto drawn = work::page_of(kCycle, State::Received);
  EXPECT_EQ(page.substr(begin), drawn) << "the rest of docs/life-of-a-letter.md is to be:\n" << drawn;
}

TEST(MessageProcedure, AsksForCodesOfListsThatAreThere) {
  const auto lists = Vocabularies::load();
  ASSERT_TRUE(lists) << describe(lists.error());
  for (const auto& row : message_kind().steps)
    for (const auto& question : row.questions) {
      if (question.ask != Ask::Code) continue;
      EXPECT_NE(lists->find(question.among), nullptr) << question.among;
    }
  const auto* topics = lists->find("message_topics");
  ASSERT_NE(topics, nullptr);
  EXPECT_EQ(topics->terms.size(), 15U);
}

// Whoever wrote reads why a letter is not taken up, as the sentence of the state says; the office's other words stay
// with it.
TEST(MessageProcedure, TellsTheWriterWhyALetterIsNotTakenUp) {
  for (const auto& row : message_kind().steps)
    EXPECT_EQ(message_kind().told_in_full(row.event.verb), row.event.verb == event("message.rejected").verb)
        << row.event.verb;
  EXPECT_TRUE(message_kind().told(event("message.rejected").verb));
}

TEST(MessageProcedure, IsSignedByWhoeverApproves) {
  const auto chain = work::Chain::load(std::string(Procedure::kChain), {});
  ASSERT_TRUE(chain) << describe(chain.error());
  ASSERT_EQ(chain->signers.size(), 1U);
  EXPECT_EQ(chain->signers[0].right, kApproves);
  EXPECT_EQ(chain->signers[0].hand, work::Hand::Another);
}

}  // namespace
}  // namespace dl::dialogue
