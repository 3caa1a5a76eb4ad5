/// How fast work goes, and how long it may still take.
public enum Pace {
  /// `12.5/s`, `40/min` or `3.1/h`: the unit in which the number is at least 1, to two digits or more. Nil before
  /// anything is done.
  public static func rate(done: Int, in elapsed: Duration) -> String? {
    let seconds = elapsed / .seconds(1)
    guard done > 0, seconds > 0 else { return nil }
    let perSecond = Double(done) / seconds
    if perSecond >= 1 { return short(perSecond) + "/s" }
    if perSecond * 60 >= 1 { return short(perSecond * 60) + "/min" }
    return short(perSecond * 3600) + "/h"
  }

  /// The time that the rest takes at the pace so far. Nil before anything is done.
  public static func remaining(done: Int, of total: Int, in elapsed: Duration) -> Duration? {
    guard done > 0 else { return nil }
    return elapsed * (Double(max(0, total - done)) / Double(done))
  }

  /// `0:09`, `1:05`, `2:03:00` (hours, minutes, seconds), whole seconds rounded to the nearest.
  public static func clock(_ duration: Duration) -> String {
    let seconds = Int((max(duration, .zero) / .seconds(1)).rounded())
    let tail = twoDigits(seconds % 60)
    if seconds < 3600 { return "\(seconds / 60):\(tail)" }
    return "\(seconds / 3600):\(twoDigits(seconds / 60 % 60)):\(tail)"
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static func short(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return number >= 10 ? String(Int(number.rounded())) : "\(tenths / 10).\(tenths % 10)"
  }
}
