/// Where the certificates are that a client trusts.
///
/// The setting goes first; then the variables that curl and OpenSSL know: `CURL_CA_BUNDLE`, `SSL_CERT_FILE`, and
/// `SSL_CERT_DIR` beside the system's file. Without any of them libcurl uses the system's.
struct TrustedCertificates: Hashable, Sendable {
  /// A file in PEM; nil: the system's.
  var file: String?
  /// A folder with a file a certificate, named by its hash; nil: the system's.
  var folder: String?

  init(setting: String?, environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    file = setting ?? value("CURL_CA_BUNDLE") ?? value("SSL_CERT_FILE")
    folder = setting == nil ? value("SSL_CERT_DIR") : nil
  }
}
