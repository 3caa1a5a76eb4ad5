import ContentModel
import Formats
import Providers
import WebServer
import World

extension Simulator {
  /// Answers a request about files or batch jobs, with the faults of such requests: one with an error status comes instead
  /// of the answer, and nothing is done; all others strike the answer of what has been done.
  ///
  /// - Parameters:
  ///   - hasFiles: for a look at a job: whether it has ended with files, and whether it has all that there can be.
  ///   - answer: is told what a look at a job is to show.
  func struck(
    _ kind: BatchRequest, _ request: WebRequest, hasFiles: @Sendable () -> (ended: Bool, all: Bool) = { (true, true) },
    answer: @Sendable (PollFault?) async throws -> WebResponse
  ) async -> WebResponse {
    let dialect = Dialect(request)
    let files = kind == .poll ? hasFiles() : (false, false)
    let fault = inState { state in
      let fault = state.plan.draw(kind, seed: settings.seed) { fault in
        switch fault {
        case .poll(.lateFileID): files.0
        case .poll(.emptyFileID): files.0 && !files.1
        default: true
        }
      }
      if let fault { state.tally.faults[fault.name, default: 0] += 1 }
      return fault
    }
    var struck: EndpointFault?
    if case .request(_, let fault)? = fault { struck = fault }
    if let struck, let response = struck.response(in: dialect, now: world.now()) {
      if kind == .create { await noteRefusal(response.status, dialect, struck.rawValue) }
      return response
    }
    var response: WebResponse
    do {
      var shown: PollFault?
      if case .poll(let fault)? = fault { shown = fault }
      response = try await answer(shown)
    } catch let error as EndpointError {
      response = error.response(in: dialect)
      if kind == .create { await noteRefusal(response.status, dialect, nil) }
    } catch let error as CallLogError {
      response = EndpointError.unlogged(error).response(in: dialect)
    } catch {
      let text = (error as? BodyFileError)?.message ?? "\(error)"
      response = EndpointError(status: 500, type: "server_error", code: "server_error", message: text)
        .response(in: dialect)
    }
    let name = dialect == .anthropic ? "request-id" : "x-request-id"
    response.headers.append((name, "req_\(String(world.randomBits(), radix: 36))"))
    if case .poll(.retryAfter)? = fault { response.headers.append(("Retry-After", "2")) }
    if let struck { response.fate = ChatAnswer.fate(struck, isHalf: false, size: response.content.count) }
    return response
  }

  /// Notes that a job was asked for and not made, as far as there is a log: the request fails anyway.
  private func noteRefusal(_ status: Int, _ dialect: Dialect, _ fault: String?) async {
    let entry: JSON = [
      "event": "batch_refused", "interface": .string(dialect.rawValue), "status": .integer(status),
      "fault": fault.map(JSON.string) ?? .null, "time": .string(world.now().description),
    ]
    do throws(CallLogError) { try await log?.append(entry) } catch {
      // The next request that needs the log says so.
      return
    }
  }
}
