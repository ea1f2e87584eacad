import { writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";

/**
 * Loaded into the product's process with `--import`: the signal SIGUSR2 starts a profile of the thread that answers, the
 * next one ends it and writes it down.
 */
const file = process.env.BENCH_PROFILE ?? "";
const intervalMicroseconds = 200;
const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.setSamplingInterval", { interval: intervalMicroseconds });
let isRunning = false;

process.on("SIGUSR2", async () => {
  isRunning = !isRunning;
  if (isRunning) return session.post("Profiler.start");
  const { profile } = await session.post("Profiler.stop");
  writeFileSync(file, JSON.stringify(profile));
});
