internal import Terminal

extension Words {
  /// A fault of the settings as one sentence; the file is named by whoever says it.
  func fault(_ fault: SettingsFault) -> String {
    let place = fault.line > 0 ? say("line \(fault.line)", "第 \(fault.line) 行") + (fault.key.isEmpty ? "" : ", ") : ""
    let key = fault.key.isEmpty ? "" : fault.key
    let head = place + key
    return (head.isEmpty ? "" : head + say(": ", "：")) + reason(fault.reason)
  }

  private func reason(_ reason: SettingsFault.Reason) -> String {
    switch reason {
    case .unreadable: say("it cannot be read as UTF-8 text", "无法按 UTF-8 文本读取")
    case .notTOML(let why):
      say("it is no TOML\(why.isEmpty ? "" : " (\(why))")", "不是 TOML\(why.isEmpty ? "" : "（\(why)）")")
    case .newerVersion(let version):
      say(
        "version \(version) is of a newer program; what this one knows is used",
        "版本 \(version) 属于更新的程序；只采用本程序认识的设置")
    case .renamed(let name): say("it is called \(name) by now, and is read so", "现在叫 \(name)，已照此读取")
    case .unknownKey(let fitting): say("no such setting is known", "没有这个设置") + hint(fitting)
    case .wrongValue(let found, let expected):
      say(
        "\(found.isEmpty ? "" : "\(quoted(found)) is wrong; ")\(expected) was expected",
        "\(found.isEmpty ? "" : "\(quoted(found)) 不对；")应为 \(expected)")
    case .unknownCommand(let fitting): say("there is no such command", "没有这个命令") + hint(fitting)
    case .unknownKeyName(let name):
      say(
        "\(quoted(name)) is no key; names are like H, F7, C-n, M-x, PageDown",
        "\(quoted(name)) 不是按键；按键名如 H、F7、C-n、M-x、PageDown")
    case .clash(let key, let command):
      say("\(key) is given to \(command) already", "\(key) 已用于 \(command)")
    case .keyless: say("it needs a key; its own was kept", "必须有按键；保留了默认键")
    }
  }

  func advice(_ command: Command, _ key: String, _ advice: KeyAdvice) -> String {
    let head = "\(command.rawValue), \(key): "
    switch advice {
    case .altGr: return head + say("some keyboards need AltGr for it", "有些键盘需要 AltGr 才能输入")
    case .flowControl: return head + say("it stops or starts a line's flow", "它会暂停或恢复线路传输")
    case .multiplexerPrefix:
      return head + say("tmux or screen waits for it; give a second key", "tmux 或 screen 会占用它；请再给一个键")
    case .besideMotion(let motion):
      return head
        + say(
          "it stands beside the key of \(motion.rawValue), and is hard to take back",
          "它紧挨着 \(motion.rawValue) 的键，而且难以挽回")
    case .takes(let other, let left):
      let names = list(left.map(\.name))
      return head
        + say(
          "it was a key of \(other.rawValue), which has \(left.isEmpty ? "none left" : "\(names) left")",
          "它原是 \(other.rawValue) 的键，后者\(left.isEmpty ? "已无按键" : "还有 \(names)")")
    }
  }

  private func hint(_ fitting: [String]) -> String {
    fitting.isEmpty ? "" : say("; near it: \(list(fitting))", "；相近的有：\(list(fitting))")
  }
}
