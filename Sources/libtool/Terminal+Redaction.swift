import Console
import Formats
import Workspace
import World

extension Terminal {
  /// This terminal, through which no secret of the environment or of the file of keys gets out.
  ///
  /// The last of several nets: errors, headers and answers are redacted where they come in.
  func redacted(in world: World) -> Terminal {
    let redactor = Redactor(in: world)
    if redactor.isEmpty { return self }
    var terminal = self
    terminal.writeBytes = { [writeBytes] (channel, bytes) throws(TerminalError) in
      try writeBytes(channel, redactor.redact(bytes))
    }
    return terminal
  }
}

extension Redactor {
  /// Takes out the secrets of the environment and of the file of keys.
  init(in world: World) {
    let secrets: [String]
    // A file of keys that cannot be used gives no key to any command, so none of it can get out. Who needs one is told.
    do { secrets = try Keys(world: world).secrets } catch { secrets = Keys.secrets(in: world.environment) }
    self.init(secrets: secrets)
  }
}
