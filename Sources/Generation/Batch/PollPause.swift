/// How long to wait before a batch job is looked at again.
///
/// `min(longest, 1 s x 1.5^looks)`, looks being those in a row that brought nothing new, and never less than the provider
/// asks for. A job of a rehearsal is seen within a second or two, one that takes a day costs few looks:
///
/// | looks that brought nothing new | 0 | 1 | 2 | 4 | 6 | 8 | 11 and more |
/// |---|---|---|---|---|---|---|---|
/// | seconds, with a longest wait of 60 | 1 | 1.5 | 2.3 | 5.1 | 11.4 | 25.6 | 60 |
enum PollPause {
  static func after(looks: Int, retryAfter: Duration?, longest: Duration) -> Duration {
    var pause = Duration.seconds(1)
    for _ in 0..<min(looks, 40) where pause < longest { pause = pause * 1.5 }
    return max(min(pause, longest), retryAfter ?? .zero)
  }
}
