// Made-up people and what is said of them, for privacy_bench: names, streets and phrasings that the finder's rules do
// not list. A text is made by its seed alone. Every third seed is held out: it also draws from phrasings that no other
// seed uses, and what is missed there is counted and never shown.
#pragma once

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/identifiers.h"
#include "base/text.h"
#include "privacy/personal_data.h"

namespace dl::privacy::bench {

/// Something personal that was put into a text, and where.
struct Item {
  Kind kind = Kind::Name;
  std::size_t offset = 0;
  std::size_t size = 0;
};

struct Text {
  std::string words = {};
  std::vector<Item> items = {};
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed * 0x9E3779B97F4A7C15ULL + 1), held_(seed % 3 == 2) {}

  bool is_held() const { return held_; }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class List>
  auto pick(const List& list) {
    return list[below(std::size(list))];
  }
  std::string digits(std::size_t n) {
    std::string out;
    while (out.size() < n) out += static_cast<char>('0' + below(10));
    return out;
  }

  /// Of people: 王若溪, 欧阳澍, 阿依古丽·买买提.
  std::string name();
  std::string address();
  std::string number_of(Kind kind);
  /// A phrase with its slots filled: {name} {same} {mobile} {id} {old} {phone} {bank} {plate} {passport} {permit}
  /// {mail} {home}; {road} {n} {date} {company} {officer} {office} {sum} are no personal data.
  void fill(std::string_view phrase, Text& text);

 private:
  std::string chars(std::string_view list, std::size_t n) {
    const auto all = text::decode(list);
    std::u32string out;
    for (std::size_t i = 0; i < n; ++i) out += all[below(all.size())];
    return text::encode(out);
  }
  std::string number(std::size_t from, std::size_t to) { return std::to_string(from + below(to - from + 1)); }
  std::string resident_number(bool old);
  std::string bank_card();
  std::string written(std::string digits);
  std::string chinese(const std::string& digits);
  std::string plain(std::string_view slot);

  std::mt19937_64 random_;
  bool held_ = false;
  std::string last_name_ = {};
};

inline std::string Maker::name() {
  static constexpr std::string_view kFrequent =
      "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡"
      "蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛"
      "阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
  static constexpr std::string_view kSeldom = "揭蒲綦岑仝芮晏匡牟桑瞿卞祁蔚鄢闵游娄裘明郦缪辜尤粟臧麦";
  static constexpr std::string_view kTwo[] = {"欧阳", "上官", "司徒", "诸葛", "夏侯", "皇甫", "令狐", "端木"};
  static constexpr std::string_view kFirst =
      "建国志文晓玉春秀海丽小俊思雨子佳梓宇浩欣若可一诗嘉明永德金桂凤学少世振立素美冬惠雪润"
      "沐景泽承锦书亦彦瑾昊仲";
  static constexpr std::string_view kLast =
      "伟芳娜敏静强磊军洋勇艳杰娟涛超霞平刚英华慧巧玲辉斌鹏飞兰红梅琳晶莹洁凯健峰波宁溪轩涵怡"
      "彤萱睿博然航妍菲瑶翔诚祥贵根生荣旺澍骞珩甯砚";
  static constexpr std::string_view kFar[] = {"阿依古丽·买买提", "艾尔肯·吐尔逊",     "帕提古丽·阿布都",
                                              "巴图·额尔敦",     "阿卜杜热合曼·艾力", "古丽米热·亚森"};
  if (chance(4)) return std::string(pick(kFar));
  auto out = chance(5) ? std::string(pick(kTwo)) : chance(12) ? chars(kSeldom, 1) : chars(kFrequent, 1);
  if (chance(70)) out += chars(kFirst, 1);
  return out + chars(kLast, 1);
}

