/// The variable of the environment that holds the key of a provider.
public enum KeyVariable {
  /// As official clients call it: `OPENAI_API_KEY` for `openai`.
  public static func usual(of provider: String) -> String {
    provider.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "_" }.joined() + "_API_KEY"
  }
}
