#include "plans/units.h"

#include <algorithm>

#include "base/text.h"

namespace dl::plans {
namespace {

// Longer ones first; each is the end of a clause.
constexpr std::initializer_list<View> kLeads = {
    U"分别牵头负责落实", U"分别牵头落实", U"分别牵头负责", U"分别牵头",   U"共同牵头", U"牵头组织实施",
    U"牵头负责落实",     U"牵头负责",     U"牵头落实",     U"牵头组织",   U"牵头实施", U"牵头办理",
    U"总牵头",           U"牵头",         U"主办",         U"为牵头单位", U"为主"};
/// These say by themselves that somebody has been given a duty.
constexpr std::initializer_list<View> kDuties = {U"按照各自职责分工负责",
                                                 U"按照职责分工分别负责",
                                                 U"按照职责分工负责落实",
                                                 U"按各自职责分工负责",
                                                 U"按职责分工分别负责落实",
                                                 U"按职责分工分别负责",
                                                 U"按职责分工负责落实",
                                                 U"按照职责分工负责",
                                                 U"按照职责分工落实",
                                                 U"根据职责分工负责",
                                                 U"按职责分工组织实施",
                                                 U"按职能分工负责",
                                                 U"按职责分工负责",
                                                 U"按职责分工落实",
                                                 U"按职责分工抓好落实",
                                                 U"依职责分工负责",
                                                 U"依职责负责",
                                                 U"按职责负责落实",
                                                 U"按职责负责",
                                                 U"按职责落实",
                                                 U"按照职责负责",
                                                 U"按职责分工",
                                                 U"按照职责分工",
                                                 U"按职责",
                                                 U"按分工负责落实",
                                                 U"按分工负责",
                                                 U"分别负责落实",
                                                 U"分别负责",
                                                 U"分工负责",
                                                 U"共同负责落实",
                                                 U"共同负责",
                                                 U"具体负责落实",
                                                 U"具体负责",
                                                 U"负责组织实施",
                                                 U"负责抓好落实",
                                                 U"负责落实",
                                                 U"统筹负责",
                                                 U"各负其责",
                                                 U"主要负责",
                                                 U"负责"};
constexpr std::initializer_list<View> kHelps = {U"按职责分工配合落实",
                                                U"按职责分工配合",
                                                U"按职责配合",
                                                U"积极配合",
                                                U"协同配合",
                                                U"配合落实",
                                                U"配合做好",
                                                U"配合实施",
                                                U"参与配合",
                                                U"协助配合",
                                                U"配合",
                                                U"协办",
                                                U"协助",
                                                U"参与",
                                                U"参加",
                                                U"承办",
                                                U"组织实施",
                                                U"抓好落实",
                                                U"具体落实",
                                                U"具体实施",
                                                U"共同落实",
                                                U"分别落实",
                                                U"落实",
                                                U"实施",
                                                U"执行"};
constexpr std::initializer_list<View> kStrong = {
    U"局",     U"委",     U"办",     U"科",     U"处",     U"股",     U"室",   U"厅",     U"署",       U"队",
    U"院",     U"所",     U"馆",     U"中心",   U"单位",   U"部门",   U"政府", U"机关",   U"公司",     U"集团",
    U"街道",   U"镇",     U"乡",     U"委员会", U"管委会", U"办事处", U"机构", U"窗口",   U"银行",     U"支行",
    U"党组",   U"工委",   U"企业",   U"学校",   U"社区",   U"市直",   U"县直", U"园区",   U"领导小组", U"工作组",
    U"专班",   U"小组",   U"开发区", U"新区",   U"高新区", U"成员",   U"总站", U"工作站", U"管理站",   U"监督站",
    U"质监站", U"监测站", U"检测站", U"水文站", U"学院",   U"医院",   U"法院", U"检察院"};
constexpr std::initializer_list<View> kGeneric = {
    U"单位", U"部门", U"科室", U"机关", U"机构", U"政府",     U"企业",     U"中心",     U"街道",
    U"社区", U"学校", U"公司", U"处室", U"股室", U"责任单位", U"责任部门", U"责任科室", U"小组",
    U"窗口", U"园区", U"银行", U"医院", U"成员", U"集团",     U"专班"};
constexpr std::initializer_list<View> kWeak = {U"站", U"区", U"县",   U"市", U"会",   U"部",     U"社",
                                               U"团", U"村", U"校",   U"组", U"段",   U"责任人", U"承办人",
                                               U"地", U"级", U"处级", U"庭", U"所属", U"班子"};

bool is_list_mark(char32_t c) { return View(U"、/\n\t").find(c) != View::npos; }
bool is_clause_mark(char32_t c) { return is_pause(c); }

View drop_end(View words, std::initializer_list<View> endings) {
  words = trim(words);
  const View end = last_of(words, endings);
  return trim(words.substr(0, words.size() - end.size()));
}

/// A name with 等, brackets of its role and leading words taken off; sets the role that a bracket says.
View clean(View name, Role& role) {
  name = trim(name);
  for (bool again = true; again && !name.empty();) {
    again = false;
    const Chars folded = fold(name);
    if (folded.back() == U')') {
      const auto open = folded.rfind(U'(');
      if (open == Chars::npos) break;
      const auto inside = View(folded).substr(open + 1, folded.size() - open - 2);
      const bool lead = has_any(inside, {U"牵头", U"主办", U"总负责"}),
                 help = has_any(inside, {U"配合", U"协办", U"参与", U"责任单位"});
      if (!lead && !help) break;
      role = lead ? Role::Lead : Role::Responsible;
      name = trim(name.substr(0, open));
      again = true;
    }
  }
  name = drop_end(name, {U"等有关部门", U"等相关部门", U"等有关单位", U"等相关单位", U"等有关科室", U"等相关科室",
                         U"等部门", U"等单位", U"等科室", U"等"});
  while (!name.empty() && View(U"，。；：、,.;:“”\"()（）[]【】").find(name.front()) != View::npos)
    name.remove_prefix(1);
  while (!name.empty() && View(U"，。；：、,.;:“”\"([（【").find(name.back()) != View::npos) name.remove_suffix(1);
  for (const View lead : {View(U"由"), View(U"分别由"), View(U"具体由")})
    if (begins_with(name, lead)) name.remove_prefix(lead.size());
  return trim(name);
}

void keep(std::vector<std::string>& names, View name) {
  auto word = text::encode(name);
  std::erase(word, '\n');
  if (std::ranges::find(names, word) == names.end()) names.push_back(std::move(word));
}

/// Names between 、 and, where what stands before ends like a unit, between 和, 及 and spaces.
std::vector<View> names_of(View list) {
  std::vector<View> names;
  for (View part : split(list, is_list_mark)) {
    for (std::size_t i = 1; i + 1 < part.size(); ++i) {
      const View joint = first_of(part.substr(i), {U"以及", U"会同", U"和", U"及", U"与", U" ", U"\u3000"});
      if (joint.empty() || last_of(part.substr(0, i), kStrong).empty()) continue;
      names.push_back(part.substr(0, i));
      part.remove_prefix(i + joint.size());
      i = 0;
    }
    names.push_back(part);
  }
  return names;
}

/// The role that a clause's own ending gives its names; what is left are the names.
Role role_of(View& clause, Role role) {
  const auto taken = [&](std::initializer_list<View> list) {
    const View end = last_of(clause, list);
    clause = trim(clause.substr(0, clause.size() - end.size()));
    return !end.empty();
  };
  clause = trim(clause);
  if (taken(kLeads)) return Role::Lead;
  if (taken(kDuties)) {
    if (taken(kLeads)) return Role::Lead;
    return role;
  }
  if (taken(kHelps)) return Role::Responsible;
  return role;
}

View without_lead_in(View clause) {
  clause = trim(clause);
  for (const View lead :
       {View(U"此项工作"), View(U"该项工作"), View(U"本项工作"), View(U"上述工作"), View(U"以上工作"), View(U"具体"),
        View(U"以上各项"), View(U"以上任务"), View(U"上述任务"), View(U"本项任务"), View(U"该项任务")})
    if (begins_with(clause, lead)) clause.remove_prefix(lead.size());
  if (begins_with(clause, U"均由") || begins_with(clause, U"分别由"))
    clause.remove_prefix(begins_with(clause, U"均由") ? 2 : 3);
  if (begins_with(clause, U"由")) clause.remove_prefix(1);
  return clause;
}

bool all_units(View list) {
  const auto names = names_of(list);
  return !names.empty() && std::ranges::all_of(names, [](View name) {
    Role role = Role::Responsible;
    return looks_like_unit(clean(name, role));
  });
}

/// （市财政局牵头，各单位配合）, [局办公室、法规科]; empty for a bracket that says something else.
Units units_in_bracket(View inside, bool at_end) {
  if (inside.size() < 2 || has_any(inside, {U"以下", U"简称", U"包括", U"例如", U"不含", U"详见", U"附件"})) return {};
  bool duty = false, units = true;
  for (const View clause : split(inside, is_clause_mark)) {
    View names = without_lead_in(clause);
    const auto size = names.size();
    role_of(names, Role::Responsible);
    duty = duty || names.size() < size;
    units = units && all_units(names);
  }
  if (!units || (!duty && !at_end)) return {};
  if (!duty) {  // bare names: one of them has to be a unit beyond doubt
    const auto names = names_of(inside);
    if (std::ranges::none_of(names,
                             [](View name) { return trim(name).size() > 2 && !last_of(trim(name), kStrong).empty(); }))
      return {};
  }
  return read_units(inside, Role::Responsible);
}

/// Clauses of a sentence that give a duty: 由…负责; …牵头，…配合; 各…按职责分工负责.
void find_sentences(View words, Duties& duties) {
  const Chars folded = fold(words);
  bool led = false;
  std::size_t last = 0;
  for (const View clause : split(words, is_clause_mark)) {
    const auto begin = static_cast<std::size_t>(clause.data() - words.data());
    led = led && std::none_of(&folded[last], &folded[begin], is_stop);
    last = begin + clause.size();
    const View names = without_lead_in(clause);
    const bool given = names.size() < trim(clause).size();
    View who = names;
    const bool helps = !last_of(who, kHelps).empty() && last_of(who, kDuties).empty() && last_of(who, kLeads).empty();
    const Role role = role_of(who, Role::Responsible);
    if (who.size() == names.size() || who.empty() || (helps && !given && !led)) continue;
    if (!all_units(who)) continue;
    duties.units.add(read_units(who, role));
    duties.said.emplace_back(begin, begin + clause.size());
    led = true;
  }
}

/// Sentences that begin with who does it: 办公室：…, 规划科负责…. The words stay.
void find_subjects(View words, Duties& duties) {
  for (const View sentence : split(words, is_stop)) {
    const Chars folded = fold(trim(sentence));
    const View shown = trim(sentence);
    const auto colon = folded.find(U':');
    if (colon != Chars::npos && colon <= 30 && colon + 1 < folded.size() && all_units(shown.substr(0, colon))) {
      duties.units.add(read_units(shown.substr(0, colon), Role::Responsible));
      continue;
    }
    const auto verb = std::min(folded.find(U"负责"), folded.find(U"牵头"));
    if (verb == Chars::npos || verb == 0 || verb > 40 || verb + 3 > folded.size()) continue;
    if (!first_of(View(folded).substr(verb + 2), {U"人", U"同志", U"的", U"领导"}).empty()) continue;
    const View who = drop_end(shown.substr(0, verb), {U"分别", U"具体", U"共同", U"统筹", U"应当", U"要", U"应"});
    if (all_units(who)) duties.units.add(read_units(who, folded[verb] == U'牵' ? Role::Lead : Role::Responsible));
  }
}

}  // namespace

void Units::add(const Units& other) {
  for (const auto& name : other.lead)
    if (std::ranges::find(lead, name) == lead.end()) lead.push_back(name);
  for (const auto& name : other.responsible)
    if (std::ranges::find(responsible, name) == responsible.end()) responsible.push_back(name);
}

bool looks_like_unit(View name) {
  name = trim(name);
  const Chars folded = fold(name);
  if (!folded.empty() && folded.back() == U')')
    if (const auto open = folded.rfind(U'('); open != Chars::npos && open > 0) name = name.substr(0, open);
  if (name.size() < 2 || name.size() > 30 || std::ranges::find(kGeneric, name) != kGeneric.end()) return false;
  if (!last_of(name, {U"网站", U"场所", U"主办", U"承办", U"督办", U"经办", U"查办", U"交办", U"催办"}).empty())
    return false;
  if (has_any(name, {U"要", U"应当", U"，", U",", U"。", U"公开", U"加强", U"领导负", U"不"}) &&
      !has_any(name, {U"公开办", U"公开科", U"公开领导小组", U"公开工作", U"公开股", U"公开中心"}))
    return false;
  return !last_of(name, kStrong).empty() || !last_of(name, kWeak).empty();
}

Units read_units(View list, Role role) {
  Units units;
  for (const View clause : split(list, is_clause_mark)) {
    // 甲牵头、乙配合: the ending of a name is that of those before it.
    std::vector<View> group;
    const auto close = [&](Role own) {
      for (const View name : group) {
        Role one = own;
        const View word = clean(name, one);
        if (word.empty() || word.size() > 40 || word == U"/" || word == U"无" ||
            word.find_first_not_of(U"-—－_") == View::npos)
          continue;
        keep(one == Role::Lead ? units.lead : units.responsible, word);
      }
      group.clear();
    };
    for (const View name : names_of(without_lead_in(clause))) {
      View bare = name;
      const Role own = role_of(bare, role);
      const bool said = bare.size() < trim(name).size();
      group.push_back(said ? bare : name);
      if (said) close(own);
    }
    close(role);
  }
  return units;
}

Units units_of_heading(View head) {
  const View names = drop_end(head, {U"工作职责", U"主要职责", U"职责", U"工作任务", U"任务", U"：", U":"});
  const auto all = names_of(names);
  const bool strong = !all.empty() && std::ranges::all_of(all, [](View name) {
    return looks_like_unit(name) && !last_of(trim(name), kStrong).empty();
  });
  return strong ? read_units(names, Role::Responsible) : Units{};
}

Duties find_duties(View words) {
  Duties duties;
  const Chars folded = fold(words);
  for (const auto& one : labels_within(words)) {
    if (one.label.role != Role::Lead && one.label.role != Role::Responsible) continue;
    duties.units.add(read_units(one.value, one.label.role));
    duties.said.emplace_back(one.begin, one.end);
  }
  const auto taken = [&](std::size_t at) {
    return std::ranges::any_of(duties.said, [&](const auto& range) { return at >= range.first && at < range.second; });
  };
  for (std::size_t i = 0; i < folded.size(); ++i) {
    if ((folded[i] != U'(' && folded[i] != U'[') || taken(i)) continue;
    const auto end = closing_of(folded, i);
    if (end == View::npos) continue;
    const bool at_end = end + 1 >= folded.size() || is_stop(folded[end + 1]) || folded[end + 1] == U' ';
    const auto units = units_in_bracket(words.substr(i + 1, end - i - 1), at_end);
    if (!units.empty()) {
      duties.units.add(units);
      duties.said.emplace_back(i, end + 1);
    }
    i = end;
  }
  if (duties.said.empty()) find_sentences(words, duties);
  if (duties.said.empty()) find_subjects(words, duties);
  std::ranges::sort(duties.said);
  return duties;
}

}  // namespace dl::plans
