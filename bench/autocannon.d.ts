/** What we use of autocannon, which comes without types. */
declare module "autocannon" {
  type Request = { method: string; path: string; headers: Readonly<Record<string, string>>; body?: string };

  type Run = PromiseLike<unknown> & {
    on(event: "response", seen: (client: unknown, status: number, bytes: number, milliseconds: number) => void): void;
    on(event: "reqError", seen: (error: Error) => void): void;
    stop(): void;
  };

  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    timeout: number;
    requests: readonly { setupRequest(request: object): Request }[];
  }): Run;

  export = autocannon;
}
