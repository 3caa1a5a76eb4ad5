import Formats
import WebServer

extension Simulator {
  /// `GET /simulator`, `POST /simulator/faults`, `POST /simulator/batches`, `POST /simulator/reset`: for tests that steer a running simulator.
  ///
  /// A page in a browser may not: a request with an `Origin` is refused.
  func control(_ request: WebRequest) -> WebResponse {
    if request.header("Origin") != nil {
      return EndpointError(status: 403, message: "The simulator is not steered by web pages.").response
    }
    switch (request.method, request.path) {
    case ("GET", "/simulator"): return WebResponse(json: standing)
    case ("POST", "/simulator/faults"):
      do {
        let document = try JSON.parse(request.body)
        try inState { state throws(FaultProblem) in try state.plan.change(by: document) }
        return WebResponse(json: standing)
      } catch let error as FaultProblem {
        return EndpointError.invalid(error.message).response
      } catch {
        return EndpointError.invalid("The body is \(error)").response
      }
    case ("POST", "/simulator/batches"):
      do {
        let document = try JSON.parse(request.body)
        try inState { state throws(FaultProblem) in try state.batches.change(by: document) }
        if document["finish"]?.bool == true { archive.finishAll() }
        return WebResponse(json: standing)
      } catch let error as FaultProblem {
        return EndpointError.invalid(error.message).response
      } catch {
        return EndpointError.invalid("The body is \(error)").response
      }
    case ("POST", "/simulator/reset"):
      reset()
      return WebResponse(json: standing)
    default:
      return EndpointError(
        status: 405,
        message: "There are GET /simulator, POST /simulator/faults, POST /simulator/batches and POST /simulator/reset."
      ).response
    }
  }

  /// The state as a document.
  private var standing: JSON {
    let limit = { (limit: Int?) -> JSON in limit.map { .integer($0) } ?? .null }
    return inState { state in
      .object(
        JSON.Object(
          [
            ("model", .string(SimulatorSettings.model)), ("seed", .integer(settings.seed)),
            ("latency_ms", .integer(settings.latencyMilliseconds)), ("jitter", .double(settings.latencyJitter)),
            ("requests_per_minute", limit(settings.requestsPerMinute)),
            ("tokens_per_minute", limit(settings.tokensPerMinute)),
            ("batch_settings", state.batches.json),
          ] + state.plan.json + state.tally.json))
    }
  }
}
