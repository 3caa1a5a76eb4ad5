/// What plain scalars mean in the core schema of YAML 1.2.2, chapter 10.3.2.
enum YAMLScalar {
  static func bool(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  static func int(_ text: String) -> Int? {
    if text.hasPrefix("0x") { return unsigned(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return unsigned(text.dropFirst(2), radix: 8) }
    return Int(text)
  }

  /// A number; infinities and NaN included. A whole number that fits no `Int` is a number all the same.
  static func double(_ text: String) -> Double? {
    if let value = int(text) { return Double(value) }
    switch text {
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
    case "-.inf", "-.Inf", "-.INF": return -.infinity
    case ".nan", ".NaN", ".NAN": return .nan
    default: return isFloat(text) ? Double(text) ?? Double(text.replacingTrailingPoint()) : nil
    }
  }

  /// Whether JSON spells this number in the same way.
  static func isJSONNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == UInt8(ascii: "-") || isDigit(first), isFloat(text) else { return false }
    if case .some(.number) = try? JSON.parse(text) { return true }
    return false
  }

  private static func unsigned(_ digits: Substring, radix: Int) -> Int? {
    digits.first?.isHexDigit == true ? Int(digits, radix: radix) : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static func isFloat(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    func digits() -> Int {
      let run = rest.prefix(while: isDigit).count
      rest.removeFirst(run)
      return run
    }
    func sign() { if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() } }
    sign()
    let whole = digits()
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if digits() == 0, whole == 0 { return false }
    } else if whole == 0 {
      return false
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      sign()
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}

extension String {
  /// `1.` as `1.0`, and `.5` as `0.5`: what `Double` reads.
  fileprivate func replacingTrailingPoint() -> String { hasSuffix(".") ? self + "0" : "0" + self }
}
