/// Whether a Chinese sentence only plans a delivery: somebody wishes it, an appointment is made for it, somebody is
/// asked to take it, or its day is still to come. 已签收 happened, whatever was wished before.
struct ChinesePlan {
  /// Of the same clause.
  let clause: String
  /// What the sentence says in front of that clause.
  let earlier: String
  /// The word for the deed: 派送成功 says by itself that it was done.
  let phrase: String

  var isOnlyPlanned: Bool {
    if clause.hasAny(ChinesePlan.estimates) { return true }
    if phrase.hasAny(["成功", "已", "完成"]) { return clause.hasAny(ChinesePlan.days) }
    if isDone { return false }
    if clause.hasAny(ChinesePlan.wishes) || clause.hasAny(ChinesePlan.requests) || clause.hasAny(ChinesePlan.days) {
      return true
    }
    if ChinesePlan.beforeDeed.contains(where: clause.hasSuffix) { return true }
    // 应客户要求，周一签收: the wish reaches on where nothing says that it was done.
    return !clause.contains("已") && (earlier.hasAny(ChinesePlan.reaching) || earlier.hasAny(ChinesePlan.estimates))
  }

  /// 已 stands at the deed itself; 已预约签收 has only the appointment done.
  private var isDone: Bool {
    if ["已", "已经", "成功"].contains(where: clause.hasSuffix) { return true }
    return clause.hasAny(["已按", "已依", "已应"]) && !clause.hasAny(["改", "约"]) && !clause.hasAny(ChinesePlan.days)
  }

  /// What somebody wants or has agreed on.
  private static let wishes = [
    "要求", "预约", "约定", "约好", "已约", "改约", "另约", "再约", "相约", "商约", "约在", "约至", "约到", "约明", "约下",
    "希望", "期望", "请求", "申请", "改为", "改到", "改至", "改在", "改期", "改日", "改天", "更改", "变更", "调整为", "延期",
    "延迟", "推迟", "延后", "暂缓", "顺延", "商定", "承诺", "保证", "打算", "计划", "拟于", "拟在", "定于",
    "争取", "愿意", "需要", "意向",
  ]
  /// Wishes that reach into the next clause; 经客户同意，门卫签收 was done.
  private static let reaching = [
    "要求", "预约", "约定", "约好", "改约", "另约", "再约", "希望", "请求", "申请", "改为", "改期", "改日", "延期", "延迟", "推迟", "延后",
  ]
  private static let estimates = ["预计", "预估", "估计", "预测", "有望", "将于", "将在", "将会", "即将", "会在", "会于"]
  /// Somebody is told or asked.
  private static let requests = [
    "联系", "通知", "提醒", "催促", "催收", "督促", "致电", "去电", "告知", "敬请", "烦请", "麻烦", "以便", "方便时", "便于",
  ]
  private static let days = [
    "明天", "明日", "明早", "明晚", "明后", "次日", "后天", "后日", "隔天", "隔日", "翌日", "下周", "下星期", "下礼拜", "下个月",
    "下月", "择日", "择期", "另日", "改日", "改天", "稍后", "稍候", "稍晚", "晚些", "晚点", "届时", "到时", "尽快", "近日内",
    "日内", "天内", "小时内", "工作日内", "之前",
  ]
  /// Single words that plan only where they stand at the deed: 再签收, but 再来镇签收.
  private static let beforeDeed = ["再", "才", "可", "能", "安排", "要", "需", "须", "应", "想", "来", "去", "后", "才能", "方可", "让其"]
}

extension StringProtocol {
  func hasAny(_ words: [String]) -> Bool { words.contains { contains($0) } }
}
