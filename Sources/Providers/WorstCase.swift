import ContentModel
import Formats

/// What a call can cost at most: the amount that is reserved before it is made.
public enum WorstCase {
  /// A bound of the tokens of a call.
  ///
  /// A token stands for at least one byte of text, so the bytes of the body bound the input; what the provider wraps
  /// around messages and schema is less than JSON's own names and quotes. The output is bound by the limit that the
  /// request sets, and no input is assumed to be cached.
  public static func usage(of request: CompletionRequest) -> TokenUsage {
    var bytes: [UInt8] = []
    request.body().write(to: &bytes)
    return TokenUsage(input: bytes.count, output: request.maxOutputTokens)
  }

  /// The cost of that usage, at the dearer of the two input prices.
  public static func cost(_ request: CompletionRequest, price: Price) -> Money {
    var dearest = price
    dearest.input = max(price.input, price.cachedInput)
    return dearest.cost(of: usage(of: request))
  }
}