inline std::string Maker::address() {
  static constexpr std::string_view kCity[] = {
      "湖北省襄阳市樊城区", "河南省洛阳市涧西区", "A市A5区", "江西省吉安市吉州区", "C市C3区", "南阳市宛城区"};
  static constexpr std::string_view kCounty[] = {"四川省仪陇县", "安徽省寿县", "河南省鲁山县", "湖南省桃源县",
                                                 "B市B7县"};
  static constexpr std::string_view kTown[] = {"石门关镇", "柳泉铺乡", "白沙洲街道",
                                               "双河口镇", "青溪街道", "大碑亭乡"};
  static constexpr std::string_view kRoad[] = {"枫桥夜泊路", "鸣凤大道", "纺织厂前街", "梧桐西路",
                                               "澄碧湖路",   "同心圆路", "老粮站巷",   "铁佛寺街"};
  static constexpr std::string_view kEstate[] = {"水映兰庭",       "锦绣半岛", "碧桂龙城", "幸福里",
                                                 "机床二厂家属院", "山语城",   "书香雅苑", "滨江名邸"};
  static constexpr std::string_view kVillage[] = {"杨柳坪村", "大窝沟村", "石榴寨村", "下庙岗村", "双井村", "前进村"};
  const bool far = chance(60);
  const std::string town = chance(50) ? std::string(pick(kTown)) : "";
  if (chance(30)) {
    auto out = (far ? std::string(pick(kCounty)) : "") + std::string(pick(kTown)) + std::string(pick(kVillage));
    return out + (chance(70) ? number(1, 18) + "组" : "第" + chars("一二三四五六七八九", 1) + "村民组") +
           (chance(50) ? number(1, 200) + "号" : "");
  }
  auto out = (far ? std::string(pick(kCity)) : "") + town;
  const bool road = chance(60);
  if (road) out += std::string(pick(kRoad)) + number(2, 399) + "号";
  if (!road || chance(60))
    out += pick(kEstate);
  else if (chance(50))
    return out;
  switch (below(5)) {
    case 0: return out + number(1, 40) + "栋" + number(1, 4) + "单元" + number(1, 28) + "0" + number(1, 6) + "室";
    case 1: return out + number(1, 40) + "号楼" + number(1, 4) + "单元" + number(101, 2806);
    case 2: return out + number(1, 40) + "幢" + number(101, 2806) + "室";
    case 3: return out + number(1, 40) + "-" + number(1, 4) + "-" + number(101, 2806);
    default: return out + chars("ABCD", 1) + "座" + number(101, 2806) + "房";
  }
}

