internal import Domain
internal import Store

/// What the console says about views, about what changed, and about what came back.
enum ViewWording: Hashable, Sendable {
  case viewsTitle, ownViews, sharedViews, noViews, noRoomForViews
  case shadowed, unreadableView
  case viewIsUnreadable(String)
  case hintOpens, hintKeepsView, hintRenames, hintRemoves
  case saveTitle, renameTitle, nameLabel, forMyself, forEverybody, tabTurns, mayNotShare
  case replacesView, shadowsView, isShadowedForYou
  case viewSaved(String, isShared: Bool), viewRenamed(String, String), viewRemoved(String)
  case columnsTitle, needsColumn, hintTurns, hintCarries, hintUsual
  case groupTitle, noGroup
  case noWayBack, noWayForward
  case newsMark, noNewsBehind, noNewsBefore, seen
  /// Of more rows than one search looks at.
  case noNewsSoFar(Int64, backwards: Bool)
  case prefixHint(String, [String])
  case restored(String, key: String), startedAfresh
  case draftRestored(String), draftIsBack, draftLost
}

extension Words {
  func callAsFunction(_ wording: ViewWording) -> String {
    switch wording {
    case .viewsTitle: say("Views", "视图")
    case .ownViews: say("Mine", "我的")
    case .sharedViews: say("Shared", "共享")
    case .noViews: say("No view is kept yet; a keeps this one.", "还没有保存的视图；按 a 保存当前视图。")
    case .noRoomForViews:
      say(
        "There is no room beside the list here; \(key(.views)) opens the views.",
        "屏幕太窄，列表旁放不下；按 \(key(.views)) 打开视图。")
    case .shadowed: say("yours first", "用你的")
    case .unreadableView: say("unclear", "无法读取")
    case .viewIsUnreadable(let name):
      say("The sentence of \(quoted(name)) cannot be read; save it anew.", "视图\(quoted(name))的条件无法读取，请重新保存。")
    case .hintOpens: say("opens", "打开")
    case .hintKeepsView: say("keeps this view", "保存当前视图")
    case .hintRenames: say("renames", "改名")
    case .hintRemoves: say("removes", "删除")
    case .saveTitle: say("Keep this view", "保存视图")
    case .renameTitle: say("Rename the view", "视图改名")
    case .nameLabel: say("Name", "名称")
    case .forMyself: say("For yourself only.", "仅自己可见。")
    case .forEverybody: say("Shared with everybody.", "与所有人共享。")
    case .tabTurns: say("Tab changes that.", "Tab 切换。")
    case .mayNotShare: say("You lack the right to share views.", "你没有共享视图的权限。")
    case .replacesView: say("It takes the place of the one that has this name.", "将替换同名视图。")
    case .shadowsView: say("For you it goes before the shared one of this name.", "你将优先使用它，而不是同名的共享视图。")
    case .isShadowedForYou:
      say("You have one of this name yourself, which goes first for you.", "你自己有同名视图，你仍优先使用自己的。")
    case .viewSaved(let name, let isShared):
      isShared
        ? say("@\(name) is kept, for everybody.", "已保存 @\(name)，所有人可用。")
        : say("@\(name) is kept, for you.", "已保存 @\(name)，仅自己可用。")
    case .viewRenamed(let old, let new): say("@\(old) is called @\(new) now.", "@\(old) 已改名为 @\(new)。")
    case .viewRemoved(let name): say("@\(name) is gone.", "已删除 @\(name)。")
    case .columnsTitle: say("Columns", "列")
    case .needsColumn: say("One column at least is needed.", "至少需要一列。")
    case .hintTurns: say("on/off", "显示/隐藏")
    case .hintCarries: say("moves it", "移动")
    case .hintUsual: say("as usual", "恢复默认")
    case .groupTitle: say("Group by", "分组")
    case .noGroup: say("no group", "不分组")
    case .noWayBack: say("There is no view before this one.", "没有更早的视图。")
    case .noWayForward: say("There is no view after this one.", "没有更后的视图。")
    case .newsMark: "~"
    case .noNewsBehind:
      say("Nothing changed in the next rows since you last looked.", "后面的行自上次查看后没有变化。")
    case .noNewsSoFar(let rows, let backwards):
      say(
        "Nothing changed in the \(number(rows)) rows \(backwards ? "before" : "behind"); the same again looks on.",
        "\(backwards ? "前面" : "后面") \(number(rows)) 行没有变化；再按一次继续查找。")
    case .noNewsBefore:
      say("Nothing changed in the rows before since you last looked.", "前面的行自上次查看后没有变化。")
    case .seen: say("All changes in this list are marked as seen.", "此列表的变化已全部标为已看。")
    case .prefixHint(let key, let ways): say("\(key), then \(list(ways))", "\(key)，再按 \(list(ways))")
    case .restored(let view, let key):
      say("Back where you left: \(view). \(key) starts afresh.", "已恢复上次的界面：\(view)。按 \(key) 重新开始。")
    case .startedAfresh: say("Started afresh; the way back leads to what was open.", "已重新开始；后退可回到之前的界面。")
    case .draftRestored(let at):
      say("Not sent, from \(at). Enter sends it, Esc leaves it as a draft.", "\(at) 未提交的内容。回车提交，Esc 存为草稿。")
    case .draftIsBack: say("What you had typed is back; Esc leaves it as a draft.", "你输入的内容已恢复；Esc 存为草稿。")
    case .draftLost:
      say("A form was half filled in, but its record is not there any more.", "有未提交的表单，但其记录已不存在。")
    }
  }

  /// A view as people call it: those that every shop begins with have a name in each language.
  func viewName(_ view: SavedView) -> String {
    guard view.owner.isEmpty, language == .chinese else { return view.name }
    switch view.name {
    case "to-ship-today": return "今日待发"
    case "late": return "已逾期"
    case "on-hold": return "暂停中"
    case "unpaid": return "待付款"
    case "unmapped": return "未关联"
    case "new": return "昨日以来"
    default: return view.name
    }
  }
}
