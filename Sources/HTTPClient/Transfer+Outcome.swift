import CCurl
import Glibc

extension Transfer {
  /// How a transfer ended, by libcurl's code.
  func outcome(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
    if code != CURLE_OK { return .failure(failure(code)) }
    // A head that ends within a line is success to libcurl.
    return hasHead ? .success(response) : .failure(broken(""))
  }

  /// The failure of a transfer whose time is over.
  func overdue(at now: Duration) -> HTTPFailure {
    let progress =
      if !wasSent { "nothing was sent" } else if hasHead {
        "\(bodyBytes) bytes of its body came"
      } else {
        "nothing came back"
      }
    if let stall = call.stall, call.end ?? .max > now {
      return failure(.timeout, "nothing has moved for \(stall.shortText): \(progress)")
    }
    return failure(.timeout, "no whole answer within \(call.duration?.shortText ?? "its time"): \(progress)")
  }

  /// Before the first request goes out, not a byte of it has been written.
  private var wasSent: Bool { requests > 0 }

  private func failure(_ kind: HTTPFailure.Kind, _ detail: String) -> HTTPFailure {
    HTTPFailure(kind, detail: detail, requestWasSent: wasSent)
  }

  private func failure(_ code: CURLcode) -> HTTPFailure {
    let reason = said ?? String(cString: curl_easy_strerror(code))
    if let fileFailure { return failure(.file, fileFailure) }
    switch code {
    case CURLE_URL_MALFORMAT: return failure(.invalidURL, "this is no URL")
    case CURLE_UNSUPPORTED_PROTOCOL where !wasSent: return failure(.invalidURL, "the URL is neither http nor https")
    case CURLE_COULDNT_RESOLVE_HOST: return failure(.cannotResolve, "\(target.host) has no address")
    case CURLE_COULDNT_RESOLVE_PROXY: return failure(.proxy, "the proxy's name has no address")
    case CURLE_PROXY: return failure(.proxy, reason)
    case CURLE_COULDNT_CONNECT: return notConnected(because: systemError ?? reason)
    case CURLE_OPERATION_TIMEDOUT:
      return notConnected(because: "no connection within \(call.settings.connectTimeout.shortText)")
    case CURLE_SSL_CACERT_BADFILE:
      return failure(
        .certificate, "the file of certificates \(call.certificates.file ?? "of the system") cannot be used")
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
      return failure(.certificate, reason)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
      return failure(.tls, reason)
    case CURLE_WRITE_ERROR where isTooLarge:
      return failure(.tooLarge, "the answer is larger than \(bodyLimit) bytes")
    case CURLE_ABORTED_BY_CALLBACK where requests > 1:
      return failure(.broken, "a kept connection ended before an answer")
    case CURLE_BAD_CONTENT_ENCODING: return failure(.malformed, "the answer cannot be unpacked")
    case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return failure(.malformed, "the answer is no HTTP")
    default: return wasSent ? broken(reason) : proxyRefuses(reason) ?? failure(.cannotConnect, reason)
    }
  }

  /// The connection ended after the request went out.
  private func broken(_ reason: String) -> HTTPFailure {
    let event = reason.contains("reset") ? "was reset" : "ended"
    return failure(
      .broken,
      hasHead
        ? "the connection \(event) after \(bodyBytes) bytes of the body"
        : "the connection \(event) before an answer")
  }

  /// A proxy answered the wish for a tunnel with something other than 200; nil where there was no proxy.
  private func proxyRefuses(_ reason: String) -> HTTPFailure? {
    guard !call.route.proxy.isEmpty else { return nil }
    let status = curl_get_number(handle, CURLINFO_HTTP_CONNECTCODE)
    return failure(.proxy, status > 0 ? "the proxy answers HTTP \(status)" : reason)
  }

  /// libcurl's text says where it wanted to go: `Failed to connect to HOST port PORT after …`.
  private func notConnected(because reason: String) -> HTTPFailure {
    let place = "\(target.host):\(target.port)"
    let isProxy = !call.route.proxy.isEmpty && said?.contains(" to \(target.host) port \(target.port) ") != true
    return isProxy ? failure(.proxy, "the proxy: \(reason)") : failure(.cannotConnect, "\(place): \(reason)")
  }

  private var systemError: String? {
    let code = curl_get_number(handle, CURLINFO_OS_ERRNO)
    guard code != 0 else { return nil }
    let text = String(cString: strerror(Int32(code)))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Host and port of the URL, without the brackets of an IPv6 address.
  private var target: (host: String, port: Int) {
    let url = call.request.url
    let isSecure = url.lowercased().hasPrefix("https")
    guard let start = url.firstRange(of: "://")?.upperBound else { return (url, 0) }
    let authority = url[start...].prefix { !"/?#".contains($0) }.split(separator: "@").last ?? ""
    let usual = isSecure ? 443 : 80
    guard let colon = authority.lastIndex(of: ":"), authority.last != "]" else {
      return (authority.filter { $0 != "[" && $0 != "]" }, usual)
    }
    return (
      authority[..<colon].filter { $0 != "[" && $0 != "]" }, Int(authority[authority.index(after: colon)...]) ?? usual
    )
  }
}

extension Duration {
  fileprivate static let max = Duration.seconds(Int64.max)

  /// `30 s`, or `250 ms` where it is no whole number of seconds.
  fileprivate var shortText: String {
    let (seconds, attoseconds) = components
    return attoseconds == 0
      ? "\(seconds) s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000) ms"
  }
}
