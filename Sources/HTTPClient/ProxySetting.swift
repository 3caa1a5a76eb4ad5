/// Which proxy requests go through.
public enum ProxySetting: Hashable, Sendable {
  /// The one that the environment names, as most programs understand it; see `ProxyRoute`.
  case environment
  /// None, whatever the environment says.
  case direct
  /// This one, for every host: `http://proxy:3128`, `socks5h://user:secret@host:1080`.
  case url(String)
}

/// The proxy of one request, and the hosts it is not for.
struct ProxyRoute: Hashable, Sendable {
  /// The proxy's URL; empty: none.
  var proxy: String
  /// A list with commas, matched by libcurl: names, with what stands below them; addresses; networks as
  /// `10.0.0.0/8`; `*` for all.
  var exceptions: String

  /// The route for a URL.
  ///
  /// From the environment: `https_proxy` or `http_proxy` by the URL's scheme, else `all_proxy`; `no_proxy`. Small letters
  /// go before capitals. `HTTP_PROXY` in capitals does not count where `REQUEST_METHOD` is set: there a stranger could
  /// have set it with the header `Proxy` (https://httpoxy.org).
  init(to url: String, setting: ProxySetting, environment: [String: String]) {
    func value(_ name: String) -> String? {
      for name in [name, name.uppercased()] {
        if name == "HTTP_PROXY", environment["REQUEST_METHOD"] != nil { continue }
        if let value = environment[name], !value.isEmpty { return value }
      }
      return nil
    }
    switch setting {
    case .direct: (proxy, exceptions) = ("", "")
    case .url(let url): (proxy, exceptions) = (url, "")
    case .environment:
      let scheme = url.prefix { $0 != ":" }.lowercased()
      proxy = value("\(scheme)_proxy") ?? value("all_proxy") ?? ""
      exceptions = value("no_proxy") ?? ""
    }
  }
}
