// Names of people, by the words around them: what a form calls a person, what people call each other, what stands
// behind a name, a number beside it; and each name that was told so, wherever else it stands.
#include "base/text.h"
#include "privacy/people.h"

namespace dl::privacy {
namespace {

const Words& labels() {
  static const Words words(
      U"姓名 当事人 当事人姓名 被处罚人 被处罚人姓名 处罚对象 行政相对人 行政相对人名称 申请人 申请人姓名 被申请人 "
      U"申诉人 "
      U"法定代表人 法定代表人姓名 法人代表 法人 负责人 主要负责人 联系人 联系人姓名 经营者 经营者姓名 投诉人 举报人 "
      U"反映人 "
      U"信访人 上访人 来信人 来访人 留言人 户主 户主姓名 业主 业主姓名 住户 房主 产权人 权利人 所有权人 土地使用权人 "
      U"承租人 "
      U"出租人 驾驶人 驾驶员 车主 机动车所有人 委托人 委托代理人 代理人 监护人 法定监护人 原告 被告 上诉人 被上诉人 "
      U"第三人 "
      U"被执行人 申请执行人 死者 伤者 患者 违法行为人 行为人 受害人 被害人 证人 收件人 收货人 持卡人 开户人 户名 "
      U"账户名 "
      U"账户名称 收款人 付款人 申报人 报名人 考生 考生姓名 学生 学生姓名 家长 家长姓名 签名 署名 具名 当事人签名 "
      U"受送达人 "
      U"送达对象 被询问人 被调查人 配偶 配偶姓名 父亲 母亲 子女 与户主关系 家庭成员 享受人 低保对象 救助对象 受助人 "
      U"领取人 登记人 购房人 买受人 出卖人 投诉者 反映者 举报者 求助人 报案人 本人姓名 真实姓名 实名 曾用名 名字 "
      U"嫌疑人 共有人 施工人 建设者 建房人 养犬人 摊主 店主 当事者 投保人 参保人 被保险人 退休人员 逝者 发包人 承包人");
  return words;
}

const Words& parties() {
  static const Words words(
      U"当事人 被处罚人 处罚人 我叫 名叫 名叫做 叫做 姓名 本人叫 本人名叫 本人名 本人姓名 原告 被告 法定代表人 申请人 "
      U"被申请人 "
      U"名字叫 名字是 姓名是 姓名为 我的名字叫 真名 真名叫 当事人系 当事人为 被处罚人系 自称 违法行为人 名为 人叫 的叫 "
      U"实名 "
      U"名字 全名 本名 大名 小名 化名");
  return words;
}

const Words& callings() {
  static const Words words(
      U"申诉人 投诉人 举报人 反映人 信访人 上访人 上诉人 被上诉人 第三人 被执行人 申请执行人 受害人 被害人 死者 伤者 "
      U"患者 病人 "
      U"户主 业主 住户 房主 房东 租客 租户 承租人 车主 司机 驾驶员 驾驶人 摊主 店主 老板 店老板 经营者 法人代表 法人 "
      U"负责人 "
      U"承包人 居民 村民 市民 群众 网民 来信人 行为人 嫌疑人 邻居 邻居家 本人 我是 父亲 母亲 爸爸 妈妈 我爸 我妈 丈夫 "
      U"妻子 "
      U"老公 老婆 爱人 儿子 女儿 孙子 孙女 爷爷 奶奶 外公 外婆 弟弟 哥哥 姐姐 妹妹 兄弟 女婿 儿媳 侄子 侄女 舅舅 姑姑 "
      U"叔叔 "
      U"伯伯 学生 家长 考生 同学 员工 职工 工人 民工 农民工 贫困户 低保户 五保户 残疾人 老人 退伍军人 退休职工 联系人 "
      U"收款人 "
      U"户名 持卡人 签名 署名 对方 同村 同组 同事 朋友 室友 对门 楼上 楼下 隔壁 委托人 代理人 监护人 证人 公民 男子 "
      U"女子 "
      U"小孩 孩子 小女 小儿 我儿 我女 我夫 我妻 其子 其女 其妻 其夫 其父 其母 之子 之女 之妻 之父 之母 家父 家母 亲属 "
      U"亲戚 "
      U"见证人 签收人 代收人 诉讼代理人 法定代理人 家属 成年家属 近亲属 同住家属 受委托人 担保人 保证人 介绍人 "
      U"现场负责人 现场人员 "
      U"知情人 目击者 目击证人 报警人 肇事者 肇事司机 车辆所有人 登记车主 实际车主 使用人 管理人 所有人 占有人 店主 "
      U"岳父 岳母 公公 婆婆 姐夫 妹夫 嫂子 弟媳 堂弟 堂哥 堂兄 表哥 表弟 表姐 表妹 侄儿 外甥 外甥女 外孙 外孙女 孙媳 "
      U"继父 继母 养父 "
      U"养母 前夫 前妻 男友 女友 男朋友 女朋友 未婚夫 未婚妻 大儿子 小儿子 大女儿 小女儿 长子 次子 三子 长女 次女 独子 "
      U"胞弟 胞兄 "
      U"之弟 之兄 之姐 之妹 伯父 伯母 婶婶 舅妈 姑父 姨妈 姨父 公婆 爸 妈 爹 娘 夫 妻 大爷 大妈 "
      U"工头 保姆 护士 会计 出纳 总经理 项目经理 老板娘 董事长 店长 业务员 销售 客服 快递员 外卖员 保洁员 环卫工 电工 "
      U"木工 泥工 "
      U"水电工 施工员 监理 律师 村医 组民 社员 困难户 孤寡老人 独居老人 老年人 同事 合伙人 战友 敝人 鄙人 在下 我本人 "
      U"我名 "
      U"隔壁邻居 楼上邻居 楼下邻居 对门邻居 跟 找 同 把 说 替 帮 叫 是 "
      U"医生 店员 中介 经理 保安 包工头 施工人 城管对 为由将 房产所有人 夫妇 夫妻 老党员 老兵 商户 摊贩 小贩 商贩 "
      U"个体户 "
      U"养殖户 种植户 农户 拆迁户 当事者 嫌疑人员 人员 反映 举报 投诉 实际控制人 股东 教师 导师 班主任 母女 父子 联系 "
      U"找 由 "
      U"组的 村的 的 与 和 及 给 向 被 对 让 替 请 称");
  return words;
}

/// Callings after which a name must stand against more than its own looks.
bool is_bare(std::u32string_view calling) {
  static constexpr std::u32string_view kBare[] = {U"的",   U"与",   U"和",   U"及", U"给", U"向",   U"被",   U"对",
                                                  U"让",   U"替",   U"请",   U"称", U"由", U"反映", U"举报", U"投诉",
                                                  U"人员", U"组的", U"村的", U"跟", U"同", U"把",   U"说",   U"帮",
                                                  U"叫",   U"是",   U"爸",   U"妈", U"爹", U"娘",   U"夫",   U"妻"};
  for (const auto word : kBare)
    if (word == calling) return true;
  return false;
}

const Words& behind() {
  static const Words words(
      U"送达 询问 询问笔录 调查 笔录 谈话 的询问 的调查 的笔录 的谈话 的陈述 作出行政 下达 询问时 进行询问 进行了询问 "
      U"进行调查询问 男 女 性别 汉族 满族 回族 维吾尔族 藏族 蒙古族 苗族 壮族 土家族 身份证 公民身份 现年 联系电话 "
      U"联系方式 电话 手机 微信 "
      U"家住 户籍 出生 生于 系该 以下简称 居民身份证 身份证号 身份证号码 手机号 护照 驾驶证 统一身份 家庭住址 住址 "
      U"本人电话");
  return words;
}

/// What only people do or have; behind a name that begins after a mark.
const Words& doings() {
  static const Words words(
      U"证实 陈述 供述 承认 签收 签字 签名 拒签 作为 系本 系当 驾驶 驾车 称其 表示 认为 反映 认可 购买 居住 从事 搭建 "
      U"打人 骂人 跑了 去世 "
      U"死亡 受伤 住院 家养 家属 的家属 的妻子 的丈夫 的儿子 的父亲 的母亲 的女儿 的身份证 的电话 "
      U"的手机 的房屋 的房子 的车辆 的户口 的账户 的银行卡 的地址 的住址 的家庭 名下 夫妇 夫妻 代为 未提出 通过 对上述 "
      U"对违 无异议 予以认可 "
      U"拒不 擅自 私自 私搭 涉嫌 之间 等人 等三人 等二人 等两人 等户 户籍 出生 现住 家住 通过银行 通过微信 说他 说她 "
      U"告诉我 打电话 的签名 "
      U"的签字 的委托 的申请 的投诉 的举报 签订 领取 欠我 欠款 借款 租住 租用 租赁 承租 承包 承建 受雇 打工 务工 退休 "
      U"下岗 就读 上学");
  return words;
}

struct Reader {
  const Piece& piece;
  const People& people;
  Spans& spans;

