/** Where a long piece of work stands. */
export type Progress = { readonly what: string; readonly done: number; readonly total: number };

const barWidth = 30;
const drawMilliseconds = 100;
/** Without a terminal nobody watches: a line now and then is enough. */
const lineMilliseconds = 10_000;

/** Shows how far the work is: a bar on a terminal, plain lines elsewhere. */
export function showProgress(output: NodeJS.WriteStream): { report(progress: Progress): void; end(): void } {
  let what = "";
  let began = 0;
  let shownAt = 0;
  let drawn = false;
  return {
    report(progress) {
      const now = performance.now();
      if (progress.what !== what) {
        what = progress.what;
        began = now;
        if (drawn) output.write("\n");
        drawn = false;
        shownAt = output.isTTY ? 0 : now;
      }
      const finished = progress.done >= progress.total;
      if (!finished && now - shownAt < (output.isTTY ? drawMilliseconds : lineMilliseconds)) return;
      shownAt = now;
      const line = describe(progress, now - began);
      drawn = output.isTTY === true;
      output.write(drawn ? `\r${line}\u001B[K` : `${line}\n`);
    },
    end() {
      if (drawn) output.write("\n");
      drawn = false;
    },
  };
}

function describe({ what, done, total }: Progress, milliseconds: number): string {
  const share = total === 0 ? 1 : done / total;
  const filled = Math.round(share * barWidth);
  const bar = "█".repeat(filled) + "░".repeat(barWidth - filled);
  const rate = milliseconds < 1 ? "" : `, ${Math.round((done / milliseconds) * 1_000)} per second`;
  return `${what.padEnd(9)} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${done} of ${total}${rate}`;
}
