import CCurl
import Glibc

/// One request in libcurl's hands. Lives on the loop's thread.
final class Transfer {
  let call: TransferCall
  let continuation: TransferLoop.Continuation
  /// libcurl's easy handle.
  let handle: UnsafeMutableRawPointer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  /// How often libcurl was about to send the request. The second time it is stopped.
  var requests = 0
  var response = HTTPResponse(status: 0)
  /// Whether the head of the final answer is whole.
  var hasHead = false
  private var headBytes = 0
  var isTooLarge = false
  /// The bytes of the answer's body so far, wherever they went.
  var bodyBytes = 0
  /// What the system says of a file that cannot be used, or nil.
  var fileFailure: String?
  private var outgoing: OutgoingBody?
  private let uptime: @Sendable () -> Duration
  private var lastMoved: Duration

  /// More than any server needs; libcurl itself bounds only single lines.
  private static let headLimit = 256 << 10

  /// Sets the request up; nothing is sent yet.
  init(
    _ call: TransferCall, _ continuation: TransferLoop.Continuation, uptime: @escaping @Sendable () -> Duration
  ) throws(HTTPFailure) {
    let outgoing = call.request.parts.isEmpty ? nil : try OutgoingBody(call.request)
    guard let handle = curl_easy_init() else {
      throw HTTPFailure(.system, detail: "no memory for a call", requestWasSent: false)
    }
    self.call = call
    self.outgoing = outgoing
    self.uptime = uptime
    lastMoved = uptime()
    self.continuation = continuation
    self.handle = handle
    errorText.pointee = 0
    curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
    // Signals would go to a thread of libcurl's choice.
    curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    setRequest()
    setConnection()
    setReaders()
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(headerList)
    errorText.deallocate()
  }

  /// When its time is over, or nil.
  var end: Duration? { [call.end, call.stall.map { lastMoved + $0 }].compactMap(\.self).min() }

  /// The most bytes of the answer's body.
  var bodyLimit: Int { isSaved ? call.download?.limit ?? 0 : call.settings.bodyLimit }

  /// Whether the body goes to a file: that of an error does not.
  private var isSaved: Bool { call.download != nil && (200...299).contains(response.status) }

  /// What libcurl says of the failure, or nil.
  var said: String? { errorText.pointee == 0 ? nil : String(cString: errorText) }

  private func setRequest() {
    let request = call.request
    curl_set_text(handle, CURLOPT_URL, request.url)
    curl_allow_web_only(handle)
    curl_set_text(handle, CURLOPT_USERAGENT, call.settings.userAgent)
    curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "gzip")
    switch request.method {
    case "GET": curl_set_number(handle, CURLOPT_HTTPGET, 1)
    default:
      curl_set_number(handle, CURLOPT_POST, 1)
      curl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
      curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(outgoing?.count ?? request.body.count))
      if outgoing != nil { break }
      request.body.withUnsafeBytes { bytes in
        // An empty array may have no address, and a null pointer would make libcurl read standard input.
        let address = bytes.baseAddress ?? UnsafeRawPointer(errorText)
        _ = curl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: address))
      }
    }
    // libcurl would ask for leave before a large body, and wait a second where a server does not know that.
    headerList = curl_slist_append(headerList, "Expect:")
    for header in request.headers { headerList = curl_slist_append(headerList, "\(header.name): \(header.value)") }
    curl_set_headers(handle, headerList)
  }

  private func setConnection() {
    // One request a connection at a time: where it breaks, one call is in doubt and not all of them.
    curl_set_number(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    // Common servers close a connection after five idle seconds. One that is about to be closed may swallow a request.
    curl_set_number(handle, CURLOPT_MAXAGE_CONN, 3)
    // A model may think for minutes, while gateways on the way forget who is silent.
    curl_set_number(handle, CURLOPT_TCP_KEEPALIVE, 1)
    curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, call.settings.connectTimeout.wholeMilliseconds)
    curl_leave_resolver_behind(handle)
    // Both are set also where they are empty: else libcurl would read the environment of the process.
    curl_set_text(handle, CURLOPT_PROXY, call.route.proxy)
    curl_set_text(handle, CURLOPT_NOPROXY, call.route.exceptions)
    curl_set_number(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    if let file = call.certificates.file { curl_set_text(handle, CURLOPT_CAINFO, file) }
    if let folder = call.certificates.folder { curl_set_text(handle, CURLOPT_CAPATH, folder) }
  }

  private func setReaders() {
    let this = Unmanaged.passUnretained(self).toOpaque()
    // libcurl sends a request again on a fresh connection where a kept one brings nothing. What was sent may have been
    // received, and paid: the second time is one too many.
    curl_set_request_gate(
      handle,
      { transfer, _, _, _, _ in
        let transfer = Transfer.from(transfer)
        transfer.requests += 1
        return transfer.requests == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, this)
    if outgoing != nil {
      curl_set_request_body(
        handle,
        { bytes, size, count, this in
          Transfer.from(this).fill(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }, this)
    }
    curl_set_header_reader(
      handle, { Transfer.from($3).takeHeader(UnsafeRawBufferPointer(start: $0, count: $1 * $2)) }, this)
    curl_set_body_reader(
      handle, { Transfer.from($3).takeBody(UnsafeRawBufferPointer(start: $0, count: $1 * $2)) }, this)
  }

  /// What `setReaders` gave to libcurl, which hands it back as it is.
  private static func from(_ pointer: UnsafeMutableRawPointer?) -> Transfer {
    guard let pointer else { preconditionFailure("libcurl lost what it was given") }
    return Unmanaged<Transfer>.fromOpaque(pointer).takeUnretainedValue()
  }

  /// Takes one line of an answer's head; returns less than its length to stop the transfer.
  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headBytes += bytes.count
    if headBytes > Self.headLimit {
      isTooLarge = true
      return -1
    }
    // Lines after the body are trailers, which nobody asked for.
    if hasHead { return bytes.count }
    let line = String(decoding: bytes, as: UTF8.self).trimmingLineEnd()
    if line.hasPrefix("HTTP/") {
      response = HTTPResponse(status: Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0)
    } else if line.isEmpty {
      hasHead = response.status >= 200
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      response.headers.append(HTTPHeader(String(line[..<colon]), String(value)))
    }
    return bytes.count
  }

  /// Takes a part of the body; returns less than its length to stop the transfer.
  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    lastMoved = uptime()
    if bodyBytes + bytes.count > bodyLimit {
      isTooLarge = true
      return -1
    }
    if isSaved {
      guard save(bytes) else { return -1 }
    } else {
      response.body.append(contentsOf: bytes)
    }
    bodyBytes += bytes.count
    return bytes.count
  }

  private func save(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let descriptor = call.download?.descriptor else { return false }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        fileFailure = "the answer cannot be written: \(OutgoingBody.systemError(errno))"
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Gives libcurl the next bytes of the request's body.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    lastMoved = uptime()
    do {
      return try outgoing?.read(into: buffer) ?? 0
    } catch {
      fileFailure = error.detail
      return Int(CURL_READFUNC_ABORT)
    }
  }
}

extension String {
  fileprivate func trimmingLineEnd() -> String {
    var line = self[...]
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return String(line)
  }
}

extension Duration {
  /// At least 1, since libcurl takes 0 for its default.
  fileprivate var wholeMilliseconds: Int {
    Int(max(1, min(Int64(Int32.max), components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)))
  }
}