  bool is_official(std::size_t begin, std::size_t end) const {
    return people.officials.contains(piece.chars.substr(begin, end - begin)) || is_in_office(piece, begin, end);
  }

  void add(std::size_t begin, std::size_t end) {
    spans.add({Kind::Name, begin, end, text::encode(std::u32string_view(piece.chars).substr(begin, end - begin))});
  }

  std::size_t skip_gaps(std::size_t at) const {
    while (is_gap(piece.at(at)) && piece.at(at) != U'\n') ++at;
    return at;
  }

  /// 姓名：张某某、李某某; 法定代表人（负责人）：…
  bool read_label(std::size_t at) {
    const auto size = labels().at(piece, at);
    if (size == 0) return false;
    auto i = skip_gaps(at + size);
    if (piece.at(i) == U'(') {
      auto close = i;
      while (close < i + 14 && piece.at(close) != U')' && piece.at(close) != 0) ++close;
      if (piece.at(close) == U')') i = skip_gaps(close + 1);
    }
    const bool marked = piece.at(i) == U':' || piece.at(i) == U'_';
    if (!marked && i == at + size && piece.at(i) != U'|') return false;
    while (piece.at(i) == U':' || piece.at(i) == U'|' || piece.at(i) == U'_' ||
           (is_gap(piece.at(i)) && piece.at(i) != U'\n'))
      ++i;
    if (!marked && surname_at(piece, i) == 0) return false;
    return read_list(i, marked ? Cue::Label : Cue::Word);
  }

