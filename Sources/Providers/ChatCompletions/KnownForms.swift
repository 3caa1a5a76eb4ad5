import Formats
import Synchronization

/// What was found out about the models of an endpoint: the form that each of them takes. Safe to use from many tasks.
final class KnownForms: Sendable {
  /// A model's form, and those it has moved on from.
  private struct Known: Sendable {
    var form: RequestForm
    var refused: Set<RequestForm> = []
  }

  private let known: Mutex<[String: Known]>
  private let settings: EndpointSettings
  private let onChange: @Sendable (String, RequestForm) -> Void

  init(
    settings: EndpointSettings, initial: [String: RequestForm],
    onChange: @escaping @Sendable (String, RequestForm) -> Void
  ) {
    self.settings = settings
    self.onChange = onChange
    known = Mutex(initial.mapValues { Known(form: settings.fixed(in: $0)) })
  }

  /// The form to write the next call in.
  func form(of model: String) -> RequestForm { known.withLock { $0[model]?.form } ?? settings.form }

  /// Moves on from a form that an answer refuses; see `moveOn(from:of:because:)`.
  func moveOn(from form: RequestForm, of model: String, refusedBy answer: RawAnswer?) -> Bool {
    guard let answer else { return false }
    let body = TolerantJSON.read(answer.body).value
    // The whole body, since endpoints put their words in many places; a page may be long.
    let text = String(decoding: answer.body.prefix(4096), as: UTF8.self)
    let complaint = EndpointComplaint(
      status: answer.status, text: text, parameter: (body?["error"]?["param"] ?? body?["param"])?.string ?? "",
      form: form)
    return moveOn(from: form, of: model, because: complaint)
  }

  /// Moves on from a form that a complaint was about.
  ///
  /// A form that was refused once is never come back to, so that this ends whatever the endpoint says.
  /// - Returns: Whether there is another form now, found here or by another call meanwhile.
  func moveOn(from form: RequestForm, of model: String, because complaint: EndpointComplaint?) -> Bool {
    let (hasMoved, new) = known.withLock { known -> (Bool, RequestForm?) in
      var entry = known[model] ?? Known(form: settings.form)
      if entry.form != form { return (entry.refused.contains(form), nil) }
      guard let complaint, let next = form.adapted(to: complaint).map(settings.fixed), next != form,
        !entry.refused.contains(next)
      else { return (false, nil) }
      entry.refused.insert(form)
      entry.form = next
      known[model] = entry
      return (true, next)
    }
    if let new { onChange(model, new) }
    return hasMoved
  }
}
