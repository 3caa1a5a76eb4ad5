import Formats
import SQLiteKit

extension StoreQueries {
  /// How the models of an endpoint take their calls, as far as it was found out, by model.
  ///
  /// - Parameter place: The provider and its base URL.
  public func requestForms(at place: String) throws -> [String: JSON] {
    let kept = try fact(Self.requestFormsFact(at: place)).map { try JSON.parse($0) }
    return Dictionary((kept?.object?.members ?? []).map { ($0.name, $0.value) }) { _, last in last }
  }

  fileprivate static func requestFormsFact(at place: String) -> String { "request forms of \(place)" }
}

extension StoreTransaction {
  /// Keeps how a model of an endpoint takes its calls.
  public func keepRequestForm(_ form: JSON, ofModel model: String, at place: String) throws {
    var forms = JSON.Object(try requestForms(at: place).sorted { $0.key < $1.key })
    forms[model] = form
    try setFact(Self.requestFormsFact(at: place), JSON.object(forms).text)
  }
}