  bool read_list(std::size_t i, Cue cue) {
    bool any = false;
    while (const auto end = name_end(piece, i, cue)) {
      const auto title = is_in_office(piece, end, end);
      if (!title && !(cue == Cue::Word && is_official(i, end))) add(i, end);
      any = true;
      auto next = skip_gaps(end);
      if (next == end && std::u32string_view(U"、/与和及").find(piece.at(next)) == std::u32string_view::npos) break;
      if (next == end) ++next;
      i = skip_gaps(next);
      if (surname_at(piece, i) == 0) break;
    }
    return any;
  }

  /// 当事人张某某在…
  void read_calling(std::size_t at) {
    const auto party = parties().at(piece, at), calling = callings().at(piece, at);
    const auto size = std::max(party, calling);
    if (size == 0) return;
    auto i = at + size;
    const auto word = std::u32string_view(piece.chars).substr(at, size);
    if (party == 0 && is_bare(word)) return read_bare(i, true);
    if (piece.at(i) == U'“' || piece.at(i) == U'"' || piece.at(i) == U'(' || piece.at(i) == U'「') ++i;
    if (std::u32string_view(U"为系是叫").find(piece.at(i) == 0 ? U'。' : piece.at(i)) != std::u32string_view::npos &&
        name_end(piece, i, Cue::Word) == 0)
      ++i;
    const auto end = name_end(piece, i, party > 0 ? Cue::Party : Cue::Word);
    if (end == 0 || (party == 0 && is_official(i, end)) || is_in_office(piece, end, end)) return;
    add(i, end);
    if (std::u32string_view(U"、和与").find(piece.at(end) == 0 ? U'。' : piece.at(end)) != std::u32string_view::npos)
      if (const auto second = name_end(piece, end + 1, Cue::Word); second > 0 && !is_official(end + 1, second))
        add(end + 1, second);
  }

  /// 与张某某（男）: a word that stands before anything, so something else must say that it is a person.
  void read_bare(std::size_t i, bool preposition = false) {
    if (const auto end = dotted_name_end(piece, i); end > 0) {
      if (is_told_behind(end) || is_honoured(piece, end)) add(i, end);
      return;
    }
    for (const std::size_t given : {2U, 1U}) {
      const auto surname = surname_at(piece, i);
      const auto end = i + surname + given;
      if (given == 2 && is_following_word(piece, end - 1)) continue;
      const bool plain = preposition && given == 2 && stands_plain(i, end);
      if (surname == 0 || !reads_as_name(i, end) || !(plain || is_told_behind(end))) continue;
      if (is_doubtful_surname(piece.at(i)) && doings().at(piece, end) > 0 && given == 1) continue;
      if (!people.officials.contains(piece.chars.substr(i, end - i))) add(i, end);
      return;
    }
  }

