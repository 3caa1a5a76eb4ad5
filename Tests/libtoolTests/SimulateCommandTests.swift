import Formats
import Testing

@testable import libtool

/// `libtool simulate`: the real program, asked over a real connection.
@Suite struct SimulateCommandTests {
  /// Begins a simulator in the background; `$port` is its port, `$pid` its process.
  private static let start = """
    begin() {
      "$LIBTOOL" simulate --json "$@" > address.json 2> errors.txt & pid=$!
      until grep -q port address.json || ! kill -0 $pid; do sleep 0.02; done
      port=$(grep -o '"port":[0-9]*' address.json | grep -o '[0-9]*$')
    }
    ask() { exec 3<> /dev/tcp/127.0.0.1/$port; printf '%s\\r\\nHost: x\\r\\nConnection: close\\r\\n%s\\r\\n' "$1" "$2" >&3; cat <&3; }
    """

  @Test(arguments: ["TERM", "INT"]) func itServesUntilItIsToldToEnd(signal: String) throws {
    let shell = Shell(library: try TestLibrary(.tiny))
    let result = try shell.run(
      """
      \(Self.start)
      begin --seed 4
      ask 'GET /v1/models HTTP/1.1' | grep -o '"id":"[^"]*"'
      kill -\(signal) $pid
      wait $pid
      echo "code $?"
      cat errors.txt
      """)
    #expect(result.output == "\"id\":\"simulated-1\"\ncode 0\nSimulated 0 calls; 0 tokens in, 0 out.\n")
  }

  /// A call that is still waiting does not keep it.
  @Test func itEndsAtOnceWhateverIsUnderWay() throws {
    let shell = Shell(library: try TestLibrary(.tiny))
    let result = try shell.run(
      """
      \(Self.start)
      begin --latency-ms 600000 --call-log calls.jsonl
      body='{"model": "simulated-1", "messages": [{"role": "user", "content": "Hello"}]}'
      (ask 'POST /v1/chat/completions HTTP/1.1' "Content-Length: ${#body}"$'\\r\\n\\r\\n'"$body" > /dev/null) &
      until grep -q received calls.jsonl || ! kill -0 $pid; do sleep 0.02; done
      kill -TERM $pid
      wait $pid
      echo "code $?"
      cut -d: -f1 errors.txt
      """)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("code 0\nSimulated 1 call"))
  }

  /// Killed at once after its answers, it has the file and the job again.
  @Test func itsStateSurvivesAKill() throws {
    let shell = Shell(library: try TestLibrary(.tiny))
    let result = try shell.run(
      """
      \(Self.start)
      post() { ask "POST $1 HTTP/1.1" "Content-Type: $2"$'\\r\\nContent-Length: '"${#3}"$'\\r\\n\\r\\n'"$3"; }
      begin --state state --batch-delay-ms 3600000
      line='{"custom_id": "a", "method": "POST", "url": "/v1/chat/completions", "body": {"model": "simulated-1"}}'
      form=$'--e\\r\\nContent-Disposition: form-data; name="purpose"\\r\\n\\r\\nbatch\\r\\n'
      form+=$'--e\\r\\nContent-Disposition: form-data; name="file"\\r\\n\\r\\n'"$line"$'\\r\\n--e--\\r\\n'
      file=$(post /v1/files 'multipart/form-data; boundary=e' "$form" | grep -o 'file-[a-z0-9]*' | head -1)
      job='{"input_file_id": "'$file'", "endpoint": "/v1/chat/completions", "completion_window": "24h"}'
      batch=$(post /v1/batches application/json "$job" | grep -o '"id":"batch_[a-z0-9]*"')
      kill -KILL $pid
      wait $pid
      rm address.json
      begin --state state
      "$LIBTOOL" simulate --state state 2>&1
      ask 'GET /v1/batches HTTP/1.1' | grep -o '"id":"batch_[a-z0-9]*"' | sed "s/$batch/the same job/"
      ask "GET /v1/files/$file/content HTTP/1.1" | tail -1 | sed "s|$line|the same line|"
      echo
      kill $pid
      wait $pid
      """)
    #expect(
      result.output.replacing(shell.library.root, with: "FOLDER") == """
        error: the simulator cannot keep its state in FOLDER/state: another simulator uses it
        --state wants a folder of its own, which one simulator at a time uses
        the same job
        the same line

        """)
  }

  @Test func theAddressIsALineForAShell() throws {
    let shell = Shell(library: try TestLibrary(.tiny))
    let result = try shell.run(
      """
      "$LIBTOOL" simulate --key 'a b' > line.txt 2> errors.txt & pid=$!
      until [ -s line.txt ] || ! kill -0 $pid; do sleep 0.02; done
      kill $pid
      wait $pid
      sed 's/127.0.0.1:[0-9]*/HOST:PORT/' line.txt
      """)
    #expect(
      result.output
        == "OPENAI_BASE_URL=http://HOST:PORT/v1 OPENAI_API_KEY='a b' libtool fill --provider openai --model simulated-1\n"
    )
  }

  @Test(arguments: [
    (["--port", "70000"], "--port must be from 0 to 65535"), (["--jitter", "2"], "--jitter must be from 0 to 1"),
    (["--seed=-1"], "--seed must be at least 0"), (["--latency-ms=-1"], "--latency-ms must be from 0 to 3600000"),
    (["--requests-per-minute", "0"], "--requests-per-minute must be at least 1"),
    (["--batch-delay-ms=-1"], "--batch-delay-ms must be from 0 to 86400000"),
    (["--batch-done-share", "2"], "--batch-done-share must be from 0 to 1"),
    (["--batch-lines", "0"], "--batch-lines must be at least 1"),
    (["--next", "stall=0"], "--next stall=0: `0` is no number of calls"),
    (["--key="], "--key must not be empty"), (["--fault", "stal"], "there is no fault stal; did you mean `stall`?"),
    (["--fault", "stall=2"], "--fault stall=2: `2` is no share from 0 to 1"),
    (["--fault", "stall=2"], "\nwrite the share of calls that have the fault: --fault stall=0.05\n"),
  ]) func whatMakesNoSenseIsRefused(arguments: [String], message: String) async throws {
    let result = try await TestLibrary(.tiny).run(["simulate"] + arguments)
    #expect(result.code == .usage && result.errors.contains(message), "\(result.errors)")
  }

  @Test func whereItCannotListenOrWriteItSaysSo() async throws {
    let library = try TestLibrary(.tiny)
    let host = await library.run("simulate", "--host", "my.host")
    #expect(host.code == .failed)
    #expect(host.errors.contains("error: cannot listen at my.host:0: this is no address in digits"))
    let log = await library.run("simulate", "--call-log", "/nowhere/calls.jsonl")
    #expect(
      log.errors == """
        error: cannot write the call log /nowhere/calls.jsonl: No such file or directory
        --call-log wants a file to append to

        """)
  }
}
