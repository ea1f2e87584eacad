import { writeSync } from "node:fs";

const flushMilliseconds = 100;
const flushCharacters = 32_768;

/** Gathers log lines and writes them together: a system call for each would cost as much as the request it tells of. */
export function createLogStream(fileDescriptor: number): { write(line: string): void } {
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    process.off("exit", flush);
    const lines = waiting;
    waiting = "";
    try {
      if (lines !== "") writeSync(fileDescriptor, lines);
    } catch {
      // A log that nobody takes (a full pipe, a closed terminal) must not stop the server.
    }
  }

  return {
    write(line) {
      if (waiting === "") process.once("exit", flush);
      waiting += line;
      if (waiting.length >= flushCharacters) flush();
      else timer ??= setTimeout(flush, flushMilliseconds).unref();
    },
  };
}