  /// 由王某某在…: a frequent surname, no place, and a word of grammar behind.
  bool stands_plain(std::size_t begin, std::size_t end) const {
    return is_frequent_surname(piece.at(begin)) &&
           std::u32string_view(U"河桥湖岛山村镇店").find(piece.at(end - 1)) == std::u32string_view::npos &&
           ends_name(piece.at(end)) && text::is_han(piece.at(end));
  }

  bool reads_as_name(std::size_t begin, std::size_t end) const {
    if (end > piece.size() || is_common_word(piece, begin)) return false;
    if (surname_at(piece, begin) == 1 && is_grammar(piece.at(begin))) return false;
    for (auto i = begin + surname_at(piece, begin); i < end; ++i)
      if (!text::is_han(piece.at(i)) || is_no_name(piece.at(i)) || (i > begin && is_honoured(piece, i))) return false;
    return !is_in_office(piece, begin, end) && organisation_at(piece, begin) == 0;
  }

  /// ，男 (身份证…; or a number that was found.
  bool is_told_behind(std::size_t end) const {
    auto i = end;
    while (i < end + 4 &&
           (is_gap(piece.at(i)) || std::u32string_view(U"，,:(、|的").find(piece.at(i)) != std::u32string_view::npos))
      ++i;
    if (spans.taken(i)) return i > end || is_digit(piece.at(i));
    const auto size = behind().at(piece, i);
    if (size == 0) return has_age(i) || doings().at(piece, end) > 0;
    // 方女士 is no name with a sex behind it.
    return !piece.starts_at(i, U"女士") && !(size == 1 && i == end && text::is_han(piece.at(i + 1)));
  }

  bool has_age(std::size_t i) const {
    auto at = i;
    while (at < i + 3 && is_digit(piece.at(at))) ++at;
    if (at == i) return false;
    return piece.at(at) == U'岁' || piece.starts_at(at, U"周岁");
  }

  /// A name between marks with something of a person behind it.
  void read_bounded(std::size_t i) {
    if (i > 0 && (text::is_han(piece.at(i - 1)) || piece.at(i - 1) == U'·')) return;
    read_bare(i);
  }

  /// 张某某先生
  void read_honorific(std::size_t at) {
    static const Words words(U"先生 女士 小姐 老人 大爷 大妈 婆婆 师傅 阿姨 老师 同学 小朋友 同志 老太");
    if (at == 0 || words.at(piece, at) == 0) return;
    const auto begin = name_begin(piece, at);
    if (begin == at || is_official(begin, at)) return;
    // What stands before a two-character guess may be the surname's word: 联系张先生.
    if (at - begin == 2 && surname_at(piece, at - 1) > 0 && begin > 0 && text::is_han(piece.at(begin - 1))) return;
    add(begin, at);
  }

  void read_known(std::size_t at) {
    for (std::size_t size = is_dotted(at, 8) ? 24 : 6; size >= 2; --size) {
      if (at + size > piece.size()) continue;
      if (!people.private_names.contains(piece.chars.substr(at, size))) continue;
      const bool open_left = at == 0 || !text::is_han(piece.at(at - 1)) || is_no_name(piece.at(at - 1));
      const bool open_right =
          !text::is_han(piece.at(at + size)) || is_no_name(piece.at(at + size)) || is_following_word(piece, at + size);
      if (size == 2 && !(open_right || open_left)) return;
      if (leads_to_organisation(piece, at + size) && !open_right) return;
      if (!is_in_office(piece, at, at + size)) add(at, at + size);
      return;
    }
  }

  bool is_dotted(std::size_t at, std::size_t size) const {
    const auto words = std::u32string_view(piece.chars).substr(at, size);
    return words.find_first_of(U"·•・‧●") != words.npos;
  }
};

}  // namespace

void find_names(const Piece& piece, const People& people, Spans& spans) {
  Reader reader{piece, people, spans};
  for (std::size_t i = 0; i < piece.size(); ++i) {
    if (!text::is_han(piece.at(i))) continue;
    if (!reader.read_label(i)) reader.read_calling(i);
    reader.read_bounded(i);
    reader.read_honorific(i);
  }
  if (people.private_names.empty()) return;
  for (std::size_t i = 0; i < piece.size(); ++i)
    if (text::is_han(piece.at(i))) reader.read_known(i);
}

}  // namespace dl::privacy
