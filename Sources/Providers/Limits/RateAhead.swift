/// How many calls a run may have booked and not yet sent.
///
/// Runs that share limits are served in the order in which they book. So that each gets the same share, however many calls it
/// would make at once, each may stand in line with the same small number. The longer the line, the smaller that number:
/// what stands in line gains nothing from tokens that other calls turn out not to need.
public enum RateAhead {
  /// The most: fewer let the line run dry while a booking is on its way to the disk.
  public static let most = 8
  /// The length of the line from which on the number gets smaller.
  private static let line = Duration.seconds(2)

  /// The number for a run whose last booking has to wait so long; 1 or more.
  public static func allowed(wait: Duration) -> Int {
    wait <= line ? most : max(1, Int(Double(most) * (line / wait)))
  }
}