inline std::string Maker::resident_number(bool old) {
  static constexpr std::string_view kAreas[] = {"420606", "410305", "360802", "511324",
                                                "341521", "430102", "110105", "650102"};
  auto two = [&](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  auto head = std::string(pick(kAreas)) + (old ? "" : "19") + number(old ? 35 : 45, 99) + two(1 + below(12)) +
              two(1 + below(28)) + digits(3);
  return old ? head : head + resident_number_check_digit(head);
}

inline std::string Maker::bank_card() {
  static constexpr std::string_view kIssuers[] = {"622202", "621700", "622848", "621661", "623058", "621226"};
  auto head = std::string(pick(kIssuers)) + digits(chance(70) ? 12 : 9);
  for (char last = '0'; last <= '9'; ++last)
    if (passes_luhn(head + last)) return head + last;
  return head;
}

inline std::string Maker::chinese(const std::string& digits) {
  static constexpr std::string_view kForms[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  for (const char c : digits) out += c == '1' && held_ ? "幺" : kForms[c - '0'];
  return out;
}

/// Digits as people write them.
inline std::string Maker::written(std::string digits) {
  const auto way = below(20);
  if (way < 11) return digits;
  if (way < 13) {
    std::string wide;
    for (const char c : digits) text::append(wide, static_cast<char32_t>(c) + 0xFEE0);
    return wide;
  }
  if (way == 13 && digits.size() == 11) return chinese(digits);
  const std::string_view gap = way < 17 ? " " : way < 19 ? "-" : "－";
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool cut = digits.size() == 11   ? i == 3 || i == 7
                     : digits.size() == 18 ? i == 6 || i == 14
                                           : i > 0 && i % 4 == 0;
    if (cut) out += gap;
    out += digits[i];
  }
  return out;
}

inline std::string Maker::number_of(Kind kind) {
  static constexpr std::string_view kHeads[] = {"133", "138", "139", "150", "158", "166",
                                                "177", "186", "188", "191", "199", "135"};
  switch (kind) {
    case Kind::ResidentNumber: return written(resident_number(false));
    case Kind::Mobile: return written(std::string(pick(kHeads)) + digits(8));
    case Kind::BankCard: return written(bank_card());
    case Kind::Landline: {
      static constexpr std::string_view kAreas[] = {"0731", "0710", "021", "0379", "0796", "027"};
      const auto area = std::string(pick(kAreas));
      const auto local = chars("2345678", 1) + digits(area.size() == 3 ? 7 : 6 + below(2));
      return below(4) == 0 ? "(" + area + ")" + local : area + (chance(70) ? "-" : "") + local;
    }
    case Kind::Plate: {
      const auto head = chars("鄂豫湘赣川皖", 1) + chars("ABCDEFGH", 1);
      const auto dot = chance(25) ? "·" : "";
      if (chance(30)) return head + dot + chars("DF", 1) + digits(5);
      return head + dot + (chance(50) ? digits(5) : digits(2) + chars("KMPQRT", 1) + digits(2));
    }
    case Kind::Passport: return chars("EGP", 1) + digits(8);
    case Kind::Permit: return chars("HM", 1) + digits(chance(50) ? 8 : 10);
    case Kind::Email: {
      static constexpr std::string_view kBoxes[] = {"qq.com", "163.com", "sina.cn", "126.com", "outlook.com"};
      return (chance(50) ? digits(9) : "liu" + chars("abcxyz", 2) + digits(3)) + "@" + std::string(pick(kBoxes));
    }
    default: return {};
  }
}

inline std::string Maker::plain(std::string_view slot) {
  static constexpr std::string_view kPlaces[] = {"澄碧湖路与鸣凤大道交叉口", "梧桐西路88号门前人行道", "老粮站巷菜市场",
                                                 "铁佛寺街中段"};
  static constexpr std::string_view kCompanies[] = {"樊城区老灶台餐饮店", "洛阳恒固渣土运输有限公司",
                                                    "宛城区福满家便利店", "吉安市宏远建筑工程有限公司"};
  static constexpr std::string_view kOffices[] = {"示例市城市管理局", "示例市行政复议局", "青溪街道办事处"};
  if (slot == "road") return std::string(pick(kPlaces));
  if (slot == "company") return std::string(pick(kCompanies));
  if (slot == "office") return std::string(pick(kOffices));
  if (slot == "n") return number(1, 30);
  if (slot == "sum") return number(2, 50) + "00";
  if (slot == "date") return "20" + number(18, 25) + "年" + number(1, 12) + "月" + number(1, 28) + "日";
  if (slot == "officer") return name();
  if (slot == "code") {
    const auto head = "91" + std::string("420606") + "MA" + digits(7);
    return head + credit_code_check_digit(head);
  }
  if (slot == "serial") return digits(12);
  return {};
}

inline void Maker::fill(std::string_view phrase, Text& text) {
  struct Slot {
    std::string_view name;
    Kind kind;
  };
  static constexpr Slot kSlots[] = {
      {"name", Kind::Name},          {"same", Kind::Name},      {"mobile", Kind::Mobile}, {"id", Kind::ResidentNumber},
      {"old", Kind::ResidentNumber}, {"phone", Kind::Landline}, {"bank", Kind::BankCard}, {"plate", Kind::Plate},
      {"passport", Kind::Passport},  {"permit", Kind::Permit},  {"mail", Kind::Email},    {"home", Kind::Address}};
  while (!phrase.empty()) {
    const auto open = std::min(phrase.find('{'), phrase.size());
    text.words += phrase.substr(0, open);
    phrase.remove_prefix(open);
    if (phrase.empty()) return;
    const auto close = phrase.find('}');
    const auto slot = phrase.substr(1, close - 1);
    phrase.remove_prefix(close + 1);
    const auto* row = std::find_if(std::begin(kSlots), std::end(kSlots), [&](const Slot& s) { return s.name == slot; });
    if (row == std::end(kSlots)) {
      text.words += plain(slot);
      continue;
    }
    if (slot == "name") last_name_ = name();
    const auto value = row->kind == Kind::Name      ? last_name_
                       : row->kind == Kind::Address ? address()
                       : slot == "old"              ? resident_number(true)
                                                    : number_of(row->kind);
    text.items.push_back({row->kind, text.words.size(), value.size()});
    text.words += value;
  }
}

/// What citizens say of themselves and others.
inline constexpr std::string_view kSaid[] = {
    "我叫{name}，手机{mobile}，麻烦尽快处理。",
    "本人{name}，身份证{id}，望领导核实。",
    "我是{name}，家住{home}，这件事情拖了半年。",
    "请打我电话{mobile}，找{name}就行。",
    "联系人：{name}，联系电话：{mobile}。",
    "联系方式 {name} {mobile}",
    "我父亲{name}今年七十六岁，身份证号码是{id}，一直没有领到补贴。",
    "我家里的座机是{phone}，白天有人接。",
    "退款请打到我的银行卡{bank}，户名{name}。",
    "卡号：{bank}，开户行是建设银行。",
    "车牌号{plate}的渣土车天天半夜从楼下过。",
    "昨晚一辆{plate}的面包车把通道堵死了。",
    "有事发邮件到{mail}，谢谢。",
    "护照号{passport}，因为办签证急需证明。",
    "港澳居民来往内地通行证{permit}能不能办公交卡？",
    "楼上的住户{name}每天半夜拖桌子，{same}还骂人。",
    "当事人{name}于{date}在工地受伤，{same}至今没有拿到赔偿。",
    "老旧身份证号{old}，身份证早就换过了。",
    "户主：{name}；住址：{home}；电话：{mobile}。",
    "我住在{home}，晚上噪音实在受不了。",
    "我的户籍地是{home}，孩子能不能就近入学？",
    "邻居{name}私自搭建阳光房，影响采光。",
    "举报{name}（电话{mobile}）无证卖烟。",
    "房东{name}把{home}租给十几个人住。",
    "我老公{name}在工地干活，工头欠薪。",
    "孩子姓名：{name}，身份证号：{id}。",
    "反映人：{name}\n电话：{mobile}",
    "{name}女士，{mobile}，反映电梯故障。",
    "业主{name}代表大家留言，地址{home}。",
    "我的微信同号{mobile}。",
    "司机{name}驾驶{plate}违停在消防通道。",
};
/// Only of held-out seeds.
inline constexpr std::string_view kSaidHeld[] = {
    "敝人{name}，住{home}，特此陈情。",
    "可以加我手机号{mobile}详谈，我姓名{name}。",
    "本人姓名{name}，公民身份号码{id}，联系地址：{home}。",
    "隔壁{name}家养了七八条狗，物业不管。",
    "我妻子{name}是外地户口，身份证号为{id}。",
    "家里电话{phone}，晚上打也行。",
    "收款账号{bank}，收款人{name}。",
    "肇事车辆{plate}逃逸。",
    "邮箱是{mail}，图片发过了。",
    "村民{name}家的宅基地在{home}，一直没有批下来。",
    "投诉人{name}，联系手机{mobile}，家庭住址{home}。",
    "包工头{name}跑了，他的电话是{mobile}。",
    "死者{name}的家属住在{home}。",
    "护照（号码{passport}）丢失。",
    "申请人{name}（身份证号{id}）申请公租房。",
};

/// Penalty decisions, a line each.
inline constexpr std::string_view kPenalty[] = {
    "当事人：{name}，男，汉族，1978年4月2日出生，公民身份号码：{id}，住址：{home}，联系电话：{mobile}。",
    "当事人：{name}，女，身份证号码{id}，户籍地址：{home}。",
    "被处罚人{name}，男，{n}8岁，现住{home}。",
    "当事人：{company}，统一社会信用代码：{code}，法定代表人：{name}，住所：{road}。",
    "{date}，本机关执法人员{officer}、{officer}在{road}巡查时，发现{company}占道经营，现场负责人为{name}。",
    "经查，{name}（身份证号：{id}）于{date}在{road}倾倒建筑垃圾{n}立方米，{same}对上述事实予以认可。",
    "驾驶人{name}驾驶号牌为{plate}的重型自卸货车沿途遗撒，车辆所有人为{company}。",
    "以上事实有现场检查笔录、对{name}的询问笔录、照片{n}张为证。",
    "本机关于{date}向{name}送达了行政处罚事先告知书，{same}未提出陈述申辩。",
    "罚款{sum}元，限十五日内缴至示例市财政局非税收入专户，缴款码{serial}。",
    "如不服本决定，可向示例市人民政府申请行政复议，咨询电话：0421-2827333。",
    "依据《示例市市容和环境卫生管理条例》第{n}条第二款，责令改正，处{sum}元罚款。",
    "当事人如逾期不缴纳罚款，每日按百分之三加处罚款；当事人应当自收到决定书之日起履行。",
    "承办人：{officer} 审核人：{officer} 局长{officer}签发",
    "摊主{name}在{road}摆摊，经劝导拒不改正，身份证号为{id}。",
};
inline constexpr std::string_view kPenaltyHeld[] = {
    "违法行为人{name}，性别男，公民身份证号{id}，户籍所在地{home}，手机号码{mobile}。",
    "委托代理人{name}，系当事人之弟，电话{mobile}。",
    "证人{name}证实，{date}晚看见有人在{road}焚烧秸秆。",
    "罚没款由{name}通过尾号以外的银行账户{bank}缴纳。",
    "经营者姓名：{name}，经营场所：{road}，居民身份证号码：{id}。",
    "{name}作为车主（车号{plate}）对违停事实无异议。",
    "参加案件讨论人员：局长{officer}、副局长{officer}、法制科科长{officer}。",
    "送达回证载明由同住成年家属{name}签收，地址为{home}。",
};

}  // namespace dl::privacy::bench
