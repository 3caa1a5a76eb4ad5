/// The address of an endpoint, to which `/chat/completions` or `/messages` is added.
public struct BaseURL: Hashable, Sendable {
  /// Without a slash at the end: `https://api.openai.com/v1`.
  public var text: String
  /// Host and, where it is given, port: `127.0.0.1:8080`.
  public var host: String

  /// Reads what a person wrote; nil where it is no `http` or `https` URL with a host.
  ///
  /// Slashes at the end do not count, nor does a `/chat/completions` that was copied along. A URL without a path gets
  /// `/v1`, where every server of this kind listens. A name or password before the host, a query or a fragment are refused:
  /// URLs are shown in messages.
  ///
  /// What speaks Anthropic's Messages is written without `/v1` by other programs, which add it: so it is added here.
  public init?(_ written: String, format: EndpointFormat = .chatCompletions) {
    var text = written.filter { !$0.isWhitespace }
    while text.hasSuffix("/") { text.removeLast() }
    if text.hasSuffix(format.callPath) { text.removeLast(format.callPath.count) }
    while text.hasSuffix("/") { text.removeLast() }
    guard let scheme = text.firstRange(of: "://"), ["http", "https"].contains(text[..<scheme.lowerBound].lowercased())
    else { return nil }
    let rest = text[scheme.upperBound...]
    guard !rest.contains(where: { "@?#\\".contains($0) }) else { return nil }
    host = String(rest.prefix { $0 != "/" })
    guard !host.isEmpty, host.first != ":" else { return nil }
    if format == .messages ? !rest.hasSuffix("/v1") : !rest.contains("/") { text += "/v1" }
    self.text = text
  }

  /// Whether the host is this machine.
  var isLocal: Bool {
    let name = host.split(separator: ":").first.map(String.init) ?? ""
    return name == "localhost" || name.hasPrefix("127.") || host.hasPrefix("[::1]")
  }
}
