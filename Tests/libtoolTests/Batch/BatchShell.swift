/// The real program, a real simulator and a run of batch jobs that is left behind: what a person has the day after.
struct BatchShell {
  let shell: Shell

  init() throws { shell = Shell(library: try TestLibrary(.tiny)) }

  /// Runs a line of bash in which a simulator listens, so that each job takes an hour until `finish` lets the time of all pass,
  /// or `finish_these` that of those there are.
  ///
  /// `begin` starts it, `stop` ends it; `leave` begins a run of one job and leaves it; `$run` is its name, which the output
  /// shows as RUN, and the provider's name of its job as JOB.
  func run(_ line: String, delay: Int = 3_600_000) throws -> Shell.Result {
    try shell.run(
      """
      begin() {
        "$LIBTOOL" simulate --json --port ${port:-0} --state state --batch-delay-ms \(delay) "$@" > address.json 2> simulator.txt & pid=$!
        until grep -q port address.json 2> /dev/null || ! kill -0 $pid; do sleep 0.02; done
        port=$(grep -o '"port":[0-9]*' address.json | grep -o '[0-9]*$')
        export OPENAI_BASE_URL=http://127.0.0.1:$port/v1 OPENAI_API_KEY=sk-x
      }
      stop() { kill $pid; wait $pid; rm -f address.json; }
      control() { exec 3<> /dev/tcp/127.0.0.1/$port; printf 'POST /simulator/batches HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s' ${#1} "$1" >&3; cat <&3 > control.txt; exec 3<&-; }
      finish() { control '{"delay_ms": 0, "finish": true}'; }
      finish_these() { control '{"finish": true}'; }
      leave() {
        "$LIBTOOL" fill --provider openai --model simulated-1 --mode batch --detach --section passiv > left.txt
        run=$("$LIBTOOL" runs list --limit 1 --json | grep -o '"run": "[^"]*' | tail -c 9)
        job=$("$LIBTOOL" runs show last --json | grep -o 'batch_[a-z0-9]\\{8,\\}' | head -1)
      }
      names() { sed -e "s/${run:-no run}/RUN/g" -e "s/${job:-no job}/JOB/g"; }
      test_it() {
      \(line)
      }
      begin
      test_it 2>&1
      code=$?
      kill $pid 2> /dev/null
      exit $code
      """)
  }
}
