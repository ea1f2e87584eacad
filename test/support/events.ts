/** A server-sent event. */
export type Event = {
  readonly type: string;
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into events of any shape
  readonly data: any;
};

/** Opens a stream of server-sent events and waits until it is connected. */
export async function readEvents(address: string, headers: Record<string, string>) {
  const response = await fetch(address, { headers });
  if (!response.body) throw new Error(`the stream answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let isOver = false;

  async function more(): Promise<void> {
    const { value, done } = await reader.read();
    text += value ?? "";
    isOver = done;
  }
  while (!text.startsWith(":") && !isOver) await more();

  return {
    response,
    /** The next event; comments are passed over. */
    async next(): Promise<Event> {
      for (;;) {
        const end = text.indexOf("\n\n");
        if (end === -1) {
          if (isOver) throw new Error("the stream is over");
          await more();
          continue;
        }
        const lines = text.slice(0, end).split("\n");
        text = text.slice(end + 2);
        const field = (name: string) =>
          lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
        if (field("event") !== "") return { type: field("event"), id: field("id"), data: JSON.parse(field("data")) };
      }
    },
    /** Waits for the end of the stream, which must come without another event. */
    async isOver(): Promise<boolean> {
      while (!isOver) await more();
      return text === "";
    },
    cancel: () => reader.cancel(),
  };
}
