import ContentModel
import Formats

/// What a call can cost at most: the amount that is reserved before it is made.
public enum WorstCase {
  /// A bound of the tokens of a call.
  ///
  /// A token stands for at least one byte of text, so the bytes of the body bound the input; what the provider wraps
  /// around messages and schema is less than JSON's own names and quotes. The output is bound by the limit that the
  /// request sets, and no input is assumed to be cached. Anthropic adds a text of its own to calls with a tool, of up to 530
  /// tokens (https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview#pricing).
  public static func usage(of request: CompletionRequest) -> TokenUsage {
    var bytes: [UInt8] = []
    request.body().write(to: &bytes)
    let added = request.form.format == .messages ? 530 : 0
    return TokenUsage(input: bytes.count + added, output: request.maxOutputTokens)
  }

  /// The cost of that usage, at the dearest of the prices that input may have.
  ///
  /// - Parameter isBatch: Whether it is a line of a batch job.
  public static func cost(_ request: CompletionRequest, price: Price, isBatch: Bool = false) -> Money {
    var dearest = price
    dearest.input = max(price.input, price.cachedInput, price.cacheWrite ?? .zero)
    return dearest.cost(of: usage(of: request), isBatch: isBatch)
  }
}
