// An answer for the tests that call every operation.
#include "api/town_fixture.h"
#include "questions/answer_desk.h"

namespace dl::api {
namespace {

const bool kKnown = add_sample(
    {"/api/v1/answers", "answer", [](Town& town, Browser&, const std::string& secret) -> std::int64_t {
       const auto keeper = accounts::Principal::machine("operator:test");
       const questions::NewAnswer aside{
           .agency = town.bureau(), .kind = questions::AnswerKind::Aside, .question = secret, .reason = "不属于本机关"};
       auto given = questions::AnswerDesk(town.journal()).give(aside, keeper);
       EXPECT_TRUE(given) << describe(given.error());
       return given.value_or(0);
     }});

}  // namespace
}  // namespace dl::api
