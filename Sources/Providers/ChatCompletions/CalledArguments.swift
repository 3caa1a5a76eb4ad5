import Formats

/// The arguments of tool calls, as one text.
enum CalledArguments {
  /// The arguments of the first call, or nil where there is none.
  ///
  /// They are a string that holds JSON; some servers send the object itself. A model that may make several calls at once
  /// sometimes hands a batch in by pieces: the arrays of further calls of the same tool are added, so that no text that was
  /// paid for is lost.
  /// - Parameter functions: The `function` of each call, in order.
  static func read(_ functions: [JSON]) -> [UInt8]? {
    guard let call = functions.first, let arguments = text(call["arguments"]) else { return nil }
    let further = functions.dropFirst().filter { $0["name"] == call["name"] }
    // A first call that is not whole is left to those who mend texts.
    guard !further.isEmpty, let (name, first) = onlyArray(try? JSON.parse(arguments)) else { return arguments }
    var elements = first
    for function in further {
      // Of a later one that breaks off, what is closed counts.
      let value = text(function["arguments"]).flatMap { TolerantJSON.read($0).value }
      if let (other, more) = onlyArray(value), other == name { elements += more }
    }
    var bytes: [UInt8] = []
    JSON.object(JSON.Object([(name, .array(elements))])).write(to: &bytes)
    return bytes
  }

  private static func text(_ arguments: JSON?) -> [UInt8]? {
    switch arguments {
    case .string(let text)?: Array(text.utf8)
    case .object?: arguments.map { Array($0.text.utf8) }
    default: nil
    }
  }

  /// The name and the elements where an object holds one array and nothing else.
  private static func onlyArray(_ value: JSON?) -> (name: String, elements: [JSON])? {
    guard let object = value?.object, object.count == 1, let elements = object.members[0].value.array else {
      return nil
    }
    return (object.members[0].name, elements)
  }
}
