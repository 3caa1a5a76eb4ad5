/// Numbers as people read them.
enum Quantity {
  /// `1 item`, `1,204 items`: a number with what it counts.
  static func of(_ number: Int, _ one: String, _ many: String) -> String {
    "\(grouped(number)) \(number == 1 ? one : many)"
  }

  /// `12,345`.
  static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// `312 bytes`, `41 KB`, `2.3 MB`, `1.5 GB`: thousands, rounded.
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) bytes" }
    if count < 999_500 { return "\((count + 500) / 1000) KB" }
    let (unit, name) = count < 999_950_000 ? (1_000_000, "MB") : (1_000_000_000, "GB")
    let tenths = (count + unit / 20) / (unit / 10)
    return "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
