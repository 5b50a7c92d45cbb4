internal import Domain

/// What the palette, the menu and the settings say.
extension Words {
  func setting(_ row: SettingsDialog.Row) -> String {
    switch row {
    case .language: say("Language", "语言")
    case .theme: say("Theme", "主题")
    case .keySet: say("Keys", "按键方案")
    case .mouse: say("Mouse", "鼠标")
    case .reducedMotion: say("Reduced motion", "减少动效")
    case .ambiguous: say("Ambiguous width", "歧义字符宽度")
    case .scanPrefixes: say("Scanner prefix", "扫码前缀")
    case .scanSuffixes: say("Scanner suffix", "扫码后缀")
    }
  }

  /// A language by its own name, so that whoever cannot read this one finds it.
  func language(_ language: Language) -> String {
    switch language {
    case .english: "English"
    case .chinese: "简体中文"
    }
  }

  func keySet(_ set: KeySet) -> String {
    switch set {
    case .standard: say("standard", "标准")
    case .vim: "vim"
    case .arrows: say("arrows only", "仅方向键")
    case .numpad: say("number pad, one hand", "单手数字键盘")
    }
  }

  /// `Theme: rice-paper`, as the palette lists it.
  func change(_ change: SettingsChange) -> String {
    switch change {
    case .language(let language): named(.language, language.map(self.language) ?? self(.settingSystem))
    case .theme(let name): named(.theme, name ?? self(.settingGround))
    case .keySet(let set): named(.keySet, keySet(set))
    case .mouse(let flag): named(.mouse, self(flag ? .settingOn : .settingOff))
    case .reducedMotion(let flag): named(.reducedMotion, self(flag ? .settingOn : .settingOff))
    case .ambiguous(let columns): named(.ambiguous, columns.map(String.init) ?? self(.settingAsked))
    case .scanPrefixes(let texts): named(.scanPrefixes, texts.isEmpty ? self(.settingNone) : list(texts))
    case .scanSuffixes(let texts): named(.scanSuffixes, texts.isEmpty ? self(.settingNone) : list(texts))
    }
  }

  private func named(_ row: SettingsDialog.Row, _ value: String) -> String {
    setting(row) + say(": ", "：") + value
  }

  /// Whom to ask, as the end of a sentence.
  func asking(_ names: [String]) -> String {
    if names.isEmpty { return "" }
    let some = list(Array(names.prefix(3)))
    return say("; ask \(some)", "，可联系 \(some)")
  }

  /// Why a choice was not written down.
  func settings(_ refusal: SettingsRefusal) -> String {
    switch refusal {
    case .notTOML(let line):
      say("line \(line) of settings.toml is no TOML; mend it first", "settings.toml 第 \(line) 行不是 TOML，请先修正")
    case .unreadable: say("settings.toml cannot be read as UTF-8 text", "settings.toml 无法按 UTF-8 文本读取")
    case .missing: say("there is no such file", "没有这个文件")
    case .newer(let version):
      say("version \(version) is of a newer program", "版本 \(version) 属于更新的程序")
    case .noVersion:
      say("its version is none; \(Settings.version) is today's", "version 的值不对；当前版本为 \(Settings.version)")
    case .unwritable(let why): say("settings.toml cannot be written (\(why))", "settings.toml 无法写入（\(why)）")
    case .unclear(let key):
      say(
        "settings.toml is written in a way that hides \(key); write it there yourself",
        "settings.toml 的写法使 \(key) 无法改动，请手动填写")
    }
  }
}
